package dev.porchlight.sim.wall;

/**
 * What an output shows.
 *
 * @param on whether it is to be seen: a light that blinks is on in its dark moments too
 * @param pattern how, e.g. {@code solid} or {@code blink}
 * @param lit whether it gives light at this moment, or is pulled
 * @param duty how bright then, in percent
 * @param nanos {@link System#nanoTime()} when it began to show this
 */
public record PinState(boolean on, String pattern, boolean lit, int duty, long nanos) {
    static final String SOLID = "solid";

    /** The state that this write makes of the one before; null for none. */
    static PinState after(PinState before, PinChange change) {
        PinState now = new PinState(
                change.on() || change.pattern().isPresent(),
                change.pattern().orElse(SOLID),
                change.on(),
                change.duty(),
                change.nanos());
        return before != null && now.isLike(before)
                ? new PinState(now.on, now.pattern, now.lit, now.duty, before.nanos)
                : now;
    }

    /** Whether only the level differs. */
    boolean isLike(PinState other) {
        return on == other.on && pattern.equals(other.pattern);
    }

    public boolean isBreathing() {
        return pattern.equals("breathe");
    }

    /** e.g. {@code on}, {@code off} or {@code blink}. */
    public String words() {
        if (!on) {
            return "off";
        }
        return pattern.equals(SOLID) ? "on" : pattern;
    }
}
