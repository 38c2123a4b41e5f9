package dev.porchlight.bridge.door;

/**
 * Decides when a WebSocket peer is pinged and when it is given up: after too many pings without a word from it, or when
 * it has taken nothing for too long. Computes only; the caller gives the time ({@link System#nanoTime()}) and acts. Not
 * safe for use by several threads.
 */
final class Pulse {

    /** What is to be done now. */
    enum Verdict {
        WAIT,
        PING,
        NO_PONG,
        STALLED
    }

    private final SocketLimits limits;
    private long nextPing;
    private long fullSince;
    private boolean full;
    private int unanswered;

    /**
     * Starts to count.
     *
     * @param spread 0 to 1: the first ping comes after half to all of the interval, so that boards that all came at once
     *     after a restart are not pinged at once for ever
     */
    Pulse(SocketLimits limits, long now, double spread) {
        this.limits = limits;
        this.nextPing = now + (long) (limits.pingEvery().toNanos() * (1 + spread) / 2);
    }

    /** Whoever speaks is alive. */
    void heard() {
        unanswered = 0;
    }

    /** The kernel takes no more; true when that is new. */
    boolean filled(long now) {
        if (full) {
            return false;
        }
        full = true;
        fullSince = now;
        return true;
    }

    /**
     * The answer to the handshake waits: it has to be taken within this time, or the endpoint's own if that is shorter.
     */
    void filledByHandshake(long now, long nanos) {
        full = true;
        fullSince = now - Math.max(0, limits.stallTime().toNanos() - nanos);
    }

    void drained() {
        full = false;
    }

    /** What to do at this time; a ping is counted as sent. */
    Verdict at(long now) {
        if (full && now - fullSince >= limits.stallTime().toNanos()) {
            return Verdict.STALLED;
        }
        if (now - nextPing < 0) {
            return Verdict.WAIT;
        }
        if (unanswered >= limits.pingsMissed()) {
            return Verdict.NO_PONG;
        }
        nextPing = now + limits.pingEvery().toNanos();
        if (full) {
            return Verdict.WAIT; // it would only queue; the stall limit is the one that counts now
        }
        unanswered++;
        return Verdict.PING;
    }

    /** Nanoseconds until {@link #at} should be asked again; 0 when it is time. */
    long waitNanos(long now) {
        long wait = nextPing - now;
        if (full) {
            wait = Math.min(wait, fullSince + limits.stallTime().toNanos() - now);
        }
        return Math.max(0, wait);
    }
}
