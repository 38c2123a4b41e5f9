package dev.porchlight.sim.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Many connections at once, and legitimate requests in illegitimate numbers. */
final class CrowdAttacks {
    private CrowdAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.quick("connect floods, 50 at once", 1, CrowdAttacks::connects),
                Attack.quick("crowds of GET /metrics, 100 at once", 1, CrowdAttacks::scrapes),
                Attack.quick("bursts of GET /metrics", 1, (t, r) -> gets(t, r, "/metrics", 5)),
                Attack.quick("bursts of GET /health", 2, (t, r) -> gets(t, r, "/health", 30)),
                Attack.slow("kept-alive and idle", 2, Duration.ofSeconds(40), CrowdAttacks::idle));
    }

    /** Each from an address of its own; some go at once, some with a reset, some stay for a second. */
    private static Outcome connects(Target target, Random random) throws IOException, InterruptedException {
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Peer peer = target.connect(random);
                switch (random.nextInt(3)) {
                    case 0 -> peer.close();
                    case 1 -> peer.reset();
                    default -> crowd.add(peer);
                }
            }
            Thread.sleep(random.nextInt(1_000));
        } finally {
            crowd.forEach(Peer::close);
        }
        return Outcome.AS_PROMISED;
    }

    /** A handler, its answer and its formatting for each of them at the same time; what there is no room for is a 503. */
    private static Outcome scrapes(Target target, Random random) throws IOException {
        List<Peer> crowd = new ArrayList<>();
        Outcome outcome = Outcome.AS_PROMISED;
        try {
            String request = "GET /metrics HTTP/1.1\r\nHost: " + target.host() + "\r\n\r\n";
            for (int i = 0; i < 100; i++) {
                Peer peer = target.connect(random);
                crowd.add(peer);
                peer.send(request.repeat(10));
            }
            for (Peer peer : crowd) {
                String head = peer.head();
                if (head.isEmpty() || head.startsWith("HTTP/1.1 503 ")) {
                    outcome = Outcome.SHED;
                } else if (!head.startsWith("HTTP/1.1 200 ")) {
                    throw new Unexpected("GET /metrics: " + Peer.firstLine(head));
                }
            }
        } finally {
            crowd.forEach(Peer::close);
        }
        return outcome;
    }

    /** With headers that claim to come from elsewhere, which nobody must believe. */
    private static Outcome gets(Target target, Random random, String path, int times) throws IOException {
        try (Peer peer = target.connect(random)) {
            String forged = "X-Forwarded-For: 10.0.0." + random.nextInt(256) + "\r\nCF-Connecting-IP: 10.1.1.1\r\n";
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + target.host() + "\r\n" + forged;
            for (int i = 0; i < times; i++) {
                peer.send(request + "\r\n");
            }
            peer.send(request + "Connection: close\r\n\r\n");
            Outcome first = Verdicts.answered(peer, 200, "GET " + path);
            peer.rest(0);
            return first;
        }
    }

    private static Outcome idle(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            peer.patience(60_000);
            peer.send("GET /healthz HTTP/1.1\r\nHost: " + target.host() + "\r\n\r\n");
            Outcome outcome = Verdicts.answered(peer, 200, "GET /healthz");
            peer.rest(0); // it should be ended after 30 s
            return outcome;
        }
    }
}
