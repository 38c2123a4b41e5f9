package dev.porchlight.sim.attack;

import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares what a server did with what it promised. Stateless. */
final class Verdicts {
    private static final int TRY_AGAIN_LATER = 1013;
    private static final Pattern ANOTHER = Pattern.compile("HTTP/1\\.1 [0-9]{3} ");

    private Verdicts() {}

    /** One whole HTTP answer with this status, and then the end of the connection. */
    static Outcome refused(Peer peer, int status, String what) throws IOException {
        String head = peer.head();
        if (head.isEmpty()) {
            return Outcome.SHED;
        }
        String body = peer.rest(4_096);
        if (ANOTHER.matcher(body).find()) {
            throw new Unexpected(what + ": answered twice");
        }
        int length = contentLength(head);
        if (length != body.length()) {
            throw new Unexpected(what + ": a body of " + body.length() + " bytes instead of " + length);
        }
        return status(head, status, what);
    }

    /** An answer with this status, whatever follows. */
    static Outcome answered(Peer peer, int status, String what) throws IOException {
        String head = peer.head();
        return head.isEmpty() ? Outcome.SHED : status(head, status, what);
    }

    private static Outcome status(String head, int expected, String what) {
        int status = head.length() < 12 ? 0 : number(head.substring(9, 12));
        if (status == expected) {
            return Outcome.AS_PROMISED;
        }
        if (status == 429 || status == 503) {
            return Outcome.SHED;
        }
        throw new Unexpected(what + ": " + Peer.firstLine(head) + " instead of " + expected);
    }

    /** Frames until a close frame with this code (1005 for an empty one), and then the end. */
    static Outcome closed(Peer peer, int code, String what) throws IOException {
        while (true) {
            Optional<Frame> frame = peer.frame();
            if (frame.isEmpty()) {
                return Outcome.SHED;
            }
            if (frame.get().opcode() != Frame.CLOSE) {
                continue;
            }
            int got = frame.get().closeCode();
            if (got != code && got != TRY_AGAIN_LATER) {
                throw new Unexpected(what + ": closed with " + got + " instead of " + code);
            }
            peer.rest(0);
            return got == code ? Outcome.AS_PROMISED : Outcome.SHED;
        }
    }

    /** The next text message; null when the connection has ended. Pings are passed over. */
    static String text(Peer peer) throws IOException {
        while (true) {
            Optional<Frame> frame = peer.frame();
            if (frame.isEmpty() || frame.get().opcode() == Frame.CLOSE) {
                return null;
            }
            if (frame.get().opcode() == Frame.TEXT) {
                return new String(frame.get().payload(), StandardCharsets.UTF_8);
            }
        }
    }

    private static int contentLength(String head) {
        for (String line : head.lines().toList()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return number(line.substring(15).strip());
            }
        }
        return 0;
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
