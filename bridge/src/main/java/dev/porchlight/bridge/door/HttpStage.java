package dev.porchlight.bridge.door;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The HTTP half of a connection: gathers one whole, checked request at a time and gives it away, to a handler, an
 * endpoint or the bin. Door loop only.
 *
 * <pre>
 *   ┌─▶ IDLE ──first byte──▶ HEAD ──▶ BODY ──▶ EXCHANGE ──┐
 *   │     (idleTime)       (headTime) (bodyTime) (exchangeTime, answerTime)
 *   └──────────────────────keep-alive────────────────────┘
 * </pre>
 *
 * <p>Invariant: {@code held} is never longer than the head's limit plus the route's body cap, and nothing is read while a
 * handler works: a pipelining client waits in the kernel's buffer.
 */
final class HttpStage implements Stage {

    private enum State {
        IDLE,
        HEAD,
        BODY,
        EXCHANGE
    }

    private static final byte[] NOTHING = {};
    private static final ByteBuffer CONTINUE =
            ByteBuffer.wrap("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final Wiring wiring;
    private final Connection connection;
    private State state = State.HEAD; // a fresh connection owes a head from the start
    private byte[] held = NOTHING;
    private int heldBytes;
    private int scanned;
    private int headBytes;
    private RequestHead head;
    private Routes.Route route;
    private Exchange exchange;
    private boolean stopping;

    HttpStage(Wiring wiring, Connection connection) {
        this.wiring = wiring;
        this.connection = connection;
    }

    static void enter(Wiring wiring, Connection connection) {
        connection.enter(new HttpStage(wiring, connection));
        connection.deadline(wiring.limits().headTime());
    }

    @Override
    public int appetite() {
        return switch (state) {
            case IDLE, HEAD -> wiring.limits().headBytes() - heldBytes;
            case BODY -> headBytes + head.contentLength() - heldBytes;
            case EXCHANGE -> 0;
        };
    }

    @Override
    public void bytes(ByteBuffer in) {
        int more = in.remaining();
        if (heldBytes + more > held.length) {
            held = Arrays.copyOf(held, Math.max(heldBytes + more, Math.min(2 * held.length, 64 * 1024)));
        }
        in.get(held, heldBytes, more);
        heldBytes += more;
        if (state == State.IDLE) {
            state = State.HEAD;
            connection.deadline(wiring.limits().headTime());
        }
        advance();
    }

    private void advance() {
        try {
            if (state == State.HEAD) {
                skipEmptyLine();
                headBytes = RequestHead.findEnd(held, scanned, heldBytes);
                scanned = heldBytes;
                if (headBytes < 0) {
                    if (heldBytes >= wiring.limits().headBytes()) {
                        throw Refusal.headTooLarge(wiring.limits().headBytes());
                    }
                    return;
                }
                head = RequestHead.parse(held, headBytes);
                if (route()) {
                    return;
                }
            }
            if (state == State.BODY && heldBytes >= headBytes + head.contentLength()) {
                begin();
            }
        } catch (Refusal refusal) {
            refuse(refusal);
        }
    }

    /** RFC 9112 §2.2: one empty line ahead of a request is forgiven. */
    private void skipEmptyLine() {
        if (scanned == 0 && heldBytes >= 2 && held[0] == '\r' && held[1] == '\n') {
            drop(2);
        }
    }

    /** Finds the route; true when the connection has become a WebSocket. */
    private boolean route() throws Refusal {
        route = wiring.routes().find(head.path());
        if (route == null) {
            throw Refusal.notFound();
        }
        if (route.endpoint() != null) {
            upgrade();
            return true;
        }
        if (!route.handlers().containsKey(head.method())) {
            throw Refusal.methodNotAllowed(route.allow());
        }
        if (head.contentLength() > route.bodyCap()) {
            throw Refusal.bodyTooLarge(route.bodyCap());
        }
        String expectation = head.header("expect");
        if (expectation != null && head.http11()) {
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw Refusal.unknownExpectation();
            }
            if (heldBytes < headBytes + head.contentLength()) {
                connection.write(CONTINUE.duplicate());
            }
        }
        state = State.BODY;
        connection.deadline(wiring.limits().bodyTime());
        return false;
    }

    private void upgrade() throws Refusal {
        Handshake handshake = Handshake.check(head, wiring.codec());
        if (head.contentLength() > 0) {
            throw Refusal.bodyTooLarge(0);
        }
        Request request = new Request(head, NOTHING, client());
        Admission admission = route.endpoint().admit(request);
        SocketHandler handler = admission.handlerOrThrow();
        byte[] rest = Arrays.copyOfRange(held, headBytes, heldBytes);
        wiring.counts().upgrades.increment();
        connection.write(handshake.answer(admission.echoSubprotocol()));
        SocketStage.enter(wiring, connection, route.endpoint().limits(), request.client(), handler, rest);
    }

    private void begin() {
        state = State.EXCHANGE;
        int end = headBytes + head.contentLength();
        byte[] message = Arrays.copyOf(held, end);
        byte[] body = Arrays.copyOfRange(held, headBytes, end);
        drop(end);
        Request request = new Request(head, body, client());
        Handler handler = route.handlers().get(head.method());
        wiring.counts().requests.increment();
        exchange = new Exchange(wiring, connection, request, message, handler);
        connection.deadline(wiring.limits().exchangeTime());
        connection.updateInterest();
        exchange.start(this::answered);
    }

    /** The whole answer has been written, here or to the kernel. */
    private void answered(boolean keepAlive) {
        exchange = null;
        if (!keepAlive || stopping) {
            LingerStage.enter(connection, wiring.limits().lingerTime());
            return;
        }
        head = null;
        route = null;
        scanned = 0;
        if (heldBytes > 0) {
            state = State.HEAD;
            connection.deadline(wiring.limits().headTime());
            advance();
        } else {
            held = NOTHING;
            state = State.IDLE;
            connection.deadline(wiring.limits().idleTime());
        }
        connection.updateInterest();
    }

    private void drop(int bytes) {
        heldBytes -= bytes;
        System.arraycopy(held, bytes, held, 0, heldBytes);
        scanned = 0;
    }

    private InetAddress client() {
        return wiring.clientAddress().of(connection.peer(), head);
    }

    private void refuse(Refusal refusal) {
        wiring.counts().refused.increment();
        ErrorWriter writer = wiring.routes().errorsFor(head == null ? "" : head.path());
        boolean headRequest = head != null && head.method().equals("HEAD");
        connection.write(RefusalAnswer.bytes(refusal, writer, headRequest));
        LingerStage.enter(connection, wiring.limits().lingerTime());
    }

    @Override
    public void ended() {
        connection.close("peer_closed");
    }

    @Override
    public void drained() {
        if (exchange != null) {
            exchange.drained();
        }
    }

    @Override
    public void overdue(long now) {
        switch (state) {
            case IDLE -> connection.close("idle");
            case HEAD -> {
                if (heldBytes == 0) {
                    connection.close("no_request");
                } else {
                    refuse(Refusal.headTimeout());
                }
            }
            case BODY -> refuse(Refusal.bodyTimeout());
            case EXCHANGE -> connection.close("answer_timeout");
        }
    }

    @Override
    public void closed(String reason) {
        if (exchange != null) {
            exchange.abandon();
        }
    }

    /** A request under way is still answered. */
    @Override
    public void stopping() {
        stopping = true;
        if (state != State.EXCHANGE) {
            connection.close("stopping");
        }
    }
}
