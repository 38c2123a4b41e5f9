package dev.porchlight.sim.check;

import dev.porchlight.sim.wire.AcceptKey;
import dev.porchlight.sim.wire.BadFrame;
import dev.porchlight.sim.wire.Frame;
import dev.porchlight.sim.wire.FrameReader;
import dev.porchlight.sim.wire.HttpHead;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One connection of the board. Its frames are read only in {@link #serve}, which notes what is wrong with them and answers
 * pings. Blocking, one thread. Holds at most {@value #CAPACITY} bytes.
 *
 * <pre>
 *   CONNECTED ──head──▶ ASKED ──101──▶ OPEN ──end, reset, bad frame──▶ ENDED
 * </pre>
 */
final class Visit implements AutoCloseable {
    private static final int MAX_HEAD_BYTES = 8_192;
    private static final int MAX_PAYLOAD_BYTES = 16 * 1_024;
    private static final int CAPACITY = MAX_PAYLOAD_BYTES + 16;
    private static final int MEMBER_MESSAGE_BYTES = 1_024;

    private final Socket socket;
    private final Findings findings;
    private final Heard heard = new Heard();
    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).flip();
    private final long connectedAt = System.nanoTime();
    private HttpHead head;
    private boolean ended;
    private boolean brokeOff;
    private boolean mute;

    Visit(Socket socket, Findings findings) throws IOException {
        this.socket = socket;
        this.findings = findings;
        socket.setTcpNoDelay(true);
    }

    Heard heard() {
        return heard;
    }

    boolean ended() {
        return ended;
    }

    /** Whether it ended because of a frame that cannot be read, which was found already. */
    boolean brokeOff() {
        return brokeOff;
    }

    Duration since() {
        return Duration.ofNanos(System.nanoTime() - connectedAt);
    }

    /** Reads the request; whether there is one. */
    boolean readHead(Duration patience) {
        long deadline = connectedAt + patience.toNanos();
        Optional<HttpHead> whole = HttpHead.read(buffer);
        while (whole.isEmpty() && buffer.remaining() < MAX_HEAD_BYTES && more(deadline)) {
            whole = HttpHead.read(buffer);
        }
        head = whole.orElse(null);
        return head != null;
    }

    HttpHead head() {
        return head;
    }

    /** What has come of a head that never became one, or after it. */
    int bytesWaiting() {
        return buffer.remaining();
    }

    String acceptKey() {
        return AcceptKey.of(head.header("Sec-WebSocket-Key"));
    }

    void answer(String connection, String acceptKey) {
        String protocol =
                head.header("Sec-WebSocket-Protocol").split(",", -1)[0].strip();
        write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: " + connection
                        + "\r\nSec-WebSocket-Accept: " + acceptKey + "\r\n"
                        + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Neither pings nor pongs from here on. */
    void fallSilent() {
        mute = true;
    }

    void send(Frame frame) {
        write(frame.unmasked());
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            ended = true;
        }
    }

    /** Takes what the board says until it is enough, the time is up or the connection has ended; whether it was enough. */
    boolean serve(Duration atMost, BooleanSupplier enough) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ended) {
            takeFrames();
            if (enough.getAsBoolean()) {
                return true;
            }
            if (ended || !more(deadline)) {
                break;
            }
        }
        return enough.getAsBoolean();
    }

    private void takeFrames() {
        try {
            for (Optional<Frame> frame = next(); frame.isPresent() && !ended; frame = next()) {
                take(frame.get());
            }
        } catch (BadFrame e) {
            findings.add(e.getMessage().contains("not masked") ? Rule.UNMASKED : Rule.BROKEN_FRAME, e.getMessage());
            send(Frame.close(e.closeCode(), ""));
            brokeOff = true;
            ended = true;
        }
    }

    private Optional<Frame> next() {
        return FrameReader.read(buffer, true, MAX_PAYLOAD_BYTES);
    }

    private void take(Frame frame) {
        heard.frame(frame, System.nanoTime());
        switch (frame.opcode()) {
            case Frame.PING -> {
                if (frame.payload().length > 0) {
                    findings.add(Rule.PING_PAYLOAD, "a ping with " + Findings.quoted(frame.payload()));
                }
                if (!mute) {
                    send(Frame.pong(frame.payload()));
                }
            }
            case Frame.TEXT, Frame.BINARY, Frame.CONTINUATION -> {
                if (heard.messageBytes() > MEMBER_MESSAGE_BYTES) {
                    findings.add(Rule.LONG_MESSAGE, heard.messageBytes() + " bytes");
                }
                if (heard.messages() > 1) {
                    findings.add(Rule.CHATTER, Findings.quoted(frame.payload()));
                }
            }
            default -> {}
        }
    }

    /** Reads once; false when the time is up or there is no more. */
    private boolean more(long deadline) {
        buffer.compact();
        try {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || !buffer.hasRemaining()) {
                return false;
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int n = socket.getInputStream().read(buffer.array(), buffer.position(), buffer.remaining());
            if (n < 0) {
                ended = true;
                return false;
            }
            buffer.position(buffer.position() + n);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            ended = true;
            return false;
        } finally {
            buffer.flip();
        }
    }

    /** Waits for the end, or for enough bytes to tell a frame from anything else. */
    void drain(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (buffer.remaining() < 2 && more(deadline)) {
            // more() has done it
        }
    }

    /** Whether what was drained is a masked frame of whatever kind. */
    boolean speaksInFrames() {
        return buffer.remaining() >= 2
                && (buffer.get(buffer.position()) & 0x70) == 0
                && buffer.get(buffer.position() + 1) < 0;
    }

    void reset() {
        ended = true;
        Entrance.reset(socket);
    }

    @Override
    public void close() {
        ended = true;
        try {
            socket.close();
        } catch (IOException e) {
            // What cannot be closed is not open.
        }
    }
}
