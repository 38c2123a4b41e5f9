package dev.porchlight.sim.check;

import dev.porchlight.sim.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one connection has brought so far. One thread. Keeps the first message, the last pong, and {@value #PINGS} pings. */
final class Heard {
    private static final int PINGS = 100;
    private static final int KEPT_BYTES = 16 * 1_024; // and one frame more

    private final List<Long> pings = new ArrayList<>();
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private boolean firstIsWhole;
    private boolean firstIsText;
    private int firstFrames;
    private int messages;
    private long messageBytes;
    private Frame pong;
    private int closeCode;

    void frame(Frame frame, long now) {
        switch (frame.opcode()) {
            case Frame.PING -> {
                if (pings.size() < PINGS) {
                    pings.add(now);
                }
            }
            case Frame.PONG -> pong = frame;
            case Frame.CLOSE -> closeCode = frame.closeCode();
            default -> message(frame);
        }
    }

    private void message(Frame frame) {
        boolean continues = frame.opcode() == Frame.CONTINUATION;
        messageBytes = (continues ? messageBytes : 0) + frame.payload().length;
        messages += continues ? 0 : 1;
        if (!firstIsWhole && first.size() <= KEPT_BYTES) {
            firstIsText = firstFrames == 0 ? frame.opcode() == Frame.TEXT : firstIsText;
            firstFrames++;
            first.writeBytes(frame.payload());
            firstIsWhole = frame.fin();
        }
    }

    /** Whether the first message is there, with all its fragments. */
    boolean hasFirst() {
        return firstIsWhole;
    }

    String first() {
        return first.toString(StandardCharsets.UTF_8);
    }

    int firstBytes() {
        return first.size();
    }

    boolean firstIsOneTextFrame() {
        return firstIsText && firstFrames == 1;
    }

    /** How the first message came, in words. */
    String firstForm() {
        return (firstIsText ? "text" : "binary")
                + (firstFrames == 1 ? " in one frame" : " in " + firstFrames + " fragments");
    }

    int messages() {
        return messages;
    }

    /** Of the newest message, across its fragments. */
    long messageBytes() {
        return messageBytes;
    }

    /** The newest pong, or null. */
    Frame pong() {
        return pong;
    }

    void forgetPong() {
        pong = null;
    }

    int pings() {
        return pings.size();
    }

    /** Between the last two pings. */
    Duration lastInterval() {
        return Duration.ofNanos(pings.getLast() - pings.get(pings.size() - 2));
    }

    /** 0 while there was no close frame. */
    int closeCode() {
        return closeCode;
    }
}
