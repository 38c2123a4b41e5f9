package dev.porchlight.sim.attack;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Requests that are not, or that never end. */
final class HttpAttacks {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    /** A head and the status it earns; {@code %s} stands for the host. */
    private record Case(int status, String bytes) {}

    private static final List<Case> MALFORMED = List.of(
            new Case(400, "GET /healthz HTTP/1.1\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\nHost: %s\n\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\rX: y\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nX: y\r\n folded\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nno colon\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost : %s\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\n: nameless\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nX: a\0b\r\n\r\n"),
            new Case(400, "GET /health%%zz HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /healthz?a=%%f HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /health\1z HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /health\u00e4z HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET  /healthz HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /healthz\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET healthz HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /healthz http/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "G@T /healthz HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n"),
            new Case(404, "GET /../../etc/passwd HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(400, "GET /%%2e%%2e/%%00 HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(405, "DELETE /metrics HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(413, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: 5\r\n\r\nhello"),
            new Case(417, "GET /healthz HTTP/1.1\r\nHost: %s\r\nExpect: a miracle\r\n\r\n"),
            new Case(501, "BREW /coffee HTTP/1.1\r\nHost: %s\r\n\r\n"),
            new Case(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

    private static final List<Case> SMUGGLING = List.of(
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nHost: other\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: +5\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: 0, 40\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: -1\r\n\r\n"),
            new Case(400, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length : 5\r\n\r\n"),
            new Case(501, "GET /healthz HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            new Case(
                    501,
                    "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            new Case(501, "GET /healthz HTTP/1.1\r\nHost: %s\r\ntransfer-encoding:\tx, chunked\r\n\r\n"),
            new Case(413, "GET /healthz HTTP/1.1\r\nHost: %s\r\nContent-Length: 38\r\n\r\n"));

    private HttpAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.quick("malformed heads", 12, (t, r) -> refusal(t, r, MALFORMED, "")),
                Attack.quick("smuggling heads", 8, (t, r) -> refusal(t, r, SMUGGLING, SMUGGLED)),
                Attack.quick("oversized heads", 4, HttpAttacks::oversizedHead),
                Attack.quick("oversized bodies", 3, HttpAttacks::oversizedBody),
                Attack.quick("random bytes", 4, HttpAttacks::garbage),
                Attack.quick("pipelining floods", 1, HttpAttacks::pipelined),
                Attack.slow("silent connections", 4, Duration.ofSeconds(9), HttpAttacks::silent),
                Attack.slow("half-open heads", 6, Duration.ofSeconds(11), HttpAttacks::halfOpen),
                Attack.slow("dripping heads", 6, Duration.ofSeconds(11), HttpAttacks::dripping),
                Attack.slow("slow readers of /metrics", 2, Duration.ofSeconds(60), HttpAttacks::slowReader));
    }

    private static Outcome refusal(Target target, Random random, List<Case> cases, String behind) throws IOException {
        Case one = cases.get(random.nextInt(cases.size()));
        try (Peer peer = target.connect(random)) {
            peer.send(one.bytes().formatted(target.host()) + behind);
            return Verdicts.refused(peer, one.status(), Peer.firstLine(one.bytes()) + " …");
        }
    }

    private static Outcome oversizedHead(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            String start = "GET /healthz HTTP/1.1\r\nHost: " + target.host() + "\r\n";
            String bulk = switch (random.nextInt(3)) {
                case 0 -> "X: " + "a".repeat(9_000);
                case 1 -> "X: y\r\n".repeat(150) + "\r\n";
                default -> "X: " + "a".repeat(100_000 + random.nextInt(100_000)); // no end, much more than is read
            };
            peer.send(start + bulk);
            return Verdicts.refused(peer, 431, "an oversized head");
        }
    }

    private static Outcome oversizedBody(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            String length = random.nextBoolean() ? "1000000000" : "99999999999999999999";
            peer.send("GET /healthz HTTP/1.1\r\nHost: " + target.host() + "\r\nContent-Length: " + length + "\r\n\r\n");
            peer.send("a".repeat(random.nextInt(200_000)));
            return Verdicts.refused(peer, 413, "a body of " + length + " bytes");
        }
    }

    /** Whatever it is taken for, it must come to an end. */
    private static Outcome garbage(Target target, Random random) throws IOException {
        byte[] bytes = new byte[1 + random.nextInt(20_000)];
        random.nextBytes(bytes);
        if (random.nextInt(4) == 0) { // a TLS client that missed its door
            System.arraycopy(new byte[] {0x16, 3, 1, 2, 0, 1}, 0, bytes, 0, Math.min(6, bytes.length));
        }
        try (Peer peer = target.connect(random)) {
            peer.send(bytes);
            String head = peer.head();
            peer.rest(0);
            if (!head.isEmpty() && !head.startsWith("HTTP/1.1 4") && !head.startsWith("HTTP/1.1 5")) {
                throw new Unexpected("random bytes: " + Peer.firstLine(head));
            }
            return head.isEmpty() ? Outcome.SHED : Outcome.AS_PROMISED;
        }
    }

    /** A few hundred requests in one piece; half of the time nobody waits for the answers. */
    private static Outcome pipelined(Target target, Random random) throws IOException {
        int requests = 100 + random.nextInt(300);
        String one = "GET /healthz HTTP/1.1\r\nHost: " + target.host() + "\r\n\r\n";
        try (Peer peer = target.connect(random)) {
            peer.send(one.repeat(requests));
            if (random.nextBoolean()) {
                peer.reset();
                return Outcome.AS_PROMISED;
            }
            peer.send(one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            String answers = peer.rest(400 * requests);
            int found = answers.split("HTTP/1\\.1 200 ", -1).length - 1;
            if (answers.isEmpty() || answers.contains("HTTP/1.1 503 ")) {
                return Outcome.SHED;
            }
            if (found != requests + 1) {
                throw new Unexpected("pipelining: " + found + " answers to " + (requests + 1) + " requests");
            }
            return Outcome.AS_PROMISED;
        }
    }

    private static Outcome silent(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            peer.patience(60_000);
            if (!peer.head().isEmpty()) {
                throw new Unexpected("an answer to nothing");
            }
            return Outcome.AS_PROMISED;
        }
    }

    private static Outcome halfOpen(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            peer.patience(60_000);
            String head = "GET /ws HTTP/1.1\r\nHost: " + target.host() + "\r\nUpgrade: websocket\r\n";
            peer.send(head.substring(0, 1 + random.nextInt(head.length() - 1)));
            return Verdicts.refused(peer, 408, "half a head");
        }
    }

    /** A byte each quarter of a second: the time is for the whole head. */
    private static Outcome dripping(Target target, Random random) throws IOException, InterruptedException {
        try (Peer peer = target.connect(random)) {
            peer.patience(60_000);
            String head = "GET /healthz HTTP/1.1\r\nHost: " + target.host() + "\r\n";
            for (int i = 0; i < 19; i++) {
                peer.send(head.substring(i, i + 1));
                Thread.sleep(250);
            }
            return Verdicts.refused(peer, 408, "a dripping head");
        }
    }

    /** Asks for much and takes it in sips, through a small window. */
    private static Outcome slowReader(Target target, Random random) throws IOException, InterruptedException {
        try (Peer peer = target.connect(Target.hostile(random.nextInt(4_096)), 2_048)) {
            peer.patience(60_000);
            peer.send(("GET /metrics HTTP/1.1\r\nHost: " + target.host() + "\r\n\r\n").repeat(200));
            if (peer.head().isEmpty()) {
                return Outcome.SHED;
            }
            for (int i = 0; i < 150; i++) {
                Thread.sleep(200);
                peer.sip(16);
            }
            peer.reset();
            return Outcome.AS_PROMISED;
        } catch (SocketException e) {
            return Outcome.AS_PROMISED; // cut for not taking its answer
        }
    }
}
