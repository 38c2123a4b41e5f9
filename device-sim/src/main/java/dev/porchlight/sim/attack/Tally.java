package dev.porchlight.sim.attack;

import java.util.EnumMap;
import java.util.Map;

/** How one kind of attack has gone so far. Thread-safe. */
final class Tally {
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private int sockets;
    private String firstWrong = "";

    synchronized void began(int opened) {
        sockets += opened;
    }

    synchronized void add(Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    synchronized void wrong(String what) {
        add(Outcome.WRONG);
        if (firstWrong.isEmpty()) {
            firstWrong = what.replaceAll("[^ -~]", "?");
        }
    }

    /** The mob's last words are made of such lines. */
    synchronized String line(String name) {
        return String.join(
                "\t",
                "mob",
                name,
                count(Outcome.AS_PROMISED),
                count(Outcome.SHED),
                count(Outcome.WRONG),
                sockets + "",
                firstWrong);
    }

    private String count(Outcome outcome) {
        return Integer.toString(counts.getOrDefault(outcome, 0));
    }
}
