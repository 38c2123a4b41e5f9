package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Batch;
import dev.porchlight.bridge.door.DoorLoop;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Looks at who has changed, and gives each socket its turn to be written to. Door loop only, but for {@link #changed}.
 *
 * <pre>
 *   RESTING ──somebody changed, or a socket has work──▶ WORKING ──nothing left──▶ RESTING
 *                                                        │   ▲
 *                                              a slice is over: the next turn of the loop
 * </pre>
 *
 * <p>Boards and all other sockets wait for no longer than a slice. After work it rests, the longer the more there was: what
 * changes meanwhile is looked at together, and a socket gets all of it in one write. An idle bridge tells at once.
 */
final class Deliveries {

    private static final Log LOG = Log.of("presence");

    private static final long SLICE_NANOS = 2_000_000;

    /** So many times as long as the work took, it rests. */
    private static final int REST = 3;

    private static final long LONGEST_REST_NANOS = 10_000_000;

    /** Looked at before the sockets get their turn. */
    private static final int LOOKS = 256;

    /** When the door's buffers are full: somebody stalls, and it is not the one who waits here. */
    private static final Duration ROOM_AGAIN = Duration.ofMillis(250);

    private static final long[] NOBODY = {};

    private final Dialect dialect;
    private final Topics topics;
    private final SocketCounts counts;
    private final LongConsumer updateNanos;
    private final DirtyIds dirty = new DirtyIds();
    private final Batch batch = new Batch(4 * Session.PIECE_BYTES);
    private final Greeting.Scratch scratch = new Greeting.Scratch();
    private final byte[] head = new byte[Head.MOST_BYTES];
    private final Wire plain = new Wire.Plain();
    private final Wire zlib = new Wire.Zlib(new Deflation());
    private final ArrayDeque<Session> ready = new ArrayDeque<>();
    private final List<Session> withoutRoom = new ArrayList<>();
    private final Runnable look = this::look; // this and the next one for all times
    private final Runnable work = this::work;
    private DoorLoop doorLoop;
    private boolean lookDue;
    private boolean workDue;
    private long[] ids = NOBODY; // being looked at
    private int at;
    private int looks;
    private int told; // updates because of them
    private long since; // when the first of them changed
    private long worked; // nanoseconds, since the last rest
    private long restUntil = System.nanoTime();

    /** @param updateNanos told the time from a change to the last write because of it */
    Deliveries(Dialect dialect, Topics topics, SocketCounts counts, LongConsumer updateNanos) {
        this.dialect = dialect;
        this.topics = topics;
        this.counts = counts;
        this.updateNanos = updateNanos;
    }

    void attach(DoorLoop loop) {
        doorLoop = loop;
    }

    Dialect dialect() {
        return dialect;
    }

    Topics topics() {
        return topics;
    }

    SocketCounts counts() {
        return counts;
    }

    Wire wire(boolean zlibJson) {
        return zlibJson ? zlib : plain;
    }

    /** So many updates have been written. */
    void told(int updates) {
        told += updates;
        counts.updates.add(updates);
        counts.sent.add(updates);
    }

    /** Somebody's document may be another than it was. Any thread. */
    void changed(long id) {
        if (topics.watched() && dirty.add(id, System.nanoTime())) {
            doorLoop.execute(look);
        }
    }

    private boolean working() {
        return at < ids.length || !ready.isEmpty();
    }

    /** Begins to look at who has changed, unless that comes by itself. */
    private void look() {
        if (working() || dirty.isEmpty()) {
            return; // the end of the work looks again
        }
        long rest = restUntil - System.nanoTime();
        if (rest <= 0) {
            work();
        } else if (!lookDue) {
            lookDue = true;
            doorLoop.after(Duration.ofNanos(rest), () -> {
                lookDue = false;
                look();
            });
        }
    }

    /** A socket has something to be written; one that is full comes again when it is not. */
    void ready(Session session) {
        if (!session.ready && !session.full()) {
            session.ready = true;
            ready.add(session);
            workSoon();
        }
    }

    private void workSoon() {
        if (!workDue) {
            workDue = true;
            doorLoop.after(Duration.ZERO, work);
        }
    }

    private void work() {
        workDue = false;
        long began = System.nanoTime();
        boolean more = true;
        while (more && System.nanoTime() - began < SLICE_NANOS) {
            more = step();
        }
        worked += System.nanoTime() - began;
        if (more) {
            workSoon();
        } else {
            rest();
        }
    }

    /** Looks at one person or writes to one socket; false when nothing is left to do. */
    private boolean step() {
        if (at < ids.length && looks < LOOKS) {
            looks++;
            look(ids[at++]);
            return true;
        }
        Session session = ready.poll();
        if (session != null) {
            serve(session);
            return true;
        }
        looks = 0;
        if (at == ids.length) {
            drain();
        }
        return at < ids.length;
    }

    /** One document that cannot be made costs the others nothing. */
    private void look(long id) {
        try {
            topics.changed(id);
        } catch (RuntimeException e) {
            LOG.error("presence_not_shown", e);
        }
    }

    private void drain() {
        long now = System.nanoTime();
        if (told > 0) {
            updateNanos.accept(now - since);
            told = 0;
        }
        ids = NOBODY;
        at = 0;
        if (now - restUntil >= 0 && !dirty.isEmpty()) {
            restUntil = now + LONGEST_REST_NANOS; // until the end of the work says better
            since = dirty.since();
            long[] drained = dirty.drain();
            ids = drained == null ? topics.ids() : drained;
        }
    }

    private void rest() {
        restUntil = System.nanoTime() + Math.min(REST * worked, LONGEST_REST_NANOS);
        worked = 0;
        look();
    }

    private void serve(Session session) {
        if (!session.hasRoom()) {
            wait(session);
            return;
        }
        boolean more = false;
        try {
            more = session.serve(batch, head, scratch);
        } catch (RuntimeException e) {
            LOG.error("presence_not_told", e);
            session.failed();
        }
        session.ready = false;
        if (more) {
            ready(session);
        }
    }

    private void wait(Session session) {
        if (withoutRoom.isEmpty()) {
            doorLoop.after(ROOM_AGAIN, () -> {
                List<Session> again = List.copyOf(withoutRoom);
                withoutRoom.clear();
                for (Session one : again) {
                    one.ready = false;
                    ready(one);
                }
            });
        }
        withoutRoom.add(session);
    }
}
