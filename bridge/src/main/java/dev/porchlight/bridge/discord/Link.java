package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.log.Log;
import java.util.function.LongConsumer;

/**
 * Whether there is a ready gateway session, true in both directions, and the log of it: one line each time it changes,
 * none for the tries in between.
 *
 * <pre>
 *               READY                  lost
 *   STARTING ----------> UP --------------------------> LOST
 *       |                ^                               | the reason is known
 *       |                +------- READY, RESUMED --------+
 *       |                |                               v
 *       +----------------+------------------------------ AWAY
 *            the first try failed
 * </pre>
 *
 * LOST is AWAY before its line is written: the reason comes a moment after the fact, and when it is a refusal there is no
 * line, since the refusal has its own. Any thread.
 */
final class Link {

    private static final Log LOG = Log.of("discord");

    private enum State {
        STARTING,
        UP,
        LOST,
        AWAY
    }

    private final LongConsumer tellAway;
    private State state = State.STARTING;

    /**
     * A link that has never been up.
     *
     * @param tellAway given {@link System#nanoTime()} when the link is lost; may wait
     */
    Link(LongConsumer tellAway) {
        this.tellAway = tellAway;
    }

    /** @param session {@code fresh} or {@code resumed} */
    synchronized void up(String session) {
        if (state != State.UP) {
            state = State.UP;
            LOG.info("discord_up", "session", session);
        }
    }

    /** There is no ready session any more, whatever the reason. */
    synchronized void lost() {
        if (state == State.UP) {
            state = State.LOST;
            tellAway.accept(System.nanoTime());
        }
    }

    /** The same, and why, in a few words for the log. */
    synchronized void away(String reason) {
        lost();
        if (state != State.AWAY) {
            state = State.AWAY;
            LOG.warn("discord_away", "reason", reason, "then", "trying until it is back");
        }
    }

    /** The same for good; no line, as the refusal has its own. */
    synchronized void refused() {
        lost();
        state = State.AWAY;
    }

    synchronized boolean isUp() {
        return state == State.UP;
    }
}
