package dev.porchlight.sim.fleet;

import dev.porchlight.sim.JsonObject;
import dev.porchlight.sim.boards.DropReason;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a fleet. Times are in milliseconds.
 *
 * @param toAuthorised from the start of a board's TCP connect to the server's {@code OK}, reconnects too
 * @param drops authorised connections that ended
 * @param failures attempts that ended before {@code OK}, by what happened
 */
record FleetReport(
        Boards boards,
        Events events,
        Map<String, Double> toAuthorised,
        Changes changes,
        Map<DropReason, Integer> drops,
        Map<String, Integer> failures,
        Duration took) {

    /**
     * Counts of boards.
     *
     * @param healthy without a fault of their own
     * @param stayed healthy, authorised at the end, and never dropped once authorised
     * @param never not authorised at any time
     * @param lit whose LED is on at the end
     */
    record Boards(int count, int healthy, int stayed, int authorised, int never, int lit) {}

    /** Counts of what happened. */
    record Events(int reconnects, int noauths, int updates, long ons, long offs) {}

    /**
     * Changes of the value, as {@link ChangeSpread} has them.
     *
     * @param spread first board to last board, of complete changes
     * @param behindFirst first board to each board
     */
    record Changes(int seen, int complete, Map<String, Double> spread, Map<String, Double> behindFirst) {}

    boolean passed() {
        return boards.stayed() == boards.healthy();
    }

    void print(PrintWriter out) {
        out.println();
        line(
                out,
                "boards",
                "%d, authorised now %d, never authorised %d, lit %d, unlit %d"
                        .formatted(
                                boards.count(),
                                boards.authorised(),
                                boards.never(),
                                boards.lit(),
                                boards.count() - boards.lit()));
        if (boards.healthy() != boards.count()) {
            line(out, "broken on purpose", boards.count() - boards.healthy() + " boards, not judged");
        }
        line(out, "connect to OK, ms", percentiles(toAuthorised));
        line(out, "changes", "%d, of which all boards got %d".formatted(changes.seen(), changes.complete()));
        if (changes.seen() > 0) {
            line(out, "first to last, ms", percentiles(changes.spread()));
            line(out, "first to each, ms", percentiles(changes.behindFirst()));
        }
        line(out, "values received", "%d x 1, %d x 0".formatted(events.ons(), events.offs()));
        line(out, "drops", count(drops.values()) + ", then reconnects " + events.reconnects());
        drops.forEach((reason, times) -> line(out, "", times + " x " + reason.words()));
        line(out, "failed attempts", count(failures.values()) + ", NOAUTHs " + events.noauths());
        failures.forEach((words, times) -> line(out, "", times + " x " + words));
        if (events.updates() > 0) {
            line(out, "updates asked for", String.valueOf(events.updates()));
        }
        line(out, "took", "%.1f s".formatted(took.toMillis() / 1e3));
        out.println();
        out.println(verdict());
        out.flush();
    }

    String verdict() {
        return passed()
                ? "PASSED: all %d boards were let in and stayed.".formatted(boards.healthy())
                : "FAILED: of %d boards only %d were let in and stayed.".formatted(boards.healthy(), boards.stayed());
    }

    private static int count(Iterable<Integer> counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-18s  %s".formatted(name, value));
    }

    private static String percentiles(Map<String, Double> named) {
        return named.isEmpty()
                ? "none"
                : named.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("   "));
    }

    /** As an object for JSON; nothing in it but maps, strings, numbers and booleans. */
    Map<String, Object> json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("passed", passed());
        root.put("verdict", verdict());
        root.put("seconds", took.toMillis() / 1e3);
        root.put(
                "boards",
                JsonObject.of(
                        "count", boards.count(),
                        "healthy", boards.healthy(),
                        "stayed", boards.stayed(),
                        "authorised", boards.authorised(),
                        "neverAuthorised", boards.never(),
                        "lit", boards.lit(),
                        "unlit", boards.count() - boards.lit()));
        root.put("connectToOkMillis", toAuthorised);
        root.put(
                "changes",
                JsonObject.of(
                        "seen", changes.seen(),
                        "complete", changes.complete(),
                        "firstToLastMillis", changes.spread(),
                        "firstToEachMillis", changes.behindFirst()));
        root.put("values", JsonObject.of("1", events.ons(), "0", events.offs()));
        root.put("reconnects", events.reconnects());
        root.put("noauths", events.noauths());
        root.put("updates", events.updates());
        Map<String, Object> reasons = new LinkedHashMap<>();
        drops.forEach((reason, times) -> reasons.put(reason.name().toLowerCase(Locale.ROOT), times));
        root.put("drops", reasons);
        root.put("failedAttempts", failures);
        return root;
    }
}
