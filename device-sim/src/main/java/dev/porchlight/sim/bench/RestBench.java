package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code GET /v1/users/ID} of somebody who does things, beside {@code GET /healthz} of the same bridge, in turn. The
 * measuring thread only.
 */
final class RestBench {
    private static final String SECTION = "rest";
    private static final int CONNECTIONS = 64;
    private static final String FLOOR_PATH = "/healthz";
    private static final Duration FIRST_ROUND = Duration.ofSeconds(5);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);

    private final Bench bench;
    private final Duration warm;
    private final Duration measured;

    RestBench(Bench bench) {
        this.bench = bench;
        this.warm = Duration.ofMillis(bench.quick() ? 100 : 300);
        this.measured = Duration.ofMillis(bench.quick() ? 300 : 1_000);
    }

    void run() throws IOException, InterruptedException {
        List<BridgeSubject> bridges = new ArrayList<>();
        try {
            for (Variant variant : bench.variants()) {
                bridges.add(open(variant));
            }
            for (BridgeSubject bridge : bridges) {
                load(bridge, FLOOR_PATH, measured.multipliedBy(2)); // the JIT compiler's share
                load(bridge, path(bridge), measured.multipliedBy(2));
            }
            BridgeSubject first = bridges.getFirst();
            bench.rounds("REST", bench.quick() ? 1 : 7, FIRST_ROUND, round -> {
                if (round % 2 == 0) {
                    note(Figure.FLOOR, first, FLOOR_PATH);
                }
                for (BridgeSubject bridge : bridges) {
                    note(bridge.name(), bridge, path(bridge));
                }
                if (round % 2 == 1) {
                    note(Figure.FLOOR, first, FLOOR_PATH);
                }
                Collections.rotate(bridges, 1);
            });
        } finally {
            for (BridgeSubject bridge : bridges) {
                bridge.close();
            }
        }
        bench.report()
                .table(
                        "## Presence over REST: GET /v1/users/ID beside GET /healthz, keep-alive",
                        bench.figures().table(SECTION, CONNECTIONS + " connections"),
                        "",
                        "Somebody with a game, Spotify and a custom status, 2.8 kB, asked for again and again from this machine, where",
                        "no limit of requests holds. The floor here is GET /healthz of the same bridge, 16 bytes. CPU: what the bridge",
                        "used for one. Good: at least 0.8 x the requests of /healthz.");
    }

    private BridgeSubject open(Variant variant) throws IOException, InterruptedException {
        BridgeSubject bridge = new BridgeSubject(bench.setup(), variant, variant.name(), Map.of(), RestBench::grant);
        bridge.guild().addMember(bridge.alice());
        settle(bridge.alice());
        awaitKnown(bridge.address(), path(bridge));
        return bridge;
    }

    private static void grant(SimDiscord discord) {
        discord.access().grant(Intent.GUILD_MEMBERS);
        discord.access().grant(Intent.GUILD_PRESENCES);
    }

    private static void settle(SimUser alice) {
        Instant start = Instant.ofEpochMilli(1_700_000_000_000L);
        alice.setGlobalName("Alice");
        alice.setAvatar("0123456789abcdef0123456789abcdef");
        alice.does(
                SimActivity.custom("brb", "blob:41771983429993937"),
                SimActivity.spotify(
                        "Cut To The Feeling",
                        "Carly Rae Jepsen",
                        "Cut To The Feeling",
                        "11dFghVXANMlKmJXsNCbNl",
                        "ab67616d0000b2737359994525d219f64872d3b1",
                        start,
                        Duration.ofSeconds(207)),
                SimActivity.playing("Celeste")
                        .application(383226320970055681L)
                        .details("Chapter 7: The Summit")
                        .state("C-Side")
                        .largeImage("565945356893757440", "The Summit")
                        .smallImage("565945350645481492", "174 deaths")
                        .since(start));
    }

    /** Whoever is not known yet, or not with all that they do, would be measured in vain. */
    private static void awaitKnown(InetSocketAddress address, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                HttpResponse<String> answer =
                        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                if (answer.body().contains("Celeste") && answer.body().contains("\"global_name\":\"Alice\"")) {
                    return;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("the bridge does not know alice after " + KNOWN_WITHIN.toSeconds() + " s: "
                            + answer.body());
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static String path(BridgeSubject bridge) {
        return "/v1/users/" + Long.toUnsignedString(bridge.alice().id());
    }

    private void note(String side, BridgeSubject bridge, String path) throws IOException {
        HttpLoad.Rates rates = load(bridge, path, measured);
        figure("requests", "1/s").add(side, rates.perSecond());
        figure("median", "ms").add(side, rates.p50Millis());
        figure("p99", "ms").add(side, rates.p99Millis());
        figure("CPU a request", "µs").add(side, rates.serverCpuMicros());
    }

    private HttpLoad.Rates load(BridgeSubject bridge, String path, Duration time) throws IOException {
        return HttpLoad.measure(bench.tools(), bridge.address(), path, CONNECTIONS, warm, time, bridge.process());
    }

    private Figure figure(String name, String unit) {
        return bench.figures().of(SECTION, name, unit);
    }
}
