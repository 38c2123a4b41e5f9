package dev.porchlight.sim.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the threads of a process woke up between two looks at it. Immutable.
 *
 * @param byThread the number of wake-ups by the thread's name; those of one name together
 * @param seconds between the looks
 */
record WakeUps(Map<String, Long> byThread, double seconds) {
    WakeUps {
        byThread = Map.copyOf(byThread);
    }

    /** A thread that began meanwhile counts from its beginning, one that ended not at all. */
    static WakeUps between(Map<Long, Proc.Waking> before, Map<Long, Proc.Waking> after, double seconds) {
        Map<String, Long> byThread = new TreeMap<>();
        after.forEach((id, now) -> {
            Proc.Waking then = before.getOrDefault(id, new Proc.Waking(now.name(), 0));
            byThread.merge(now.name(), now.wakeUps() - then.wakeUps(), Long::sum);
        });
        return new WakeUps(byThread, seconds);
    }

    double perMinute() {
        return byThread.values().stream().mapToLong(Long::longValue).sum() * 60 / seconds;
    }

    double perMinute(String thread) {
        return byThread.getOrDefault(thread, 0L) * 60 / seconds;
    }

    /** How often between the looks; not a number when there is no such thread, or the system does not tell. */
    double of(String thread) {
        return byThread.containsKey(thread) ? byThread.get(thread) : Double.NaN;
    }

    /** The names of those that wake up at all, most often first. */
    List<String> liveliest() {
        return byThread.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableList());
    }
}
