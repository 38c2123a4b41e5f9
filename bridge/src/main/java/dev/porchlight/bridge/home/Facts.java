package dev.porchlight.bridge.home;

import dev.porchlight.bridge.home.HomeTime.Timer;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The watched rules and what touches them. {@link #flush} evaluates again only the facts that depend on a touched topic and
 * tells listeners of those that really changed. Home loop only.
 */
final class Facts {

    /** Different rules watched at once. */
    static final int MAX_FACTS = 65_536;

    /** Watches with a delay at once; each may need a timer. */
    static final int MAX_DELAYED = 65_536;

    private static final Log LOG = Log.of("home");

    private final HomeTime time;
    private final Signals signals;
    private final Touched touched;
    private final Map<Rule, Fact> facts = new HashMap<>();
    private final Map<Topic, Set<Fact>> byTopic = new HashMap<>();
    private final Set<Fact> named = new LinkedHashSet<>();
    private final LongAdder listenerFailures = new LongAdder();
    private int delayed;
    private long made; // watches, since the start
    private boolean telling;

    Facts(HomeTime time, Signals signals, Touched touched) {
        this.time = time;
        this.signals = signals;
        this.touched = touched;
    }

    Watch watch(Rule rule, Delays delays, SignalListener listener) {
        if (!delays.equals(Delays.NONE) && delayed >= MAX_DELAYED) {
            throw new IllegalStateException("more than " + MAX_DELAYED + " watches have a delay");
        }
        Fact fact = facts.get(rule);
        if (fact == null) {
            if (facts.size() >= MAX_FACTS) {
                throw new IllegalStateException("more than " + MAX_FACTS + " different rules are watched");
            }
            fact = new Fact(rule);
            facts.put(rule, fact);
            if (fact.named()) {
                named.add(fact);
            }
            follow(fact, topicsOf(rule));
            fact.value = valueOf(rule, signals.allVouchedFor());
        }
        Watch watch = new Watch(this, fact, delays, listener, made++);
        fact.watches.add(watch);
        delayed += watch.delayed() ? 1 : 0;
        return watch;
    }

    void close(Watch watch, Fact fact) {
        time.checkThread();
        if (fact.watches.remove(watch)) {
            delayed -= watch.delayed() ? 1 : 0;
            if (fact.watches.isEmpty()) {
                facts.remove(fact.rule);
                named.remove(fact);
                follow(fact, Set.of());
            }
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

    Timer after(Duration delay, Runnable task) {
        return time.after(delay, task);
    }

    /**
     * Evaluates what was touched and tells of it.
     *
     * @param atOnce delays do not count yet: home has not settled
     */
    void flush(long causeNanos, boolean atOnce) {
        boolean allVouchedFor = signals.allVouchedFor();
        List<Watch> toTell = new ArrayList<>();
        // All values first, then the listeners: who reads another watch from inside one sees the same moment.
        for (Fact fact : touchedFacts(allVouchedFor)) {
            Value now = valueOf(fact.rule, allVouchedFor);
            if (!now.equals(fact.value)) {
                fact.value = now;
                for (Watch watch : fact.watches) {
                    if (watch.follow(atOnce)) {
                        toTell.add(watch);
                    }
                }
            }
        }
        if (toTell.size() > 1) {
            toTell.sort(Comparator.comparingLong(watch -> watch.number));
        }
        tell(toTell, causeNanos);
    }

    private Collection<Fact> touchedFacts(boolean allVouchedFor) {
        boolean names = touched.takeNames();
        if (names) {
            named.forEach(fact -> follow(fact, topicsOf(fact.rule)));
        }
        Set<Topic> topics = touched.takeTopics();
        // Where a channel is, and what guilds there are, decides what a guild that has lapsed leaves open.
        if (touched.takeEverything() || (names && !allVouchedFor)) {
            return facts.values();
        }
        Set<Fact> all = names ? new LinkedHashSet<>(named) : new LinkedHashSet<>();
        topics.forEach(topic -> all.addAll(byTopic.getOrDefault(topic, Set.of())));
        return all;
    }

    private Value valueOf(Rule rule, boolean allVouchedFor) {
        if (rule.usesPresence()) {
            signals.presencesNeededBy(rule);
        }
        boolean certain = allVouchedFor && !rule.usesPresence();
        boolean stale = !certain && rule.truth(signals::truth) == Truth.UNKNOWN;
        return new Value(rule.holds(signals::holds), stale);
    }

    /** A watch whose delay has ended, by itself. */
    void tellNow(Watch watch) {
        tell(List.of(watch), time.nanoTime());
    }

    private void tell(List<Watch> watches, long causeNanos) {
        telling = true;
        try {
            for (Watch watch : watches) {
                try {
                    watch.tell(causeNanos);
                } catch (Exception e) {
                    listenerFailures.increment();
                    LOG.error("signal_listener_failed", e, "signal", watch.rule());
                }
            }
        } finally {
            telling = false;
        }
    }

    private Set<Topic> topicsOf(Rule rule) {
        Set<Topic> topics = new HashSet<>();
        rule.signals().forEach(signal -> topics.addAll(signals.topicsOf(signal)));
        return topics;
    }

    private void follow(Fact fact, Set<Topic> topics) {
        for (Topic old : fact.topics) {
            if (!topics.contains(old)) {
                byTopic.computeIfPresent(old, (topic, set) -> set.remove(fact) && set.isEmpty() ? null : set);
            }
        }
        for (Topic topic : topics) {
            byTopic.computeIfAbsent(topic, t -> new LinkedHashSet<>()).add(fact);
        }
        fact.topics = topics;
    }
}
