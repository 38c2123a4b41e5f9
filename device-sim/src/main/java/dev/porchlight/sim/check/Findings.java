package dev.porchlight.sim.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The differences of one check, each rule once. One thread. Invariant: no more of them than there are rules. */
final class Findings {
    private static final int SHOWN = 80;

    private final List<Finding> all = new ArrayList<>();
    private String step = "handshake";

    void at(String newStep) {
        step = newStep;
    }

    String step() {
        return step;
    }

    void add(Rule rule, String seen) {
        if (all.stream().noneMatch(finding -> finding.rule() == rule)) {
            all.add(new Finding(rule, step, seen));
        }
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /** A board's own words, fit for a terminal: bounded, quoted, without control characters. */
    static String quoted(String words) {
        String cut = words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
        return "\"" + cut.replaceAll("[\\p{Cntrl}]", "?") + "\"";
    }

    static String quoted(byte[] words) {
        return quoted(new String(words, StandardCharsets.UTF_8));
    }
}
