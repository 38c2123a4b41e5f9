package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Batch;
import dev.porchlight.bridge.door.CloseCode;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * One client's connection: Hello, its Initialize, INIT_STATE, and then what changes. Door loop only.
 *
 * <pre>
 *   GREETED ──op 2──▶ ANSWERING ──last piece of INIT_STATE──▶ WATCHING
 *                         ▲                                      │
 *                         └────────────────op 2──────────────────┘
 * </pre>
 *
 * <p>Invariants: nothing is made for the socket while it is full, so it holds one write and what is owed, which is at most
 * one state a person. What has ended is kept no longer than it takes to notice. Everything has its number, in the order in which it is written.
 */
final class Session implements SocketHandler {

    /** What is made and written at once; a client that stalls costs so much, and a Pi a fraction of a millisecond. */
    static final int PIECE_BYTES = 16 * 1024;

    /** For the kernel, which doubles it: room for a few pieces, or a slow link would wait for each. */
    private static final int KERNEL_BUFFER_BYTES = 32 * 1024;

    /** Of one client, while INIT_STATE of the first is on its way. */
    private static final int MOST_WAITING = 16;

    private final Deliveries deliveries;
    private final Topics topics;
    private final Dialect dialect;
    private final SocketCounts counts;
    private final Duration silence;
    private final boolean zlib;
    private final LongMap<Subscription> watched = new LongMap<>();
    private final Owed owed = new Owed();
    private Socket socket;
    private ArrayDeque<Greeting> greetings; // the first is on its way; null while there is none
    private LongMap<Boolean> refused; // whom one who watches everybody does not watch; null for all others
    private boolean over; // closed by this side, or gone
    private long number;
    private long heardAt;
    boolean ready; // waits for its turn

    Session(Deliveries deliveries, boolean zlib, Duration silence) {
        this.deliveries = deliveries;
        this.topics = deliveries.topics();
        this.dialect = deliveries.dialect();
        this.counts = deliveries.counts();
        this.silence = silence;
        this.zlib = zlib;
    }

    @Override
    public void opened(Socket opened) {
        socket = opened;
        socket.kernelBuffer(KERNEL_BUFFER_BYTES);
        heard();
        socket.after(silence);
        counts.sockets.increment();
        counts.sent.increment();
        socket.send(PresenceSocket.hello(zlib));
    }

    @Override
    public void text(Socket from, String text) {
        heard();
        counts.received.increment();
        try {
            obey(dialect.read(Message.parse(text)));
        } catch (Refused refusal) {
            close(refusal.code(), refusal.getMessage());
        }
    }

    @Override
    public void binary(Socket from, ByteBuffer bytes) {
        try {
            text(from, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            counts.received.increment();
            Refused refusal = Refused.invalidPayload();
            close(refusal.code(), refusal.getMessage());
        }
    }

    @Override
    public void pinged(Socket from) {
        heard();
    }

    private void heard() {
        heardAt = System.nanoTime();
    }

    @Override
    public void timer(Socket of) {
        Duration left = silence.minusNanos(System.nanoTime() - heardAt);
        if (left.isPositive()) {
            socket.after(left);
        } else {
            close(dialect.silent(), "heartbeat_timeout");
        }
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Heartbeat() -> {}
            case Order.Watch(List<Long> ids, Order.Shape shape) -> watch(ids, shape);
            case Order.WatchAll() -> watchAll();
            case Order.Unwatch(List<Long> ids) -> {
                for (long id : ids) {
                    unwatch(id);
                }
            }
            case Order.UnwatchAll() -> unwatchAll();
        }
    }

    private void watch(List<Long> ids, Order.Shape shape) {
        int before = dialect.replaces() ? watched.size() : 0;
        if (!topics.hasRoomFor(ids, before)) {
            close(CloseCode.TRY_AGAIN_LATER, "too_many_subscriptions");
            return;
        }
        if (dialect.replaces()) {
            unwatchAll();
        }
        long[] whom = new long[ids.size()];
        int count = 0;
        for (long id : ids) {
            if (dialect.remembersUnknown() || topics.knows(id)) {
                subscription(id);
                whom[count++] = id;
            }
        }
        counts.initialized(shape == Order.Shape.BARE ? "id" : "ids", zlib);
        greet(Arrays.copyOf(whom, count), shape);
    }

    private void watchAll() {
        if (refused == null) {
            topics.watchEverybody(this); // before they are listed: who comes from here on is told of
        }
        refused = new LongMap<>();
        List<Long> ids = topics.everyId();
        if (!topics.hasRoomFor(ids, watched.size())) {
            close(CloseCode.TRY_AGAIN_LATER, "too_many_subscriptions");
            return;
        }
        counts.initialized("all", zlib);
        ids.forEach(this::subscription);
        greet(ids.stream().mapToLong(Long::longValue).toArray(), Order.Shape.MAP);
    }

    private Subscription subscription(long id) {
        Subscription subscription = watched.get(id);
        if (subscription == null) {
            subscription = topics.subscribe(this, id);
            counts.subscriptions.increment();
            watched.put(id, subscription);
        }
        if (refused != null) {
            refused.remove(id);
        }
        return subscription;
    }

    /** Somebody whom nobody watched has come, and this one watches everybody. */
    void appeared(long id) {
        if (refused.get(id) == null && watched.get(id) == null) {
            if (topics.hasRoomFor(id)) {
                subscription(id);
            } else {
                close(CloseCode.TRY_AGAIN_LATER, "too_many_subscriptions");
            }
        }
    }

    private void unwatch(long id) {
        Subscription subscription = watched.remove(id);
        if (subscription != null) {
            end(subscription);
            owed.ended(subscription, watched.size());
            if (refused != null) {
                refused.put(id, true);
            }
        }
    }

    private void unwatchAll() {
        if (refused != null) {
            topics.unwatchEverybody(this);
            refused = null;
        }
        watched.forEach(this::end);
        watched.clear();
        owed.clear();
    }

    private void end(Subscription subscription) {
        topics.end(subscription);
        counts.subscriptions.decrement();
    }

    private void greet(long[] whom, Order.Shape shape) {
        if (greetings == null) {
            greetings = new ArrayDeque<>(2);
        }
        if (dialect.replaces() && greetings.size() > 1) {
            topics.release(greetings.removeLast()); // not begun, and what it would have told is not wanted any more
        }
        if (greetings.size() == MOST_WAITING) {
            close(CloseCode.TRY_AGAIN_LATER, "too_many_initializes");
            return;
        }
        Greeting greeting = new Greeting(whom, watched, shape, deliveries.wire(zlib));
        topics.hold(greeting);
        greetings.add(greeting);
        deliveries.ready(this);
    }

    /** Somebody is not what the client was told. */
    void owe(Subscription subscription) {
        if (owed.add(subscription)) {
            deliveries.ready(this);
        } else {
            counts.conflations.increment();
        }
    }

    /** Whether the kernel has not taken yet what was written last. */
    boolean full() {
        return socket.full();
    }

    boolean hasRoom() {
        return socket.hasRoom(PIECE_BYTES);
    }

    private boolean hasWork() {
        return !over && (greetings != null || !owed.isEmpty());
    }

    /**
     * Writes the next piece, or the next few updates.
     *
     * @return whether there is more to be written now
     */
    boolean serve(Batch batch, byte[] head, Greeting.Scratch scratch) {
        if (!hasWork() || socket.full()) {
            return false;
        }
        batch.clear();
        if (greetings != null) {
            answer(batch, head, scratch);
        } else {
            update(batch, head);
        }
        if (!batch.isEmpty()) {
            socket.send(batch);
        }
        return hasWork() && !socket.full();
    }

    private void answer(Batch batch, byte[] head, Greeting.Scratch scratch) {
        Greeting greeting = greetings.peek();
        int headBytes = 0;
        if (!greeting.begun()) {
            number++;
            headBytes = dialect.initState().write(head, number);
        }
        if (greeting.next(batch, head, headBytes, scratch, dialect, topics)) {
            counts.sent.increment();
            topics.release(greetings.remove());
            if (greetings.isEmpty()) {
                greetings = null;
            }
        }
    }

    private void update(Batch batch, byte[] head) {
        Wire wire = deliveries.wire(zlib);
        int told = 0;
        while (!owed.isEmpty() && batch.bytes() < PIECE_BYTES) {
            Subscription next = owed.poll();
            Topic topic = next.topic;
            if (next.session == null || next.told == topic.hash) {
                continue;
            }
            Body body = topics.body(topic);
            if (body == null || next.told == topic.hash) {
                continue; // they are back to what the client was told, or not to be told of
            }
            next.told = topic.hash;
            number++;
            wire.update(batch, head, dialect.update().write(head, number), body);
            told++;
        }
        deliveries.told(told);
    }

    @Override
    public void drained(Socket of) {
        if (hasWork()) {
            deliveries.ready(this);
        }
    }

    /** Something is wrong here. */
    void failed() {
        close(CloseCode.INTERNAL_ERROR, "internal_error");
    }

    private void close(int code, String reason) {
        if (!over) {
            over = true;
            counts.closed(Integer.toString(code));
            end();
            socket.close(code, reason);
        }
    }

    @Override
    public void closed(Socket of, String reason) {
        counts.sockets.decrement();
        if (!over) {
            over = true;
            counts.closed(reason);
            end();
        }
    }

    private void end() {
        unwatchAll();
        if (greetings != null) {
            greetings.forEach(topics::release);
            greetings = null;
        }
    }
}
