package dev.porchlight.bridge.home;

import dev.porchlight.bridge.log.Log;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The watched signals and what touches them. A change marks topics; {@link #flush} evaluates again only the facts that
 * depend on a marked topic and tells listeners of those that really changed. Home loop only.
 */
final class Facts {

    /** Different signals watched at once. */
    static final int MAX_FACTS = 65_536;

    private static final Log LOG = Log.of("home");

    private final Runnable checkThread;
    private final Predicate<Signal> holds;
    private final Function<Signal, Set<Topic>> topicsOf;
    private final Map<Signal, Fact> facts = new HashMap<>();
    private final Map<Topic, Set<Fact>> byTopic = new HashMap<>();
    private final Set<Fact> named = new LinkedHashSet<>();
    private final LongAdder listenerFailures = new LongAdder();
    private Set<Fact> touched = new LinkedHashSet<>();
    private boolean namesChanged;
    private boolean telling;

    Facts(Runnable checkThread, Predicate<Signal> holds, Function<Signal, Set<Topic>> topicsOf) {
        this.checkThread = checkThread;
        this.holds = holds;
        this.topicsOf = topicsOf;
    }

    Watch watch(Signal signal, SignalListener listener) {
        Fact fact = facts.get(signal);
        if (fact == null) {
            if (facts.size() >= MAX_FACTS) {
                throw new IllegalStateException("more than " + MAX_FACTS + " different signals are watched");
            }
            fact = new Fact(signal);
            facts.put(signal, fact);
            if (signal instanceof Signal.InNamedChannel) {
                named.add(fact);
            }
            follow(fact, topicsOf.apply(signal));
            fact.on = holds.test(signal);
        }
        Watch watch = new Watch(this, fact, listener);
        fact.watches.add(watch);
        return watch;
    }

    void close(Watch watch, Fact fact) {
        checkThread.run();
        watch.closed = true;
        if (fact.watches.remove(watch) && fact.watches.isEmpty()) {
            facts.remove(fact.signal);
            named.remove(fact);
            touched.remove(fact);
            follow(fact, Set.of());
        }
    }

    int size() {
        return facts.size();
    }

    long listenerFailures() {
        return listenerFailures.sum();
    }

    boolean telling() {
        return telling;
    }

    void touch(Topic topic) {
        touched.addAll(byTopic.getOrDefault(topic, Set.of()));
    }

    /** A guild or channel got, changed or lost a name: what named channels stand for is looked up again. */
    void touchNames() {
        namesChanged = true;
    }

    void flush(long causeNanos) {
        if (namesChanged) {
            namesChanged = false;
            for (Fact fact : named) {
                follow(fact, topicsOf.apply(fact.signal));
            }
            touched.addAll(named);
        }
        if (touched.isEmpty()) {
            return;
        }
        Set<Fact> all = touched;
        touched = new LinkedHashSet<>();
        Set<Fact> changed = new LinkedHashSet<>();
        // All values first, then the listeners: who reads another watch from inside one sees the same moment.
        for (Fact fact : all) {
            boolean on = holds.test(fact.signal);
            if (on != fact.on) {
                fact.on = on;
                changed.add(fact);
            }
        }
        telling = true;
        try {
            for (Fact fact : changed) {
                tell(fact, causeNanos);
            }
        } finally {
            telling = false;
        }
    }

    private void tell(Fact fact, long causeNanos) {
        for (Watch watch : fact.watches.toArray(new Watch[0])) {
            if (watch.closed) {
                continue;
            }
            try {
                watch.listener.changed(fact.on, causeNanos);
            } catch (Exception e) {
                listenerFailures.increment();
                LOG.error("signal_listener_failed", e, "signal", fact.signal);
            }
        }
    }

    private void follow(Fact fact, Set<Topic> topics) {
        for (Topic old : fact.topics) {
            if (!topics.contains(old)) {
                byTopic.computeIfPresent(old, (topic, set) -> set.remove(fact) && set.isEmpty() ? null : set);
            }
        }
        for (Topic topic : topics) {
            byTopic.computeIfAbsent(topic, t -> new HashSet<>()).add(fact);
        }
        fact.topics = topics;
    }
}
