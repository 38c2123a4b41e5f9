package dev.porchlight.hardware;

import java.util.concurrent.TimeUnit;

/**
 * What a pattern looks like over time: the share of the time that the light is lit, and when that next changes. Pure; times
 * are nanoseconds since the look began, which always begins lit.
 */
final class Wave {

    /** For {@link #untilChange}: never. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long BLINK_HALF = 500 * MS;
    private static final long FAST_HALF = 100 * MS;
    /** Ends of lit, dark, lit, dark: the two sounds of a heart, 50 times a minute. */
    private static final long[] HEARTBEAT = {100 * MS, 250 * MS, 350 * MS, 1_200 * MS};

    static final long BREATH = 4_000 * MS;
    /** 50 steps a second, which no eye sees as steps. */
    static final long BREATH_STEP = 20 * MS;

    /** The eye sees brightness roughly by this root of the light; sRGB and television use the same. */
    private static final double GAMMA = 2.2;

    private Wave() {}

    /** The share lit, 0 to {@link PinDriver#FULL}. */
    static int lit(Pattern pattern, long elapsed) {
        return switch (pattern) {
            case SOLID -> PinDriver.FULL;
            case BLINK -> lit(elapsed / BLINK_HALF % 2 == 0);
            case FAST -> lit(elapsed / FAST_HALF % 2 == 0);
            case HEARTBEAT -> lit(beat(elapsed) % 2 == 0);
            case BREATHE -> breath(elapsed);
        };
    }

    /** Nanoseconds, above 0, until {@link #lit} may give another share; {@link #NEVER} for a steady light. */
    static long untilChange(Pattern pattern, long elapsed) {
        return switch (pattern) {
            case SOLID -> NEVER;
            case BLINK -> BLINK_HALF - elapsed % BLINK_HALF;
            case FAST -> FAST_HALF - elapsed % FAST_HALF;
            case HEARTBEAT -> HEARTBEAT[beat(elapsed)] - elapsed % HEARTBEAT[HEARTBEAT.length - 1];
            case BREATHE -> BREATH_STEP - elapsed % BREATH_STEP;
        };
    }

    private static int lit(boolean on) {
        return on ? PinDriver.FULL : 0;
    }

    private static int beat(long elapsed) {
        long at = elapsed % HEARTBEAT[HEARTBEAT.length - 1];
        int part = 0;
        while (at >= HEARTBEAT[part]) {
            part++;
        }
        return part;
    }

    /** Begins at full, is at its least after half a breath, and is never quite dark, so that on stays on. */
    private static int breath(long elapsed) {
        long step = elapsed / BREATH_STEP * BREATH_STEP;
        double seen = (1 + Math.cos(2 * Math.PI * (step % BREATH) / BREATH)) / 2;
        return Math.max(1, (int) Math.round(PinDriver.FULL * Math.pow(seen, GAMMA)));
    }
}
