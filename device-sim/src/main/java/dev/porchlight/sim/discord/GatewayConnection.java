package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.BadFrame;
import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One gateway WebSocket after its upgrade. Reads on the virtual thread that accepted it.
 *
 * <pre>
 *   HELLO SENT ──IDENTIFY or RESUME──▶ LIVE ──op 7, a close code, a fault──▶ CLOSING ──close frame or 3 s──▶ closed
 *        └───────────anything else: 4003─────────────────────────────────────▶┘
 * </pre>
 */
final class GatewayConnection {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);
    private static final int NO_CODE = 1006;
    private static final Duration SHORTEST_COUNTED = Duration.ofSeconds(1);

    private enum State {
        HELLO_SENT,
        LIVE,
        CLOSING
    }

    private final World world;
    private final Duration heartbeat;
    private final Line line;
    private final SocketReader reader;
    private final FrameWriter writer;
    private final boolean onResumeUrl;
    private final Window events;
    private volatile State state = State.HELLO_SENT;
    private volatile boolean frozen;

    /** @param onResumeUrl whether the client came to the URL that READY gives for a RESUME */
    GatewayConnection(
            World world, Options options, Line line, SocketReader reader, FrameWriter writer, boolean onResumeUrl) {
        this.world = world;
        this.heartbeat = options.heartbeat();
        this.line = line;
        this.reader = reader;
        this.writer = writer;
        this.onResumeUrl = onResumeUrl;
        this.events = world.ask(world.gatewayLimits::clientEventsOfOneConnection);
    }

    /** Runs until the connection is over. */
    void serve() {
        int clientCode = NO_CODE;
        try {
            line.socket().setSoTimeout((int) Math.min(Integer.MAX_VALUE, 2 * heartbeat.toMillis()));
            world.change(() -> world.gateway.connected(this));
            clientCode = readUntilClosed();
        } catch (IOException e) {
            // The socket is gone: the session waits for a RESUME.
        } finally {
            int code = clientCode;
            world.change(() -> world.gateway.disconnected(this, code));
            writer.close();
            cut();
        }
    }

    /** Op 10. */
    void hello() {
        send(Json.write(Json.object(
                "t",
                null,
                "s",
                null,
                "op",
                Opcode.HELLO,
                "d",
                Json.object("heartbeat_interval", heartbeat.toMillis(), "_trace", List.of()))));
    }

    private int readUntilClosed() throws IOException {
        while (true) {
            try {
                Frame frame = reader.frame(Options.MAX_PAYLOAD_BYTES);
                leaveAloneIfFrozen();
                if (frame.opcode() == Frame.CLOSE) {
                    if (state != State.CLOSING) {
                        writer.closeWith(Frame.close(frame.closeCode() == 1005 ? 1000 : frame.closeCode(), ""));
                        writer.awaitClosed(CLOSE_WAIT);
                    }
                    return frame.closeCode();
                }
                if (state != State.CLOSING) {
                    handle(frame);
                }
            } catch (BadFrame e) {
                leaveAloneIfFrozen();
                close(e.closeCode() == 1009 ? CloseCode.DECODE_ERROR.code() : e.closeCode(), e.getMessage());
                reader.drain();
            } catch (SocketTimeoutException e) {
                leaveAloneIfFrozen();
                if (state != State.CLOSING) {
                    // Two intervals without a heartbeat: Discord gives such a client up.
                    close(CloseCode.SESSION_TIMED_OUT);
                }
            }
        }
    }

    private void leaveAloneIfFrozen() throws IOException {
        if (frozen) {
            line.awaitClosed();
        }
    }

    private void handle(Frame frame) {
        switch (frame.opcode()) {
            case Frame.PING -> writer.offer(Frame.pong(frame.payload()));
            case Frame.PONG -> {}
            case Frame.TEXT -> payload(frame);
            default -> close(CloseCode.DECODE_ERROR);
        }
    }

    private void payload(Frame frame) {
        Map<String, Object> payload;
        try {
            payload = Json.readObject(frame.text());
        } catch (IOException e) {
            close(CloseCode.DECODE_ERROR);
            return;
        }
        if (!frame.fin() || !(payload.get("op") instanceof Number op)) {
            close(CloseCode.DECODE_ERROR);
            return;
        }
        Map<String, Object> d = Json.asObject(payload.get("d"));
        world.change(() -> {
            if (frozen) {
                return;
            }
            if (counts(op.intValue()) && !events.take(world.clock.instant())) {
                close(CloseCode.RATE_LIMITED);
            } else {
                operate(op.intValue(), d);
            }
        });
    }

    /** Heartbeats count too, but for an interval made so short for a test that they alone would be too many. */
    private boolean counts(int opcode) {
        return opcode != Opcode.HEARTBEAT || heartbeat.compareTo(SHORTEST_COUNTED) >= 0;
    }

    private void operate(int opcode, Map<String, Object> d) {
        boolean live = state == State.LIVE;
        switch (opcode) {
            case Opcode.HEARTBEAT -> acknowledge();
            case Opcode.IDENTIFY, Opcode.RESUME -> {
                if (live) {
                    close(CloseCode.ALREADY_AUTHENTICATED);
                } else if (opcode == Opcode.IDENTIFY) {
                    world.gateway.logins.identify(this, d);
                } else {
                    world.gateway.logins.resume(this, d);
                }
            }
            case Opcode.PRESENCE_UPDATE,
                    Opcode.VOICE_STATE_UPDATE,
                    Opcode.REQUEST_GUILD_MEMBERS,
                    Opcode.REQUEST_SOUNDBOARD_SOUNDS -> {
                if (live) {
                    world.gateway.record(opcode, d);
                    world.gateway.sessionOf(this).ifPresent(session -> world.requests.act(session, opcode, d));
                } else {
                    close(CloseCode.NOT_AUTHENTICATED);
                }
            }
            default -> close(CloseCode.UNKNOWN_OPCODE);
        }
    }

    private void acknowledge() {
        if (!world.gatewayFaults.missesThisAck()) {
            send("{\"t\":null,\"s\":null,\"op\":" + Opcode.HEARTBEAT_ACK + ",\"d\":null}");
        }
    }

    /** The session is established. */
    void live() {
        state = State.LIVE;
    }

    /** The session is gone while its socket stays: from here on the client has to identify again. */
    void forgetsItsSession() {
        if (state == State.LIVE) {
            state = State.HELLO_SENT;
        }
    }

    boolean isOnResumeUrl() {
        return onResumeUrl;
    }

    /** Neither read nor written any more, and open. Its session goes on without it. */
    void freeze() {
        frozen = true;
        writer.freeze();
        world.gateway.lost(this);
    }

    void send(String payload) {
        if (!writer.offer(Frame.text(payload))) {
            cut();
        }
    }

    /** Op 0, in UTF-8. */
    void dispatch(byte[] payload) {
        if (!writer.offerDispatch(Frame.of(true, Frame.TEXT, payload))) {
            cut();
        }
    }

    /** Op 9. */
    void invalidSession(boolean resumable) {
        send("{\"t\":null,\"s\":null,\"op\":" + Opcode.INVALID_SESSION + ",\"d\":" + resumable + "}");
    }

    /** Op 7. */
    void askReconnect() {
        send("{\"t\":null,\"s\":null,\"op\":" + Opcode.RECONNECT + ",\"d\":null}");
    }

    void close(CloseCode code) {
        close(code.code(), code.reason());
    }

    void close(int code, String reason) {
        if (state != State.CLOSING && !frozen) {
            state = State.CLOSING;
            writer.closeWith(Frame.close(code, reason));
            World.after(CLOSE_WAIT, this::cut);
        }
    }

    /** Drops the TCP connection, without a word. */
    void cut() {
        line.cut();
    }
}
