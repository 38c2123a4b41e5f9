package dev.porchlight.sim.boards;

/**
 * When the board pings and when it gives its server up: heartbeat(15000, 3000, 2) of the stock firmware.
 *
 * <p>Pure: times come in as nanoseconds of one clock. One thread.
 *
 * <pre>
 *   RESTING ──interval over──▶ WAITING FOR PONG ──pong──▶ RESTING
 *                                 │    ▲
 *                                 └────┘ missed once: ping again at once; missed often enough: DEAD
 * </pre>
 */
final class Heartbeat {
    /** What is to be done now. */
    enum Duty {
        NOTHING,
        PING,
        GIVE_UP
    }

    private final long intervalNanos;
    private final long pongNanos;
    private final int allowedMisses;
    private long firstPingAt;
    private long pingAt;
    private long pongBy;
    private boolean waiting;
    private int missed;

    /** @param boot when the board was switched on: it pings for the first time once it has been up for an interval */
    Heartbeat(Timing timing, long boot) {
        this.intervalNanos = timing.ping().toNanos();
        this.pongNanos = timing.pong().toNanos();
        this.allowedMisses = timing.misses();
        booted(boot);
    }

    /** Uptime starts again. */
    void booted(long boot) {
        firstPingAt = boot + intervalNanos;
    }

    void connected(long now) {
        waiting = false;
        missed = 0;
        pingAt = now - firstPingAt >= 0 ? now : firstPingAt;
    }

    void pong() {
        waiting = false;
        missed = 0;
    }

    Duty duty(long now) {
        if (waiting) {
            if (now - pongBy < 0) {
                return Duty.NOTHING;
            }
            missed++;
            if (missed >= allowedMisses) {
                return Duty.GIVE_UP;
            }
        } else if (now - pingAt < 0) {
            return Duty.NOTHING;
        }
        waiting = true;
        pongBy = now + pongNanos;
        pingAt = now + intervalNanos;
        return Duty.PING;
    }

    /** When {@link #duty} is to be asked next. */
    long next() {
        return waiting ? pongBy : pingAt;
    }
}
