package dev.porchlight.sim.check;

import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Takes the board in: the next connection, its handshake, its AUTH. Blocking, one thread. */
final class Reception {
    private static final int STRANGER_MESSAGE_BYTES = 512;
    private static final String AUTH = "AUTH:";

    private final Entrance entrance;
    private final Findings findings;
    private final CheckTiming timing;
    private final Optional<String> token;

    Reception(Entrance entrance, Findings findings, CheckTiming timing, Optional<String> token) {
        this.entrance = entrance;
        this.findings = findings;
        this.timing = timing;
        this.token = token;
    }

    /**
     * The board's first connection, as {@link #next}. Who goes without a word before is no board: a script that looks
     * whether the port is open.
     */
    Optional<Visit> first(Duration patience) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Socket socket = entrance.next(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (socket == null) {
                return Optional.empty();
            }
            Visit visit = new Visit(socket, findings);
            boolean asked = visit.readHead(timing.auth());
            if (asked || !visit.ended() || visit.bytesWaiting() > 0) {
                return met(visit, asked);
            }
            visit.close();
            entrance.forgetBoard();
        }
    }

    /** A connection with a request that can be answered; empty, and found, when none comes or it cannot. */
    Optional<Visit> next(Duration patience) throws InterruptedException, IOException {
        Socket socket = entrance.next(patience);
        if (socket == null) {
            findings.add(Rule.NO_RETURN, "none within " + seconds(patience));
            return Optional.empty();
        }
        Visit visit = new Visit(socket, findings);
        return met(visit, visit.readHead(timing.auth()));
    }

    private Optional<Visit> met(Visit visit, boolean asked) {
        if (!asked) {
            findings.add(
                    Rule.HEAD,
                    visit.bytesWaiting() + " bytes without an end, "
                            + (visit.ended() ? "then the end of the connection" : "for " + seconds(timing.auth())));
        } else if (new HeadCheck(visit.head(), findings).passes()) {
            if (visit.bytesWaiting() > 0) {
                findings.add(Rule.TOO_EARLY, visit.bytesWaiting() + " bytes");
            }
            return Optional.of(visit);
        } else {
            visit.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        }
        visit.close();
        return Optional.empty();
    }

    /** Upgrades it and waits for the token; whether it is to be let in. When not, it is told NOAUTH and closed. */
    boolean admit(Visit visit) {
        visit.answer("Upgrade", visit.acceptKey());
        Heard heard = visit.heard();
        if (!visit.serve(timing.auth().minus(visit.since()), heard::hasFirst)) {
            if (!visit.brokeOff()) {
                findings.add(
                        Rule.NO_AUTH,
                        visit.ended() ? "the end of the connection" : "nothing within " + seconds(timing.auth()));
            }
        } else if (isRight(heard)) {
            return true;
        }
        visit.send(Frame.text("NOAUTH"));
        visit.send(Frame.of(true, Frame.CLOSE, new byte[0]));
        visit.close();
        return false;
    }

    private boolean isRight(Heard heard) {
        if (!heard.firstIsOneTextFrame()) {
            findings.add(Rule.AUTH_FRAME, heard.firstForm());
        }
        if (heard.firstBytes() > STRANGER_MESSAGE_BYTES) {
            findings.add(Rule.AUTH_LENGTH, heard.firstBytes() + " bytes");
            return false;
        }
        if (!heard.first().startsWith(AUTH) || heard.first().length() == AUTH.length()) {
            findings.add(Rule.AUTH_FORM, Findings.quoted(heard.first()));
            return false;
        }
        if (token.isPresent() && !heard.first().equals(AUTH + token.get())) {
            findings.add(Rule.AUTH_TOKEN, "another, of " + (heard.first().length() - AUTH.length()) + " characters");
            return false;
        }
        return true;
    }

    static String seconds(Duration time) {
        return time.toMillis() < 1_000 ? time.toMillis() + " ms" : "%.1f s".formatted(time.toMillis() / 1e3);
    }
}
