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
 * line, since the refusal has its own.
 *
 * <p>Each caller says which session it speaks for, and only the one of now is listened to: JDA goes on telling of a session
 * after its end. Home is told under the lock, so that it hears of ups and losses in the order in which they were; telling
 * may wait for room, and then the next change waits with it. Any thread.
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
    private volatile State state = State.STARTING;
    private volatile Object owner;

    /**
     * A link that has never been up.
     *
     * @param tellAway given {@link System#nanoTime()} when the link is lost; may wait
     */
    Link(LongConsumer tellAway) {
        this.tellAway = tellAway;
    }

    /** From now on this session is the one that is listened to, and no other; null for none. */
    synchronized void handTo(Object session) {
        owner = session;
    }

    /** Whether this session is the one that is listened to. Never waits. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Object session) {
        return owner == session;
    }

    /**
     * There is a ready session.
     *
     * @param how {@code fresh} or {@code resumed}
     * @param tellHome run before anybody can tell of a loss that comes after; may wait
     */
    synchronized void up(Object session, String how, Runnable tellHome) {
        if (!isOf(session)) {
            return;
        }
        tellHome.run();
        if (state != State.UP) {
            state = State.UP;
            LOG.info("discord_up", "session", how);
        }
    }

    /** There is no ready session any more, whatever the reason. */
    synchronized void lost(Object session) {
        if (state == State.UP && isOf(session)) {
            state = State.LOST;
            tellAway.accept(System.nanoTime());
        }
    }

    /** The same, and why, in a few words for the log. */
    synchronized void away(Object session, String reason) {
        lost(session);
        if (state != State.AWAY && isOf(session)) {
            state = State.AWAY;
            LOG.warn("discord_away", "reason", reason, "then", "trying until it is back");
        }
    }

    /** The same for good; no line, as the refusal has its own. */
    synchronized void refused(Object session) {
        lost(session);
        if (isOf(session)) {
            state = State.AWAY;
        }
    }

    /** Never waits. */
    boolean isUp() {
        return state == State.UP;
    }
}
