package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How many voice changes a second the bridge takes in: many people move about, and then one person joins whom a board
 * watches. Its light says that everything before was dealt with. The floor is a client that only counts messages.
 *
 * <p>The measuring thread only.
 */
final class EventBench {
    private static final String SECTION = "events";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The simulated Discord cuts a client for which 10,000 frames wait. */
    private static final int AT_ONCE = 8_000;

    private final Bench bench;
    private final int chunks;

    EventBench(Bench bench) {
        this.bench = bench;
        this.chunks = bench.quick() ? 1 : 6;
    }

    /** A bridge, its people, and one board. */
    private record Watched(BridgeSubject bridge, Crowd crowd, Fleet board) {}

    void run() throws IOException, InterruptedException {
        List<Watched> watched = new ArrayList<>();
        try {
            for (Variant variant : bench.variants()) {
                watched.add(open(variant));
            }
            bench.rounds("events", bench.quick() ? 1 : 5, Duration.ofSeconds(bench.quick() ? 4 : 15), round -> {
                for (Watched one : watched) {
                    bridge(one);
                }
                floor();
                Collections.rotate(watched, 1);
            });
        } finally {
            for (Watched one : watched) {
                one.board.close();
                one.bridge.close();
            }
        }
        bench.report()
                .table(
                        "## Gateway events through home",
                        bench.figures().table(SECTION, ""),
                        "",
                        "Of " + chunks * AT_ONCE
                                + " VOICE_STATE_UPDATEs, compressed as JDA asks for it, of a hundred people who move from channel to",
                        "channel; the last is of another one, whom a board watches (`?watch=voice:user:ID`): until its light has changed. The",
                        "floor is a client that counts messages and looks at none, which is all that the simulated Discord can do; it runs on",
                        "the same cores. CPU: what the bridge used for one. Good: far more than Discord ever sends.");
    }

    private Watched open(Variant variant) throws IOException {
        BridgeSubject bridge = new BridgeSubject(
                bench.setup(), variant, variant.name(), Map.of("DEVICES_WATCH", "voice,voice:user:*"));
        String path = "/ws?watch=voice:user:" + bridge.alice().id();
        Fleet board = bench.fleets().open(bridge.address(), path, 1);
        board.connect(false, PATIENCE);
        Watched watched = new Watched(bridge, new Crowd(bridge.discord(), bridge.guild()), board);
        chunk(watched, true); // the JIT compiler's share
        chunk(watched, false);
        return watched;
    }

    /** Alice is out again at the end, whatever the number of chunks. */
    private void bridge(Watched watched) throws IOException {
        long cpu = watched.bridge.process().cpuNanos();
        watched.bridge.arm();
        long lastAt = 0;
        for (int i = 0; i < chunks; i++) {
            lastAt = chunk(watched, i % 2 == 0);
        }
        if (chunks % 2 != 0) {
            watched.bridge.join(false);
        }
        int events = chunks * (AT_ONCE + 1);
        String side = watched.bridge.name();
        bench.figures().of(SECTION, "events", "1/s").add(side, events * 1e9 / (lastAt - watched.bridge.toldAt()));
        bench.figures()
                .of(SECTION, "CPU an event", "µs")
                .add(side, (watched.bridge.process().cpuNanos() - cpu) / 1e3 / events);
    }

    private static long chunk(Watched watched, boolean on) throws IOException {
        watched.board.want(on, PATIENCE);
        watched.crowd.move(AT_ONCE);
        watched.bridge.join(on);
        return watched.board.awaitAll().lastAt();
    }

    private void floor() throws IOException, InterruptedException {
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start();
                Tap tap = new Tap(discord.port()).start()) {
            SimGuild guild = discord.guild("Home");
            SimChannel lounge = guild.voiceChannel("lounge");
            SimUser alice = discord.user("alice");
            Crowd crowd = new Crowd(discord, guild);
            try (GatewaySink sink = new GatewaySink(tap.port())) {
                tap.arm();
                long lastAt = 0;
                for (int i = 0; i < chunks; i++) {
                    sink.want(AT_ONCE + 1);
                    crowd.move(AT_ONCE);
                    guild.join(alice, lounge);
                    lastAt = sink.await();
                }
                double rate = chunks * (AT_ONCE + 1) * 1e9 / (lastAt - tap.passedAt());
                bench.figures().of(SECTION, "events", "1/s").add(Figure.FLOOR, rate);
            }
        }
    }
}
