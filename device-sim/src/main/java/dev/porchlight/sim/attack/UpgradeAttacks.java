package dev.porchlight.sim.attack;

import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Handshakes that must not succeed, and boards that try for ever with the wrong word. */
final class UpgradeAttacks {
    /** What stock firmware waits between two attempts: one pass of its loop. */
    private static final Duration STOCK_PAUSE = Duration.ofMillis(5);

    private record Case(int status, UnaryOperator<String> spoil) {}

    private static final List<Case> BROKEN = List.of(
            new Case(426, r -> r.replace("Version: 13", "Version: 8")),
            new Case(426, r -> r.replace("Sec-WebSocket-Version: 13\r\n", "")),
            new Case(426, r -> r.replace("Upgrade: websocket", "Upgrade: h2c")),
            new Case(426, r -> r.replace("Connection: Upgrade", "Connection: keep-alive")),
            new Case(400, r -> r.replace("Sec-WebSocket-Key: ", "X-Key: ")),
            new Case(400, r -> r.replace("Sec-WebSocket-Key: ", "Sec-WebSocket-Key: AA")),
            new Case(400, r -> r.replace("Sec-WebSocket-Key: ", "Sec-WebSocket-Key: \u00ff")),
            new Case(400, r -> r.replace("Upgrade: w", "Sec-WebSocket-Key: cG9yY2hsaWdodC1iZW5jaA==\r\nUpgrade: w")),
            new Case(400, r -> r.replace("HTTP/1.1", "HTTP/1.0")),
            new Case(405, r -> r.replace("GET ", "POST ")),
            new Case(413, r -> r.replace("Origin: file://", "Content-Length: 4")),
            new Case(403, r -> r.replace("file://", "https://evil.example")));

    private static final List<Case> MISTYPED = List.of(
            new Case(404, r -> r),
            new Case(404, r -> r.replace("?watch=voise", "?watch=voice:chanel:1")),
            new Case(404, r -> r.replace("?watch=voise", "?watch=" + "v".repeat(4_000))),
            new Case(400, r -> r.replace("?watch=voise", "?watch=%0A%0Devent=forged")),
            new Case(403, r -> r.replace("?watch=voise", "?watch=voice:user:81384788765712384")));

    private UpgradeAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.quick("wrong handshakes", 10, (t, r) -> refused(t, r, BROKEN, "")),
                Attack.slow("mistyped ?watch, again and again", 4, Duration.ofSeconds(30), UpgradeAttacks::mistyped),
                Attack.slow("NOAUTH, again and again", 5, Duration.ofSeconds(60), UpgradeAttacks::noauth),
                Attack.quick("NOAUTH, hanging up at once", 6, UpgradeAttacks::impatient),
                Attack.slow("strangers that say nothing", 4, Duration.ofSeconds(12), UpgradeAttacks::speechless));
    }

    private static Outcome refused(Target target, Random random, List<Case> cases, String query) throws IOException {
        Case one = cases.get(random.nextInt(cases.size()));
        try (Peer peer = target.connect(random)) {
            peer.send(one.spoil().apply(Knock.request(target, random, query)));
            return Verdicts.refused(peer, one.status(), "handshake " + query + " for " + one.status());
        }
    }

    /** A board whose URL is wrong: back as soon as it is refused. */
    private static Outcome mistyped(Target target, Random random) throws IOException, InterruptedException {
        Outcome last = Outcome.AS_PROMISED;
        for (int i = 0; i < 4; i++) {
            last = refused(target, random, MISTYPED, "?watch=voise");
            Thread.sleep(STOCK_PAUSE);
        }
        return last;
    }

    /** A board with another token, which waits to be closed and is back at once; half of them have a good board's address. */
    private static Outcome noauth(Target target, Random random) throws IOException, InterruptedException {
        int number = random.nextInt(4_096);
        InetAddress from = random.nextBoolean() ? Target.hostile(number) : Target.neighbour(number);
        for (int i = 0; i < 4; i++) {
            try (Peer peer = target.connect(from, 0)) {
                if (!sayWrongToken(peer, target, random)) {
                    return Outcome.SHED;
                }
                peer.send(Frame.text("AUTH:" + target.token()).masked()); // too late
                if (Verdicts.closed(peer, 1005, "a stranger") == Outcome.SHED) {
                    return Outcome.SHED;
                }
            }
            Thread.sleep(STOCK_PAUSE);
        }
        return Outcome.AS_PROMISED;
    }

    private static Outcome impatient(Target target, Random random) throws IOException, InterruptedException {
        InetAddress from = Target.hostile(random.nextInt(4_096));
        for (int i = 0; i < 10; i++) {
            try (Peer peer = target.connect(from, 0)) {
                if (!sayWrongToken(peer, target, random)) {
                    return Outcome.SHED;
                }
                if (random.nextBoolean()) {
                    peer.reset();
                }
            }
            Thread.sleep(STOCK_PAUSE);
        }
        return Outcome.AS_PROMISED;
    }

    private static boolean sayWrongToken(Peer peer, Target target, Random random) throws IOException {
        if (!Knock.in(peer, target, random)) {
            return false;
        }
        String word = switch (random.nextInt(4)) {
            case 0 -> "AUTH:";
            case 1 -> "AUTH:" + target.token() + " ";
            case 2 -> "1";
            default -> "AUTH:guess-" + random.nextInt();
        };
        peer.send(
                random.nextBoolean()
                        ? Frame.text(word).masked()
                        : Frame.binary(word.getBytes(StandardCharsets.US_ASCII)).masked());
        String answer = Verdicts.text(peer);
        if (answer != null && !answer.equals("NOAUTH")) {
            throw new Unexpected("a stranger was told " + answer);
        }
        return answer != null;
    }

    private static Outcome speechless(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            if (!Knock.in(peer, target, random)) {
                return Outcome.SHED;
            }
            return Verdicts.closed(peer, 1005, "a stranger that says nothing");
        }
    }
}
