package dev.porchlight.bridge.home;

import dev.porchlight.bridge.home.HomeTime.Timer;

/**
 * One listener's hold on one rule, from {@link Home#watch}, and its delays. Home loop only, but for the getters.
 *
 * <pre>
 *            the rule turns, with a delay                   the delay ends: told
 *   SETTLED ------------------------------&gt; WAITING ------------------------------&gt; SETTLED
 *                                             |   the rule turns back: never told
 *                                             +-----------------------------------&gt; SETTLED
 * </pre>
 *
 * A rule that goes stale says so at once and its wait goes on: what it waits for is the last that was known. A rule that is
 * known again counts at once, whatever it waited for, as the first value does.
 */
public final class Watch implements AutoCloseable {

    private final Facts facts;
    private final Fact fact;
    private final Delays delays;
    private final SignalListener listener;
    final long number;
    private Timer waiting;
    private boolean closed;
    private volatile Value value;

    /** @param number how many were made before it: those made first are told first */
    Watch(Facts facts, Fact fact, Delays delays, SignalListener listener, long number) {
        this.facts = facts;
        this.fact = fact;
        this.delays = delays;
        this.listener = listener;
        this.number = number;
        this.value = fact.value;
    }

    /** What is watched. Any thread. */
    public Rule rule() {
        return fact.rule;
    }

    /** The value now, delays included. Any thread. After {@link #close()} it is the last one known. */
    public boolean on() {
        return value.on();
    }

    /** Whether nobody vouches for the value. Any thread. After {@link #close()} as it was then. */
    public boolean stale() {
        return value.stale();
    }

    boolean delayed() {
        return !delays.equals(Delays.NONE);
    }

    /**
     * Takes over what the fact says, or begins to wait.
     *
     * @param atOnce there is no last value worth keeping for a delay
     * @return whether the listener has to hear of it
     */
    boolean follow(boolean atOnce) {
        Value before = value;
        Value now = fact.value;
        boolean on = before.on();
        if (now.on() == on) {
            stopWaiting();
        } else if (atOnce
                || (before.stale() && !now.stale())
                || delays.before(now.on()).isZero()) {
            stopWaiting();
            on = now.on();
        } else if (waiting == null) {
            waiting = facts.after(delays.before(now.on()), this::waited);
        }
        value = on == now.on() ? now : new Value(on, now.stale());
        return !value.equals(before);
    }

    private void waited() {
        waiting = null;
        value = fact.value;
        facts.tellNow(this);
    }

    private void stopWaiting() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
    }

    void tell(long causeNanos) {
        if (!closed) {
            listener.changed(value.on(), value.stale(), causeNanos);
        }
    }

    /** The listener hears no more; the last close of a rule forgets it. Home loop only; a second call does nothing. */
    @Override
    public void close() {
        facts.close(this, fact);
        stopWaiting();
        closed = true;
    }
}
