package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.CloseCode;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketHandler;
import dev.porchlight.bridge.log.Log;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One board's connection, speaking what its stock firmware understands: {@code AUTH:<token>} in, {@code OK}, {@code 1},
 * {@code 0} and {@code NOAUTH} out. Door loop only, but for {@link #recipientOf} and {@link #sent}: a broadcast's helper
 * may call them while the loop waits.
 *
 * <pre>
 *   STRANGER ──right token──▶ HELD ──value known and settled, or 3 s──▶ SHOWING
 *      │
 *      └──anything else, or 5 s──▶ REFUSED ──2 s──▶ closed
 * </pre>
 *
 * <p>Invariant: once SHOWING, the board has been told {@code shown}, and when that is not its group's value its socket is
 * full: the newest value goes out as soon as it drains.
 */
final class Board implements SocketHandler {

    private enum State {
        STRANGER,
        HELD,
        SHOWING,
        REFUSED
    }

    static final int STRANGER_MESSAGE_BYTES = 512;
    static final int MEMBER_MESSAGE_BYTES = 1_024;

    /** Room for about a dozen values in the kernel: a board that wakes up after a while must not replay an evening. */
    private static final int KERNEL_BUFFER_BYTES = 8 * 1_024;

    private static final Log LOG = Log.of("devices");
    private static final Frame OK = Frame.text("OK");
    private static final Frame NOAUTH = Frame.text("NOAUTH");
    private static final Frame ON = Frame.text("1");
    private static final Frame OFF = Frame.text("0");
    private static final Frame OK_ON = Frame.together(OK, ON);
    private static final Frame OK_OFF = Frame.together(OK, OFF);

    private static final Duration AUTH_TIME = Duration.ofSeconds(5);

    /** So long the first value waits for Discord's guilds, so that a restart of the bridge does not blink the room. */
    private static final Duration FIRST_VALUE_WAIT = Duration.ofSeconds(3);

    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    private final Boards boards;
    private Shown shows;
    private Socket socket;
    private SignalGroup group; // once it has given the token
    private State state = State.STRANGER;
    private boolean waitedEnough;
    private boolean shown;
    private boolean behind; // a value waits for the socket to drain
    int indexInGroup;

    Board(Boards boards, Shown shows) {
        this.boards = boards;
        this.shows = shows;
    }

    Shown shows() {
        return shows;
    }

    @Override
    public void opened(Socket opened) {
        socket = opened;
        socket.kernelBuffer(KERNEL_BUFFER_BYTES);
        socket.after(AUTH_TIME);
    }

    @Override
    public void text(Socket from, String text) {
        if (state == State.STRANGER) {
            firstMessage(text);
        }
    }

    @Override
    public void binary(Socket from, ByteBuffer bytes) {
        if (state == State.STRANGER) {
            firstMessage(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }

    private void firstMessage(String message) {
        socket.deafen(); // nothing a board says later means anything
        if (!boards.token().opens(message)) {
            refuse(() -> boards.token().likelyCause(message));
            return;
        }
        state = State.HELD;
        socket.messageCap(MEMBER_MESSAGE_BYTES);
        socket.known();
        group = boards.join(this, socket.client());
        shows = group.shown(); // one for all of them
        if (group.known() && boards.settled()) {
            welcome(group.on());
            return;
        }
        socket.send(OK);
        socket.after(FIRST_VALUE_WAIT);
        valueMayBeKnown();
    }

    /** The usual case: both messages in one write. */
    private void welcome(boolean on) {
        state = State.SHOWING;
        shown = on;
        socket.noTimer();
        socket.send(on ? OK_ON : OK_OFF);
        boards.counts().deliveries.increment();
    }

    private void refuse(Supplier<String> likelyCause) {
        state = State.REFUSED;
        socket.deafen();
        socket.send(NOAUTH);
        // After the answer: what the cause is looked for with must not be told by how long the answer took.
        boards.refused(socket.client(), likelyCause);
        socket.after(Boards.REFUSED_PAUSE);
    }

    @Override
    public void timer(Socket of) {
        switch (state) {
            case STRANGER -> refuse(() -> "no AUTH message within " + AUTH_TIME.toSeconds() + " s of connecting");
            case REFUSED -> socket.close(CloseCode.NO_STATUS);
            case HELD -> {
                waitedEnough = true;
                group.ask();
                socket.after(ASK_AGAIN);
                valueMayBeKnown();
            }
            case SHOWING -> {}
        }
    }

    /** Sends the first value when there is one worth sending. */
    void valueMayBeKnown() {
        if (state != State.HELD) {
            return;
        }
        if (group.failed()) {
            socket.close(CloseCode.TRY_AGAIN_LATER);
        } else if (group.known() && (waitedEnough || boards.settled())) {
            state = State.SHOWING;
            socket.noTimer();
            send(group.on());
        }
    }

    /** Where the group's new value goes, or null when the board shows it already or is not to be told now. */
    Socket recipientOf(boolean on) {
        if (state != State.SHOWING) {
            return null;
        }
        if (socket.full()) {
            if (behind) {
                boards.counts().conflations.increment();
            }
            behind = on != shown;
            return null;
        }
        return on == shown ? null : socket;
    }

    /** The value is on its way. */
    void sent(boolean on) {
        shown = on;
        boards.counts().deliveries.increment();
    }

    private void send(boolean on) {
        socket.send(frame(on));
        sent(on);
    }

    static Frame frame(boolean on) {
        return on ? ON : OFF;
    }

    @Override
    public void drained(Socket of) {
        behind = false;
        if (recipientOf(group.on()) != null) {
            send(group.on());
        }
    }

    @Override
    public void stopping(Socket of) {
        // One that is still waiting for its first value may be lit from before it connected.
        boolean perhapsLit = state == State.HELD || (state == State.SHOWING && shown);
        if (boards.onStop() == OnStop.OFF && perhapsLit) {
            send(false);
        }
    }

    @Override
    public void closed(Socket of, String reason) {
        if (group != null) {
            boards.left(this, group, socket.client(), reason);
        } else {
            LOG.debug("stranger_left", "client", of.client().getHostAddress(), "reason", reason);
        }
    }
}
