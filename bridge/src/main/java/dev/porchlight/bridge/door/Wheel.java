package dev.porchlight.bridge.door;

import java.util.function.Consumer;

/**
 * A hashed timing wheel: any number of timers, each armed and cancelled in constant time and without allocating.
 *
 * <p>Owned by one thread. A timer fires at its time or up to one tick ({@value #TICK_MILLIS} ms) later, never earlier; one
 * that throws costs itself alone. Times are {@link System#nanoTime()} values given by the caller, so that tests can move
 * the clock.
 */
final class Wheel {

    static final long TICK_MILLIS = 32;
    static final int SLOTS = 512;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000;
    /** Two years, which in ticks is less than an int can tell: a timer keeps no more than that of its tick. */
    private static final long LONGEST_NANOS = 730L * 24 * 3_600 * 1_000_000_000;

    /** What to do when a timer's time has come; a timer is one object for the life of its owner. */
    abstract static class Timer {
        private int dueTick; // its last 32 bits: differences of two of them are right
        private Timer previous;
        private Timer next;

        abstract void fire(long now);

        final boolean armed() {
            return next != null;
        }
    }

    /** The ring of one slot; empty when it points at itself. */
    private static final class Head extends Timer {
        Head() {
            ((Timer) this).previous = this;
            ((Timer) this).next = this;
        }

        Timer first() {
            return ((Timer) this).next;
        }

        Timer last() {
            return ((Timer) this).previous;
        }

        boolean empty() {
            return first() == this;
        }

        @Override
        void fire(long now) {
            throw new AssertionError("a slot is not a timer");
        }
    }

    private final Head[] slots = new Head[SLOTS];
    private final Head firing = new Head();
    private final Consumer<Throwable> onFailure;
    private final long origin;
    private long tick;
    private int armed;

    Wheel(long now, Consumer<Throwable> onFailure) {
        this.origin = now;
        this.onFailure = onFailure;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Head();
        }
    }

    /** Arms the timer to fire {@code delayNanos} after {@code now}, at most two years; one that was armed is moved. */
    void arm(Timer timer, long now, long delayNanos) {
        arm(timer, now, delayNanos, 1);
    }

    /**
     * Arms a timer that may fire up to {@code slackNanos} later than that. All that have the same slack fire at multiples of
     * it, so that many of them cost one wake-up.
     *
     * @param slackNanos at least 1
     */
    void arm(Timer timer, long now, long delayNanos, long slackNanos) {
        cancel(timer);
        long delay = Math.clamp(delayNanos, 0, LONGEST_NANOS);
        long due = Math.ceilDiv(Math.ceilDiv(now - origin + delay, slackNanos) * slackNanos, TICK_NANOS);
        long dueTick = Math.max(due, tick + 1);
        timer.dueTick = (int) dueTick;
        link(timer, slots[(int) (dueTick % SLOTS)]);
        armed++;
    }

    /** Disarms the timer; one that is not armed stays so. */
    void cancel(Timer timer) {
        if (!timer.armed()) {
            return;
        }
        unlink(timer);
        armed--;
    }

    /** Milliseconds until the next tick that may have work, at least 1; 0 when no timer is armed (wait for ever). */
    long waitMillis(long now) {
        if (armed == 0) {
            return 0;
        }
        long candidate = tick + 1;
        while (candidate < tick + SLOTS && slots[(int) (candidate % SLOTS)].empty()) {
            candidate++;
        }
        long nanos = candidate * TICK_NANOS - (now - origin);
        return Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    /** Fires every timer whose time has come. A timer may arm or cancel any timer, itself included. */
    void advance(long now) {
        long target = (now - origin) / TICK_NANOS;
        if (armed == 0) {
            tick = target;
            return;
        }
        // One round visits every slot: after a long pause (a suspended laptop) it is not worth turning more than once.
        long from = Math.max(tick + 1, target - SLOTS + 1);
        tick = target;
        for (long t = from; t <= target; t++) {
            fireSlot(slots[(int) (t % SLOTS)], target, now);
        }
    }

    /** Moves what is due to a ring of its own first: firing may change the slot anywhere. */
    private void fireSlot(Head slot, long target, long now) {
        for (Timer timer = slot.first(); timer != slot; ) {
            Timer next = timer.next;
            if (timer.dueTick - (int) target <= 0) {
                unlink(timer);
                link(timer, firing);
            }
            timer = next;
        }
        while (!firing.empty()) {
            Timer timer = firing.first();
            cancel(timer);
            try {
                timer.fire(now);
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
            }
        }
    }

    private static void link(Timer timer, Head ring) {
        timer.previous = ring.last();
        timer.next = ring;
        timer.previous.next = timer;
        ((Timer) ring).previous = timer;
    }

    private static void unlink(Timer timer) {
        timer.previous.next = timer.next;
        timer.next.previous = timer.previous;
        timer.previous = null;
        timer.next = null;
    }
}
