package dev.porchlight.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From a voice change to the pin: on a bridge alone, and with 1,000 boards that are told of it too. The pin is that of the
 * {@code memory} provider, whose journal says when it was written. The floor is a bare hand-off between two threads of a JVM
 * with the same flags, measured in the same rounds.
 *
 * <p>The measuring thread only.
 */
final class PinBench {
    private static final String SECTION = "pins";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int BOARDS = 1_000;
    private static final String THREAD = "hardware";

    /** One light that follows, one with a pattern that never comes on, and a relay: a wall where all is solid. */
    private static final String WALL = """
            gpio.provider      = memory
            light.porch        = gpio:17
            light.porch.when   = voice
            light.desk         = gpio:18 pwm
            light.desk.when    = voice>=1000
            light.desk.pattern = breathe
            relay.sign         = gpio:27 active-low
            relay.sign.when    = discord:offline
            """;

    private static final String LIGHT = "light.porch";

    private final Bench bench;
    private final int boards;
    private final int changes;
    private final Duration solid;

    /** @param most boards that there may be at all */
    PinBench(Bench bench, int most) {
        this.bench = bench;
        this.boards = Math.min(BOARDS, most);
        this.changes = bench.quick() ? 60 : 400;
        this.solid = Duration.ofSeconds(bench.quick() ? 3 : 10);
    }

    void run() throws IOException, InterruptedException {
        List<Walled> walled = new ArrayList<>();
        try (LineProcess floor = handOffs()) {
            for (Variant variant : bench.variants()) {
                walled.add(open(variant));
            }
            handOffs(floor, 1, changes);
            handOffs(floor, 2, changes);
            for (Walled one : walled) {
                alone(one); // the JIT compiler's share
            }
            bench.rounds("pins", bench.quick() ? 1 : 5, Duration.ofSeconds(bench.quick() ? 6 : 30), round -> {
                for (Walled one : walled) {
                    note(one, "", alone(one));
                    note(one, String.format(Locale.ROOT, "%,d boards: ", boards), amongBoards(one));
                }
                floor(floor);
                Collections.rotate(walled, 1);
            });
            still(walled);
        } finally {
            for (Walled one : walled) {
                one.close();
            }
        }
        table();
    }

    private Walled open(Variant variant) throws IOException {
        Path folder = Files.createDirectories(bench.setup().folder().resolve("pins-" + variant.name()));
        Path journal = folder.resolve("pins.journal");
        Files.deleteIfExists(journal);
        Files.writeString(folder.resolve("porchlight.properties"), WALL);
        BridgeSubject bridge = new BridgeSubject(
                bench.setup().in(folder), variant, variant.name(), Map.of("GPIO_JOURNAL", journal.toString()));
        return new Walled(bridge, new PinWatch(journal, LIGHT));
    }

    /** A bridge and its light. */
    private record Walled(BridgeSubject bridge, PinWatch light) {
        void close() throws IOException {
            light.close();
            bridge.close();
        }
    }

    /** What one way of measuring gave: microseconds, and for how many changes the pin came before the first board. */
    private record Took(Samples fromEvent, Samples fromBytes, Samples beforeBoards) {
        Took() {
            this(new Samples(), new Samples(), new Samples());
        }

        void add(PinWatch.Seen pin, long toldAt) {
            fromEvent.add((double) pin.afterMicros());
            fromBytes.add((pin.nanos() - toldAt) / 1e3);
        }
    }

    private Took alone(Walled one) throws IOException, InterruptedException {
        Took took = new Took();
        for (int i = 0; i < changes; i++) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            one.bridge.tell(i % 2 == 0);
            took.add(one.light.await(i % 2 == 0, PATIENCE), one.bridge.toldAt());
        }
        return took;
    }

    private Took amongBoards(Walled one) throws IOException {
        Took took = new Took();
        try (Fleet fleet = bench.fleets().open(one.bridge.address(), boards)) {
            fleet.connect(false, PATIENCE);
            one.bridge.process().awaitQuiet();
            for (int i = 0; i < changes; i++) {
                fleet.idle(PAUSE);
                fleet.want(i % 2 == 0, PATIENCE);
                one.bridge.tell(i % 2 == 0);
                Fleet.Shown shown = fleet.awaitAll();
                PinWatch.Seen pin = one.light.await(i % 2 == 0, PATIENCE);
                took.add(pin, one.bridge.toldAt());
                took.beforeBoards.add(pin.nanos() < shown.firstAt() ? 100 : 0);
            }
        }
        one.bridge.process().awaitQuiet();
        return took;
    }

    private void note(Walled one, String with, Took took) {
        String side = one.bridge.name();
        figure(with + "event to pin, p50", "µs").add(side, took.fromEvent.median());
        figure(with + "event to pin, p99", "µs").add(side, took.fromEvent.percentile(99));
        figure(with + "Discord's bytes to pin, p50", "µs").add(side, took.fromBytes.median());
        figure(with + "Discord's bytes to pin, p99", "µs").add(side, took.fromBytes.percentile(99));
        if (took.beforeBoards.count() > 0) {
            figure(with + "pin before the first board", "%").add(side, took.beforeBoards.mean());
        }
    }

    private LineProcess handOffs() throws IOException {
        return new LineProcess(bench.setup().folder(), bench.setup().handOffs());
    }

    private static Samples handOffs(LineProcess floor, int inARow, int times) {
        floor.say("measure " + times + " " + inARow + " " + PAUSE.toMillis());
        Samples micros = new Samples();
        for (int i = 0; i < times; i++) {
            micros.add(floor.hear("took", 1, PATIENCE)[0] / 1e3);
        }
        return micros;
    }

    /** One hand-off is what an event is compared with, whoever is told besides. */
    private void floor(LineProcess floor) {
        Samples one = handOffs(floor, 1, changes);
        Samples two = handOffs(floor, 2, changes);
        for (Figure figure : bench.figures().in(SECTION)) {
            if (figure.name().endsWith("event to pin, p50")) {
                figure.add(Figure.FLOOR, one.median());
            } else if (figure.name().endsWith("event to pin, p99")) {
                figure.add(Figure.FLOOR, one.percentile(99));
            }
        }
        figure("two hand-offs in a row, p50", "µs").add(Figure.FLOOR, two.median());
        figure("two hand-offs in a row, p99", "µs").add(Figure.FLOOR, two.percentile(99));
    }

    /** The light is on and stays on. */
    private void still(List<Walled> walled) throws IOException, InterruptedException {
        for (Walled one : walled) {
            one.bridge.tell(true);
            one.light.await(true, PATIENCE);
            one.bridge.process().awaitQuiet();
        }
        List<Map<Long, Proc.Waking>> before = new ArrayList<>();
        walled.forEach(one -> before.add(Proc.threads(one.bridge.process().pid())));
        TimeUnit.NANOSECONDS.sleep(solid.toNanos());
        for (int i = 0; i < walled.size(); i++) {
            BridgeSubject bridge = walled.get(i).bridge;
            WakeUps wakeUps =
                    WakeUps.between(before.get(i), Proc.threads(bridge.process().pid()), (double) solid.toSeconds());
            figure("all solid for " + solid.toSeconds() + " s: switches of the thread " + THREAD, "")
                    .add(bridge.name(), wakeUps.of(THREAD));
        }
    }

    private Figure figure(String name, String unit) {
        return bench.figures().of(SECTION, name, unit);
    }

    private void table() {
        bench.report()
                .table(
                        "## From an event to a pin",
                        bench.figures().table(SECTION, ""),
                        "",
                        "Of " + changes
                                + " changes a round, every 10 ms, of a light that follows `voice`: from JDA's handing over the event to the write to",
                        "the pin (`after_us` of the journal), and from the moment when Discord's bytes are about to be written to the",
                        "bridge. The floor is one bare hand-off between two threads that were asleep: a volatile write, an unpark, and the",
                        "clock read by who was woken. The event's way has two, JDA's reader to the home loop to the hardware thread: `two",
                        "hand-offs in a row` is the least it could need, and the ratio is to one. Switches: voluntary ones of the thread",
                        "that owns the pins. Good: p50 at most 2 x, p99 at most 1,000 µs without boards, the pin always first, no switch.");
    }
}
