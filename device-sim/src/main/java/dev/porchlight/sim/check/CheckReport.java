package dev.porchlight.sim.check;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a check found.
 *
 * @param board the address it came from
 * @param findings each rule at most once
 * @param unchecked steps that were skipped, or could not be played any more
 * @param unseen what only an eye could have told
 * @param measured in words, for the curious
 * @param notesCount whether a note fails the check
 */
public record CheckReport(
        String board,
        List<Finding> findings,
        List<String> unchecked,
        List<String> unseen,
        List<String> measured,
        Duration took,
        boolean notesCount) {

    public CheckReport {
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
        unseen = List.copyOf(unseen);
        measured = List.copyOf(measured);
    }

    /** Whether the board would do with a Porchlight bridge. */
    public boolean passed() {
        return notesCount ? findings.isEmpty() : deviations().isEmpty();
    }

    public List<Finding> deviations() {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == Severity.DEVIATION)
                .toList();
    }

    public List<Finding> notes() {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == Severity.NOTE)
                .toList();
    }

    /** For a person. */
    public void print(PrintWriter out) {
        out.println();
        deviations().forEach(out::println);
        notes().forEach(out::println);
        measured.forEach(words -> out.println("measured   " + words));
        if (!unchecked.isEmpty()) {
            out.println("unchecked  " + String.join(", ", unchecked));
        }
        if (!unseen.isEmpty()) {
            out.println("unseen     needs an eye on the LED: " + String.join("; ", unseen));
        }
        out.println(verdict());
        out.flush();
    }

    /** One line. */
    public String verdict() {
        return "%s: the board from %s has %s and %s, after %.1f s."
                .formatted(
                        passed() ? "PASSED" : "FAILED",
                        board,
                        count(deviations().size(), "deviation"),
                        count(notes().size(), "note"),
                        took.toMillis() / 1e3);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** As an object for JSON; nothing in it but maps, lists, strings, numbers and booleans. */
    Map<String, Object> json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("passed", passed());
        root.put("board", board);
        root.put("seconds", took.toMillis() / 1e3);
        root.put("deviations", deviations().stream().map(CheckReport::json).toList());
        root.put("notes", notes().stream().map(CheckReport::json).toList());
        root.put("measured", measured);
        root.put("unchecked", unchecked);
        root.put("needsAnEye", unseen);
        return root;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rule", finding.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.put("step", finding.step());
        object.put("seen", finding.seen());
        object.put("expected", finding.rule().expected());
        object.put("from", finding.rule().source());
        return object;
    }

    /** The findings, a line each, and the verdict: what a failed assertion shows. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(verdict());
        findings.forEach(finding -> text.append('\n').append(finding));
        return text.toString();
    }
}
