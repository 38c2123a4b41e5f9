package dev.porchlight.bridge.door;

/**
 * Decides when a WebSocket peer is pinged and when it is given up: after too many pings without a word from it, or when
 * it has taken nothing for too long. Computes only; the caller gives the time ({@link System#nanoTime()}) and acts. Not
 * safe for use by several threads.
 *
 * <p>A {@link SocketStage} is one rather than having one: of ten thousand idle boards an object each would be a tenth of
 * what this program holds for them.
 */
class Pulse {

    /** What is to be done now. */
    enum Verdict {
        WAIT,
        PING,
        NO_PONG,
        STALLED
    }

    /** A ping may come a fifteenth of its interval late, a second at most, so that many sockets are pinged together. */
    private static final int SLACK_PART = 15;

    private static final long LONGEST_SLACK_NANOS = 1_000_000_000;

    private final SocketLimits limits;
    private long nextPing;
    private Long fullSince; // null while the kernel takes everything
    private byte unanswered; // pings, up to 127

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

    final SocketLimits limits() {
        return limits;
    }

    /** Whoever speaks is alive. */
    final void heard() {
        unanswered = 0;
    }

    /** The kernel takes no more; true when that is new. */
    final boolean filled(long now) {
        if (fullSince != null) {
            return false;
        }
        fullSince = now;
        return true;
    }

    /**
     * The answer to the handshake waits: it has to be taken within this time, or the endpoint's own if that is shorter.
     */
    final void filledByHandshake(long now, long nanos) {
        fullSince = now - Math.max(0, limits.stallTime().toNanos() - nanos);
    }

    /** The kernel has taken everything. */
    final void emptied() {
        fullSince = null;
    }

    /** What to do at this time; a ping is counted as sent. */
    final Verdict at(long now) {
        if (fullSince != null && now - fullSince >= limits.stallTime().toNanos()) {
            return Verdict.STALLED;
        }
        long late = now - nextPing;
        if (late < 0) {
            return Verdict.WAIT;
        }
        if (unanswered >= limits.pingsMissed()) {
            return Verdict.NO_PONG;
        }
        // From when it was due, or what each comes late would add up; after a pause (a suspended laptop) from now.
        long every = limits.pingEvery().toNanos();
        nextPing = late < every ? nextPing + every : now + every;
        if (fullSince != null) {
            return Verdict.WAIT; // it would only queue; the stall limit is the one that counts now
        }
        unanswered++;
        return Verdict.PING;
    }

    /** Nanoseconds until {@link #at} should be asked again; 0 when it is time. */
    final long waitNanos(long now) {
        long wait = nextPing - now;
        if (fullSince != null) {
            wait = Math.min(wait, fullSince + limits.stallTime().toNanos() - now);
        }
        return Math.max(0, wait);
    }

    /** Nanoseconds that it may be asked later than that, at least 1: pings may be late, the end of a stall may not. */
    final long slackNanos() {
        return fullSince != null ? 1 : Math.clamp(limits.pingEvery().toNanos() / SLACK_PART, 1, LONGEST_SLACK_NANOS);
    }
}
