package dev.porchlight.bridge.door;

import java.time.Duration;
import java.util.Objects;

/**
 * An endpoint's word on an upgrade: in, with a handler for the new socket, or an HTTP refusal. Being let in, the handler is
 * told {@link SocketHandler#opened} at once, unless the peer has gone meanwhile: then it hears nothing at all.
 */
public final class Admission {

    private final SocketHandler handler;
    private final boolean echoSubprotocol;
    private final Refusal refusal;
    private final Duration delay;

    private Admission(SocketHandler handler, boolean echoSubprotocol, Refusal refusal, Duration delay) {
        this.handler = handler;
        this.echoSubprotocol = echoSubprotocol;
        this.refusal = refusal;
        this.delay = delay;
    }

    /** Lets the socket in, choosing no subprotocol. */
    public static Admission accept(SocketHandler handler) {
        return new Admission(Objects.requireNonNull(handler), false, null, Duration.ZERO);
    }

    /** Lets the socket in and answers with the first subprotocol it offered, if any. */
    public static Admission acceptWithFirstSubprotocol(SocketHandler handler) {
        return new Admission(Objects.requireNonNull(handler), true, null, Duration.ZERO);
    }

    /**
     * Refuses the upgrade.
     *
     * @param status 400 to 599
     * @param code in snake_case, for programs
     * @param message a sentence for people; holds nothing the client sent
     */
    public static Admission refuse(int status, String code, String message) {
        return refuseLater(Duration.ZERO, status, code, message);
    }

    /**
     * Refuses the upgrade, but lets the client wait for the answer: for clients that come back without pause.
     *
     * @param delay during which nothing more is read from the client
     */
    public static Admission refuseLater(Duration delay, int status, String code, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status);
        }
        return new Admission(null, false, Refusal.notAdmitted(status, code, message), delay);
    }

    SocketHandler handlerOrThrow() throws Refusal {
        if (refusal != null) {
            throw refusal;
        }
        return handler;
    }

    Duration delay() {
        return delay;
    }

    boolean echoSubprotocol() {
        return echoSubprotocol;
    }
}
