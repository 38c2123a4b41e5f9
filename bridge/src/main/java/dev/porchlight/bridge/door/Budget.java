package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.util.IdentityHashMap;

/**
 * One budget over everything the door holds for its peers: heads, bodies, unfinished frames and messages, what waits to be
 * written, answers being sent. Door loop only.
 *
 * <p>Who is refused first: the first {@value #ALWAYS_BYTES} bytes of an account are always granted, which is a stock board's
 * handshake, a state that waits to be written, or a small request; room for them is set aside for every account there is.
 * Of the rest strangers may fill three quarters, and sockets whose endpoint knows the peer ({@link Socket#known}) the last
 * one too. So nobody who fills the budget costs a board its place or a health check its answer.
 *
 * <p>Invariants: what is used is the sum of the accounts and the shared bytes, never negative, and zero once all of them are
 * closed. It passes the cap only by what is always granted to accounts opened since.
 */
final class Budget {

    /** What no account is ever refused. */
    static final int ALWAYS_BYTES = 512;

    private static final Log LOG = Log.of("door");

    private final long cap;
    private final DoorCounts counts;
    private final IdentityHashMap<byte[], Integer> shared = new IdentityHashMap<>();
    private final MinuteAllowance fullLog = new MinuteAllowance(1);
    private long used;
    private long large; // the part of it that is not always granted
    private long accounts;

    Budget(long cap, DoorCounts counts) {
        this.cap = cap;
        this.counts = counts;
    }

    /** An account that holds nothing yet. */
    Separate open() {
        opened();
        return new Separate(this);
    }

    /** There is one account more, which holds nothing yet. */
    void opened() {
        accounts++;
    }

    long used() {
        return used;
    }

    /**
     * Holds an array that several answers may be sending at once; it is counted once.
     *
     * @return false when there is no room for it, and nothing has changed
     */
    boolean reserveShared(byte[] bytes) {
        if (!shared.containsKey(bytes)) {
            if (!hasRoom(bytes.length, false)) {
                return false;
            }
            change(bytes.length, bytes.length);
        }
        shared.merge(bytes, 1, Integer::sum);
        return true;
    }

    /** The end of one successful {@link #reserveShared}. */
    void releaseShared(byte[] bytes) {
        if (shared.computeIfPresent(bytes, (array, holders) -> holders == 1 ? null : holders - 1) == null) {
            change(-bytes.length, -bytes.length);
        }
    }

    private boolean hasRoom(long more, boolean known) {
        long most = (known ? cap : cap / 4 * 3) - accounts * ALWAYS_BYTES;
        if (large + more <= most) {
            return true;
        }
        counts.noRoom.increment();
        if (fullLog.take(System.nanoTime())) {
            LOG.warn("buffers_full", "bytes", used, "limit", cap, "more", "once a minute");
        }
        return false;
    }

    private void change(long all, long beyondAlways) {
        used += all;
        large += beyondAlways;
        if (used < 0 || large < 0) {
            throw new IllegalStateException("more was released than reserved: " + used + ", " + large);
        }
        counts.bufferBytes(used);
    }

    /**
     * What one connection, or one request at its handler, holds. Door loop only.
     *
     * <p>Whoever implements it keeps two fields and has the rest from here: a connection is its own account, since ten
     * thousand idle boards should not have an object each that says nothing is held.
     */
    interface Account {

        /** The budget it was opened in. */
        Budget budget();

        /** Bytes held now. */
        int held();

        /** Notes what is held; called by the methods below alone. */
        void held(int bytes);

        /** Whether the peer may use the part that strangers may not. */
        boolean isKnown();

        /** Whether it has been settled for good. */
        boolean isClosed();

        /** Whether so many bytes more may be held; when not, that is counted and logged as a refusal. */
        default boolean fits(long more) {
            long beyond = beyondAlways(held() + more) - beyondAlways(held());
            return beyond <= 0 || budget().hasRoom(beyond, isKnown());
        }

        /**
         * Holds so many bytes more.
         *
         * @return false when there is no room for them, and nothing has changed
         */
        default boolean reserve(long more) {
            if (!fits(more)) {
                return false;
            }
            take(more);
            return true;
        }

        /** Holds bytes that cannot be refused (any more): a refusal itself, or what {@link #fits} has let through. */
        default void take(long more) {
            if (!isClosed()) {
                set(held() + more);
            }
        }

        /** Holds so many bytes less. */
        default void release(long less) {
            take(-less);
        }

        /** Gives everything back, once, just before the account becomes closed. */
        default void settle() {
            set(0);
            budget().accounts--;
        }

        private void set(long bytes) {
            if (bytes < 0) {
                throw new IllegalStateException("an account holds " + bytes);
            }
            int now = Math.toIntExact(bytes); // the budget is a part of the heap, and smaller
            budget().change(now - held(), beyondAlways(now) - beyondAlways(held()));
            held(now);
        }

        private static long beyondAlways(long bytes) {
            return Math.max(0, bytes - ALWAYS_BYTES);
        }
    }

    /** An account that is nothing else. */
    static final class Separate implements Account {

        private final Budget budget;
        private int held;
        private boolean known;
        private boolean closed;

        private Separate(Budget budget) {
            this.budget = budget;
        }

        @Override
        public Budget budget() {
            return budget;
        }

        @Override
        public int held() {
            return held;
        }

        @Override
        public void held(int bytes) {
            held = bytes;
        }

        @Override
        public boolean isKnown() {
            return known;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        /** The peer is known: it may use the part that strangers may not. */
        void known() {
            known = true;
        }

        /** Gives everything back. From then on nothing is held; the second and later calls do nothing. */
        void close() {
            if (!closed) {
                settle();
                closed = true;
            }
        }
    }
}
