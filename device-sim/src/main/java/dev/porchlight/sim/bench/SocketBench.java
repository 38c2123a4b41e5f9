package dev.porchlight.sim.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How many presences a second go from the gateway to a thousand sockets, each of which watches a hundred people, and how long
 * one takes at half that rate. The floor is the same JDA with a listener that does nothing.
 *
 * <p>The measuring thread only.
 */
final class SocketBench {
    private static final String SECTION = "sockets";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The simulated Discord cuts a client for which 10,000 frames wait. */
    private static final int AT_ONCE = 8_000;

    private static final int WATCHED = 100;

    private final Bench bench;
    private final Optional<Path> listener;
    private final int people;
    private final int sockets;
    private final int chunks;
    private final Duration paced;

    /** @param listener where {@code JdaListener} has been compiled to */
    SocketBench(Bench bench, Optional<Path> listener, int people) {
        this.bench = bench;
        this.listener = listener;
        this.sockets = bench.quick() ? 100 : 1_000;
        this.people = Math.min(people, sockets * (WATCHED - 1)); // everybody is watched by somebody
        this.chunks = bench.quick() ? 1 : 3;
        this.paced = Duration.ofSeconds(bench.quick() ? 1 : 3);
    }

    /** A bridge, the people it knows, and who watches them. */
    private record Side(String name, PresenceTown town, Child bridge, Watchers watchers) {}

    void run() throws IOException, InterruptedException {
        List<Side> sides = new ArrayList<>();
        try {
            for (Variant variant : bench.variants()) {
                sides.add(open(variant));
            }
            bench.rounds("sockets", bench.quick() ? 1 : 5, Duration.ofSeconds(bench.quick() ? 6 : 20), round -> {
                for (Side side : sides) {
                    measure(side);
                }
                if (listener.isPresent()) {
                    floor(listener.get());
                }
                Collections.rotate(sides, 1);
            });
        } finally {
            for (Side side : sides) {
                side.watchers.close();
                side.bridge.close();
                side.town.close();
            }
        }
        bench.report()
                .table(
                        "## Presences to " + sockets + " sockets, each of which watches " + WATCHED + " of " + people
                                + " people",
                        bench.figures().table(SECTION, ""),
                        "",
                        "Each of the people is watched by " + Math.round(sockets * (WATCHED - 1.0) / people)
                                + " sockets. Of " + chunks * AT_ONCE
                                + " PRESENCE_UPDATEs, " + AT_ONCE
                                + " at once, each of another person who plays: until every"
                                + " socket has been told the last.",
                        "The floor is a JDA of the same version and flags whose listener does nothing, until it has fired the last;"
                                + " it tells nobody.",
                        "Messages: what the sockets were told; where there are fewer than watchers times changes, a newer state came"
                                + " first. p99: from the",
                        "change at Discord to the client, at half that rate. Good: a ratio of 0.8, and 20 ms.");
    }

    private Side open(Variant variant) throws IOException {
        PresenceTown town = new PresenceTown(people);
        Map<String, String> settings = Map.of(
                "PRESENCE_ENABLED",
                "true",
                "PRESENCE_MAX_USERS",
                "" + (people + 10), // and the bot, and alice
                "LIMITS_CONNECTIONS_PER_ADDRESS",
                "" + 2 * sockets,
                "LIMITS_PRESENCE_SUBSCRIPTIONS",
                "1000000");
        String name = "sockets-" + variant.name();
        Child bridge =
                withHeap().bridge(name, town.discord().apiUrl(), town.tap().url(), false, variant.over(settings));
        Setup.awaitDiscord(bridge);
        Watchers watchers = new Watchers(Setup.awaitAddress(bridge), sockets, i -> watched(town, i), PATIENCE);
        Side side = new Side(variant.name(), town, bridge, watchers);
        for (int i = 0; i < 3; i++) {
            chunk(side); // the JIT compiler's share, and the lists of members
        }
        return side;
    }

    /** As much as {@code scripts/run} gives it for so many people. */
    private Setup withHeap() {
        List<String> flags = new ArrayList<>(bench.setup().flags());
        flags.removeIf(flag -> flag.startsWith("-Xmx"));
        flags.add("-Xmx" + Math.max(64, 24 + (people * 8 + 1_023) / 1_024) + "m");
        return bench.setup().with(flags, List.of());
    }

    /** Everybody is watched by as many as everybody else, and the last one by all. */
    private static List<Long> watched(PresenceTown town, int socket) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < WATCHED - 1; i++) {
            ids.add(town.id((int) ((long) socket * (WATCHED - 1) + i) % town.size()));
        }
        ids.add(town.marker());
        return ids;
    }

    private void measure(Side side) throws IOException {
        long cpu = side.bridge.cpuNanos();
        long messages = side.watchers.messages();
        long nanos = 0;
        for (int i = 0; i < chunks; i++) {
            nanos += chunk(side);
        }
        double changes = chunks * (double) AT_ONCE;
        double rate = changes * 1e9 / nanos;
        figure("updates", "1/s").add(side.name, rate);
        figure("messages to sockets", "1/s").add(side.name, (side.watchers.messages() - messages) * 1e9 / nanos);
        figure("CPU an update", "µs").add(side.name, (side.bridge.cpuNanos() - cpu) / 1e3 / changes);
        Samples times = paced(side, rate / 2);
        figure("at half that rate: median", "ms").add(side.name, times.median());
        figure("at half that rate: p99", "ms").add(side.name, times.percentile(99));
    }

    /** Nanoseconds from the first byte from Discord to the last socket told of the last change. */
    private long chunk(Side side) throws IOException {
        side.watchers.want(side.town.marker());
        side.town.tap().arm();
        side.town.change(AT_ONCE);
        side.town.mark();
        return side.watchers.awaitMarked(PATIENCE) - side.town.tap().passedAt();
    }

    private Samples paced(Side side, double perSecond) throws IOException {
        side.watchers.want(side.town.marker());
        side.watchers.takeTimes();
        long began = System.nanoTime();
        long end = began + paced.toNanos();
        int sent = 0;
        for (long now = began; now < end; now = System.nanoTime()) {
            int due = (int) (perSecond * (now - began) / 1e9) - sent;
            side.town.change(Math.min(due, AT_ONCE));
            sent += due;
            LockSupport.parkNanos(1_000_000);
        }
        side.town.mark();
        side.watchers.awaitMarked(PATIENCE);
        return side.watchers.times();
    }

    private void floor(Path classes) throws IOException {
        try (PresenceTown town = new PresenceTown(people);
                LineProcess jda = new LineProcess(bench.setup().folder(), command(classes, town))) {
            jda.hear("up", 0, PATIENCE);
            long nanos = 0;
            for (int i = -3; i < chunks; i++) { // the first ones are the JIT compiler's share, as above
                town.tap().arm();
                town.change(AT_ONCE);
                town.mark();
                long at = jda.hear("marked", 1, PATIENCE)[0];
                nanos += i < 0 ? 0 : at - town.tap().passedAt();
            }
            figure("updates", "1/s").add(Figure.FLOOR, chunks * (double) AT_ONCE * 1e9 / nanos);
        }
    }

    private List<String> command(Path classes, PresenceTown town) {
        List<String> command = new ArrayList<>();
        command.add(bench.setup().java());
        command.addAll(withHeap().flags());
        command.add("-cp");
        command.add(bench.setup().bridgeJar() + ":" + classes);
        command.addAll(List.of(
                "JdaListener", Setup.TOKEN, town.discord().apiUrl(), town.tap().url()));
        return command;
    }

    private Figure figure(String name, String unit) {
        return bench.figures().of(SECTION, name, unit);
    }
}
