package dev.porchlight.sim.boards;

import static dev.porchlight.sim.boards.BoardClock.NEVER;

import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An open WebSocket as the firmware lives in it: what it says, what a frame makes it do, when it gives up. On the boards'
 * thread.
 *
 * <p>A frame that stops in the middle holds the firmware up: until it goes on there are no pings either, and after the TCP
 * time-out of 5 s the board closes with 1002.
 */
final class Talk {
    private static final int PORTAL_AFTER_NOAUTHS = 3;

    private final BoardLink link;
    private final BoardState board;
    private final Heartbeat heartbeat;
    private final Faults faults;
    private final Timing timing;
    private BoardSocket socket;
    private long stalledBy = NEVER;
    private int noauths;

    Talk(BoardLink link, BoardState board, Faults faults, Timing timing) {
        this.link = link;
        this.board = board;
        this.faults = faults;
        this.timing = timing;
        this.heartbeat = new Heartbeat(timing, 0);
    }

    /** The board was switched on just now. */
    void booted(long now) {
        heartbeat.booted(now);
    }

    void begin(BoardSocket on, String token, long now) throws IOException {
        socket = on;
        stalledBy = NEVER;
        noauths = 0;
        heartbeat.connected(now);
        send(Frame.text("AUTH:" + token));
        alarm(now);
    }

    private void send(Frame frame) throws IOException {
        socket.send(StockFrames.write(frame));
    }

    /** Takes the whole frames off the buffer. */
    void read(ByteBuffer in, long now) throws IOException {
        try {
            while (link.isOpen()) {
                Optional<Frame> frame = StockFrames.read(in);
                if (frame.isEmpty()) {
                    break;
                }
                handle(frame.get());
            }
        } catch (StockFrames.Refused e) {
            closeWith(e.closeCode(), e.getMessage());
        }
        stalledBy = in.hasRemaining() ? now + timing.handshake().toNanos() : NEVER;
    }

    private void closeWith(int code, String why) throws IOException {
        send(Frame.close(code, ""));
        link.drop(DropReason.BAD_FRAME, "sent close " + code + ": " + why);
    }

    private void handle(Frame frame) throws IOException {
        switch (frame.opcode()) {
            case Frame.TEXT -> {
                if (frame.fin()) {
                    text(ArduinoText.of(frame.payload()));
                }
            }
            case Frame.PING -> {
                if (!faults.notAnswering) {
                    send(Frame.pong(frame.payload()));
                }
            }
            case Frame.PONG -> heartbeat.pong();
            case Frame.CLOSE -> {
                send(Frame.close(1000, ""));
                link.drop(DropReason.CLOSED, "the server closed with " + frame.closeCode());
            }
            default -> {} // binary frames and the rest of a fragmented message
        }
    }

    /** Whoever sees the text received sees what it did. */
    private void text(String text) throws IOException {
        synchronized (board) {
            board.heard(text);
            Optional<Ota> ota = OtaMessages.read(board.profile(), text);
            if (ota.isPresent()) {
                board.ota(ota.get());
                if (ota.get().fate() == Ota.Fate.TAKEN) {
                    send(Frame.close(1000, ""));
                    link.troubles.update();
                }
                return;
            }
            switch (text) {
                case "OK" -> {
                    noauths = 0;
                    board.authorised(link.sinceConnect());
                }
                case "NOAUTH" -> {
                    board.noauth();
                    if (++noauths == PORTAL_AFTER_NOAUTHS) {
                        link.troubles.portal();
                    }
                }
                case "1", "0" -> board.value(text.equals("1"));
                default -> {}
            }
        }
    }

    long next() {
        return stalledBy == NEVER ? heartbeat.next() : stalledBy;
    }

    void alarm(long now) throws IOException {
        if (stalledBy != NEVER) {
            if (now >= stalledBy) {
                closeWith(1002, "a frame stopped in the middle");
            }
            return;
        }
        switch (heartbeat.duty(now)) {
            case PING -> send(Frame.ping(new byte[0]));
            case GIVE_UP -> link.drop(DropReason.NO_PONG, "too many pongs missed");
            case NOTHING -> {}
        }
    }

    /** Says goodbye, if anybody can still hear it. */
    void end() {
        try {
            send(Frame.close(1000, ""));
        } catch (IOException e) {
            // The server was quicker.
        }
    }

    void raw(byte[] bytes) throws IOException {
        socket.send(bytes);
    }
}
