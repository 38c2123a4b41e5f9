package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The HTTP half of a connection: gathers one whole, checked request at a time and gives it away, to a handler, an
 * endpoint or the bin. Door loop only.
 *
 * <pre>
 *   ┌─▶ IDLE ──first byte──▶ HEAD ──▶ BODY ──▶ EXCHANGE ──┐
 *   │     (idleTime)       (headTime) (bodyTime) (exchangeTime, answerTime)
 *   └──────────────────────keep-alive────────────────────┘
 *                            │
 *                            └─upgrade refused, but later─▶ PENALTY ─▶ refused
 * </pre>
 *
 * <p>Invariants: the client of a request that came by a proxy is counted for this connection; {@code held} is never
 * longer than the head's limit plus the route's body cap, and nothing is read while a handler works: a pipelining client
 * waits in the kernel's buffer.
 */
final class HttpStage implements Stage, Exchange.Done {

    private enum State {
        IDLE,
        HEAD,
        BODY,
        EXCHANGE,
        PENALTY
    }

    private static final Log LOG = Log.of("door");
    private static final byte[] NOTHING = {};
    private static final ByteBuffer CONTINUE =
            ByteBuffer.wrap("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final Wiring wiring;
    private final DoorLimits limits;
    private final Connection connection;
    private final RequestBuffer held;
    private State state = State.HEAD; // a fresh connection owes a head from the start
    private int headBytes;
    private RequestHead head; // from BODY on
    private int parsedBytes; // held for the head while it waits for its body or its refusal
    private Routes.Route route;
    private Exchange exchange;
    private Refusal penalty;
    private boolean stopping;

    private HttpStage(Wiring wiring, Connection connection) {
        this.wiring = wiring;
        this.limits = wiring.limits();
        this.connection = connection;
        this.held = new RequestBuffer(connection);
    }

    static void enter(Wiring wiring, Connection connection) {
        connection.enter(new HttpStage(wiring, connection));
        connection.deadline(wiring.limits().headTime());
    }

    @Override
    public int appetite() {
        return state == State.EXCHANGE || state == State.PENALTY ? 0 : whole() - held.length();
    }

    /** How many bytes may be held in the present state. */
    private int whole() {
        return state == State.BODY ? headBytes + head.contentLength() : limits.headBytes();
    }

    @Override
    public void bytes(ByteBuffer in) {
        try {
            held.add(in, whole());
        } catch (Refusal refusal) {
            refuse(refusal);
            return;
        }
        if (state == State.IDLE) {
            state = State.HEAD;
            connection.deadline(limits.headTime());
        }
        advance();
    }

    private void advance() {
        try {
            if (state == State.HEAD && !takeHead()) {
                return;
            }
            if (held.length() >= headBytes + head.contentLength()) {
                begin();
            }
        } catch (Refusal refusal) {
            refuse(refusal);
        }
    }

    /** True when the head is there and what is left to wait for is a body. */
    private boolean takeHead() throws Refusal {
        headBytes = held.headBytes(limits.headBytes());
        if (headBytes < 0) {
            return false;
        }
        head = HeadParser.parse(held.array(), headBytes);
        countClient();
        route = wiring.routes().find(head.path());
        if (route == null) {
            throw Refusal.notFound();
        }
        if (route.endpoint() != null) {
            upgrade();
            return false;
        }
        if (route.handler(head.method()) == null) {
            throw Refusal.methodNotAllowed(route.allow());
        }
        if (head.contentLength() > route.bodyCap()) {
            throw Refusal.bodyTooLarge(route.bodyCap());
        }
        if (head.contentLength() > 0) {
            holdHead();
        }
        meetExpectation();
        state = State.BODY;
        connection.deadline(limits.bodyTime());
        return true;
    }

    /** The proxy has any number of connections, each client behind it as many as any other. */
    private void countClient() throws Refusal {
        InetAddress client = client();
        InetAddress counted = wiring.clientAddress().counts(connection.peer(), client) ? client : null;
        if (!wiring.forwarded().move(connection.forwardedClient(), counted)) {
            throw Refusal.tooManyConnections(limits.connectionsPerAddress());
        }
        connection.forwardedClient(counted);
    }

    /** A head that has to wait is not only bytes any more, but also objects. */
    private void holdHead() throws Refusal {
        int bytes = head.heapBytes(headBytes);
        if (!connection.reserve(bytes)) {
            throw Refusal.noRoom();
        }
        parsedBytes = bytes;
    }

    private void releaseHead() {
        connection.release(parsedBytes);
        parsedBytes = 0;
    }

    private void meetExpectation() throws Refusal {
        String expectation = head.header("expect");
        if (expectation == null || !head.http11()) {
            return;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            throw Refusal.unknownExpectation();
        }
        if (held.length() == headBytes && head.contentLength() > 0) {
            connection.write(CONTINUE.duplicate());
        }
    }

    private void upgrade() throws Refusal {
        Handshake handshake = Handshake.check(head);
        if (head.contentLength() > 0) {
            throw Refusal.bodyTooLarge(0);
        }
        Request request = new Request(head, NOTHING, client());
        Admission admission = admit(request);
        SocketHandler handler;
        try {
            handler = admission.handlerOrThrow();
        } catch (Refusal refusal) {
            if (admission.delay().isZero()) {
                throw refusal;
            }
            held.clear();
            holdHead();
            penalty = refusal;
            state = State.PENALTY;
            connection.deadline(admission.delay());
            return;
        }
        byte[] early = held.copy(headBytes, held.length());
        held.clear();
        connection.write(handshake.answer(wiring.codec(), admission.echoSubprotocol()));
        if (connection.isOpen()) {
            wiring.counts().upgrades.increment();
            SocketStage.enter(connection, route.socketLimits(), request.client(), handler, early);
        }
    }

    private Admission admit(Request request) throws Refusal {
        try {
            return Objects.requireNonNull(route.endpoint().admit(request));
        } catch (RuntimeException | Error e) {
            wiring.counts().handlerErrors.increment();
            LOG.error("endpoint_failed", e, "path", head.path());
            throw Refusal.handlerFailed();
        }
    }

    private void begin() throws Refusal {
        // A handler whose client went away works on without a connection that would count for it.
        if (wiring.counts().exchanging() >= limits.connections()) {
            throw Refusal.busy();
        }
        state = State.EXCHANGE;
        int end = headBytes + head.contentLength();
        Request request = new Request(head, held.copy(headBytes, end), client());
        byte[] headAsSent = held.copy(0, headBytes);
        int bytes = end + parsedBytes;
        held.drop(end);
        releaseHead();
        wiring.counts().requests.increment();
        Handler handler = route.handler(head.method());
        exchange = new Exchange(wiring, connection, request, headAsSent, bytes, handler, this);
        connection.deadline(limits.exchangeTime());
        connection.updateInterest();
        exchange.start();
    }

    @Override
    public void answered(boolean keepAlive) {
        exchange = null;
        if (!keepAlive || stopping) {
            held.clear();
            LingerStage.enter(connection, limits.lingerTime());
            return;
        }
        head = null;
        route = null;
        held.nextRequest();
        boolean pipelined = held.length() > 0;
        state = pipelined ? State.HEAD : State.IDLE;
        connection.deadline(pipelined ? limits.headTime() : limits.idleTime());
        if (pipelined) {
            advance();
        }
        connection.updateInterest();
    }

    @Override
    public void noRoom() {
        exchange.abandon();
        refuse(Refusal.noRoom());
    }

    private InetAddress client() {
        return wiring.clientAddress().of(connection.peer(), head);
    }

    private void refuse(Refusal refusal) {
        wiring.counts().refused.increment();
        LOG.debug(
                "request_refused", "peer", connection.peer(), "status", refusal.status(), "why", refusal.getMessage());
        if (refusal.status() == 400 && wiring.malformedLog().take(System.nanoTime())) {
            LOG.warn(
                    "request_malformed",
                    "peer",
                    connection.peer(),
                    "why",
                    refusal.getMessage(),
                    "more",
                    "once a minute");
        }
        Answer answer = wiring.routes().error(head == null ? "" : head.path(), refusal);
        boolean headRequest = head != null && head.method().equals("HEAD");
        held.clear();
        releaseHead();
        connection.write(RefusalAnswer.bytes(refusal, answer, wiring.date().now(), headRequest));
        LingerStage.enter(connection, limits.lingerTime());
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
                if (held.length() == 0) {
                    connection.close("no_request");
                } else {
                    refuse(Refusal.headTimeout());
                }
            }
            case BODY -> refuse(Refusal.bodyTimeout());
            case PENALTY -> refuse(penalty);
            case EXCHANGE -> {
                if (exchange.isWriting()) {
                    connection.close("answer_not_taken");
                } else {
                    exchange.abandon();
                    refuse(Refusal.handlerTimeout());
                }
            }
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
