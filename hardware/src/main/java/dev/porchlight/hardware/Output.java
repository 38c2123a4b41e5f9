package dev.porchlight.hardware;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One driven pin: a slot for the latest wish, which any thread fills, and the line, which the hardware thread drives.
 *
 * <p>A line that throws is given back and opened again after 1 s, 2 s, 4 s … {@value #MAX_RETRY_SECONDS} s, at the level then
 * wished; till then the pin is degraded. The lock is free except when the thread is stuck in a line, so that
 * {@link Board#close} can make the others safe.
 *
 * <pre>
 *   unopened ──wish, safe state──▶ driven ──line throws──▶ degraded ──retry──▶ driven
 *                                    └──close──▶ safe, closed
 * </pre>
 */
abstract sealed class Output permits LightOutput, RelayOutput {

    static final int MAX_RETRY_SECONDS = 60;
    /** The active share when nothing was driven yet. */
    private static final int UNKNOWN = -1;

    private final String name;
    private final Pin pin;
    private final boolean activeLow;
    private final boolean pwm;
    private final Wall wall;
    final ReentrantLock lock = new ReentrantLock();

    private volatile Wish wish;
    private volatile OutputState state;

    private Wish taken;
    private long cause;
    private PinDriver.Line line;
    private int driven = UNKNOWN;
    private Pattern journalled = Pattern.SOLID;
    private int failures;
    private long retryAt;
    private boolean closed;
    private volatile boolean done;

    /** A wish and what caused it. */
    record Wish(Look look, long causeNanos) {}

    Output(String name, Pin pin, boolean activeLow, boolean pwm, Wall wall) {
        this.name = name;
        this.pin = pin;
        this.activeLow = activeLow;
        this.pwm = pwm;
        this.wall = wall;
        state = new OutputState(name, pin, false, Pattern.SOLID, Optional.empty());
    }

    /** Any thread. */
    final void wish(Look look, long causeNanos) {
        wish = new Wish(look, causeNanos);
        wall.wake().run();
    }

    /** Any thread. */
    final OutputState state() {
        return state;
    }

    final String name() {
        return name;
    }

    /** The active share for the safe state, 0 to {@link PinDriver#FULL}; -1 leaves the pin alone. */
    abstract int safeShare();

    /** A new wish is there. */
    abstract void accept(Look look, long now);

    /** The active share due now; -1 leaves the pin alone. */
    abstract int share(long now);

    /** The look that {@link #share} belongs to. */
    abstract Look look();

    /** Nanoseconds until {@link #share} may differ; {@link Wave#NEVER} when only a wish changes it. */
    abstract long untilChange(long now);

    /** The pin is driven, and was to another on or off before, or to something not known. */
    abstract void changed(boolean on, long now);

    /** True while the latest wish has yet to be driven. */
    abstract boolean pending();

    /** Brings the pin to where it should be. Returns the nanoseconds until it has to be looked at again. */
    final long run(long now) {
        if (closed) {
            return Wave.NEVER; // the thread was stuck elsewhere while this was made safe, and has come back
        }
        Wish latest = wish;
        if (latest != null && !latest.equals(taken)) {
            taken = latest;
            cause = latest.causeNanos();
            accept(latest.look(), now);
        }
        if (failures > 0 && now - retryAt < 0) {
            return retryAt - now;
        }
        int due = share(now);
        if (due >= 0 && (due != driven || failures > 0) && !drive(due, now)) {
            return retryAt - now;
        }
        journalPattern();
        if (!pending()) {
            cause = 0;
        }
        publish();
        return untilChange(now);
    }

    final void open(long now) {
        if (!closed) {
            safe(now);
        }
    }

    /** Drives the safe state, if it has one. */
    private void safe(long now) {
        int share = safeShare();
        if (share >= 0) {
            taken = wish;
            cause = 0;
            accept(new Look(share > 0, Pattern.SOLID), now);
            if (drive(share, now)) {
                journalPattern();
                publish();
            }
        }
    }

    /** The safe state for good: no later wish is driven. */
    final void close(long now) {
        if (!closed) {
            closed = true;
            try {
                safe(now);
                release();
            } finally {
                done = true;
            }
        }
    }

    /** It has been closed, and no thread is in its line any more. Any thread. */
    final boolean isDone() {
        return done;
    }

    private void release() {
        if (line != null) {
            line.release();
            line = null;
        }
    }

    private boolean drive(int share, long now) {
        int high = activeLow ? PinDriver.FULL - share : share;
        try {
            if (line != null) {
                line.drive(high);
            } else {
                line = pwm ? wall.driver().pwm(name, pin, high) : wall.driver().output(name, pin, high);
            }
        } catch (IOException | RuntimeException e) {
            fail(e, now);
            return false;
        }
        boolean flipped = driven < 0 || driven > 0 != share > 0;
        boolean told = flipped || percent(driven) != percent(share);
        driven = share;
        if (failures > 0) {
            wall.notices().tell(false, "pin_recovered", "output", name, "pin", pin, "tries", failures + 1);
            failures = 0;
        }
        if (flipped) {
            changed(share > 0, now);
        }
        if (told) {
            journal();
        }
        cause = 0;
        return true;
    }

    /** Blinking has become steady, say, in a moment that was lit anyway. */
    private void journalPattern() {
        if (driven != UNKNOWN && journalled != pattern()) {
            journal();
        }
    }

    private void journal() {
        journalled = pattern();
        wall.journal().changed(name, pin, driven > 0 != activeLow, driven > 0, percent(driven), journalled, cause);
    }

    private Pattern pattern() {
        Look look = look();
        return look.on() ? look.pattern() : Pattern.SOLID;
    }

    /** Whole, and never 0 for what is lit. */
    private static int percent(int share) {
        return (share * 100 + PinDriver.FULL - 1) / PinDriver.FULL;
    }

    private void fail(Exception e, long now) {
        release();
        driven = UNKNOWN;
        failures = Math.min(failures + 1, Integer.SIZE);
        long seconds = Math.min(MAX_RETRY_SECONDS, 1L << Math.min(failures - 1, 10));
        retryAt = now + TimeUnit.SECONDS.toNanos(seconds);
        String reason = pin.describe() + " cannot be driven: " + Reasons.of(e);
        if (failures == 1) {
            wall.notices().tell(true, "pin_degraded", "output", name, "pin", pin, "reason", Reasons.of(e));
        }
        state = new OutputState(name, pin, state.on(), state.pattern(), Optional.of(reason));
    }

    private void publish() {
        Look look = look();
        Pattern pattern = pattern();
        OutputState was = state;
        if (was.on() != look.on() || was.pattern() != pattern || was.degraded().isPresent()) {
            state = new OutputState(name, pin, look.on(), pattern, Optional.empty());
        }
    }

    /** What every output of one board shares. */
    record Wall(PinDriver driver, Journal journal, Notices notices, Runnable wake) {}
}
