package dev.porchlight.sim.soak;

import dev.porchlight.sim.attack.Promises;
import dev.porchlight.sim.bench.Machine;
import dev.porchlight.sim.bench.Samples;
import dev.porchlight.sim.bench.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What came of a soak so far, in Markdown: the promises first, then what was done. Made and asked on one thread. */
final class SoakReport {
    /** Growth that is taken for noise. */
    static final double HEAP_KB = 512;

    static final double RSS_KB = 6 * 1_024;
    static final double THREADS = 2;
    static final double DESCRIPTORS = 3;
    private static final double LOG_LINES_A_MINUTE = 300;

    private final Promises promises = new Promises();
    private final String text;

    SoakReport(
            Soak.Options options,
            Ledger ledger,
            double minutes,
            boolean died,
            BridgeLog log,
            int identifies,
            int resumes,
            long values,
            long drops) {
        lights(ledger);
        promises.check("the bridge runs to the end", "yes", died ? "it has ended" : "yes", !died);
        grown("live heap, kB", ledger.heapKb, HEAP_KB);
        grown("resident memory, kB", ledger.rssKb, RSS_KB);
        grown("threads", ledger.threads, THREADS);
        grown("open files", ledger.descriptors, DESCRIPTORS);
        none("errors in the log", log.errors().count(), log.errors().first());
        none(
                "warnings that no fault explains",
                log.surprises().count(),
                log.surprises().first());
        double perMinute = log.lines() / Math.max(1, minutes);
        promises.check(
                "log lines a minute",
                Samples.text(LOG_LINES_A_MINUTE),
                Samples.text(perMinute),
                perMinute <= LOG_LINES_A_MINUTE);
        known("handlers and endpoints that failed", ledger.handlerErrors, ledger.moments);
        known("buffer bytes at a quiet moment", ledger.worstBufferBytes, ledger.moments);
        this.text = write(options, ledger, minutes, log, identifies, resumes, values, drops);
    }

    private void lights(Ledger ledger) {
        promises.check(
                "wrong lights at quiet moments",
                "0",
                ledger.wrongLights + " at " + ledger.moments,
                ledger.wrongLights == 0 && ledger.moments > 0); // who has not looked has seen nothing
        promises.check(
                "wrong lights while Discord was away",
                "0",
                ledger.wrongLightsAway + " at " + ledger.awayMoments,
                ledger.wrongLightsAway == 0);
        none("boards missing at either", ledger.missing, List.of());
        none("wrong answers of /health at either", ledger.wrongHealth, List.of());
    }

    private void none(String promise, long seen, List<String> first) {
        promises.check(promise, "0", seen + (first.isEmpty() ? "" : ": " + first.getFirst()), seen == 0);
    }

    private void known(String promise, double seen, long moments) {
        if (moments == 0) {
            promises.unknown(promise, "0", "no quiet moment yet");
        } else {
            promises.check(promise, "0", Samples.text(seen), seen == 0);
        }
    }

    private void grown(String what, Series series, double tolerance) {
        Trend trend = Trend.of(series);
        String promise = what + ": growth";
        String allowed = Samples.text(tolerance);
        if (!trend.isKnown()) {
            promises.unknown(
                    promise, allowed, "too few values after the warm-up: " + trend.values() + " of " + Trend.LEAST);
            return;
        }
        String seen = String.format(
                Locale.ROOT, "%+.1f; %+.2f a minute for %.1f min", trend.growth(), trend.perMinute(), trend.minutes());
        promises.check(promise, allowed, seen, trend.isFlat(tolerance));
    }

    /** How many promises were not kept. */
    int broken() {
        return promises.broken();
    }

    String text() {
        return text;
    }

    private String write(
            Soak.Options options,
            Ledger ledger,
            double minutes,
            BridgeLog log,
            int identifies,
            int resumes,
            long values,
            long drops) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println("# Porchlight soaked");
        out.println();
        out.printf(
                Locale.ROOT,
                "%d boards for %.1f minutes, seed %d, turbulence of about %d s; lights %s while Discord is away.%n",
                options.boards(),
                minutes,
                options.seed(),
                options.turbulence().toSeconds(),
                options.off() ? "go out" : "hold");
        out.println("Machine: " + Machine.describe(options.setup()) + ". Load average now: " + Machine.load() + ".");
        section(out, "## Promises", promises.table());
        wrongs(out, ledger.wrongs);
        section(out, "## What was done", done(ledger, identifies, resumes, values, drops));
        section(out, "## What the bridge needed at quiet moments, after a full collection", needed(ledger));
        notes(out);
        section(out, "## Boards", counts(ledger.boardTroubles, "a board's trouble", BoardTrouble::words));
        section(out, "## Discord", counts(ledger.discordTroubles, "Discord's trouble", DiscordTrouble::words));
        section(out, "## Strangers", counts(ledger.strangers, "somebody who", Stranger::words));
        Table events = new Table("warnings and errors in the log", "times");
        log.events().forEach((event, times) -> events.row(event, Samples.text(times)));
        section(out, "## The log: " + log.lines() + " lines", events);
        out.println();
        out.println(verdict());
        return text.toString();
    }

    private String verdict() {
        return switch (promises.broken()) {
            case 0 -> "Every promise was kept.";
            case 1 -> "1 promise was BROKEN.";
            default -> promises.broken() + " promises were BROKEN.";
        };
    }

    private static void section(PrintWriter out, String title, Table table) {
        out.println();
        out.println(title);
        out.println();
        table.print(out);
    }

    private static void wrongs(PrintWriter out, List<String> wrongs) {
        if (!wrongs.isEmpty()) {
            out.println();
            wrongs.forEach(wrong -> out.println("- " + wrong));
        }
    }

    private static Table done(Ledger ledger, int identifies, int resumes, long values, long drops) {
        Table table = new Table("", "");
        table.row("things people did in voice", count(Ledger.sum(ledger.moves)));
        table.row("troubles of boards", count(Ledger.sum(ledger.boardTroubles)));
        table.row("troubles of Discord", count(Ledger.sum(ledger.discordTroubles)));
        table.row("sessions: identified, resumed", count(identifies) + ", " + count(resumes));
        table.row("strangers", count(Ledger.sum(ledger.strangers)));
        table.row("connections that boards lost or did not get", count(drops));
        table.row("values received by boards", count(values));
        table.row(
                "values sent, values a full board never saw",
                whole(ledger.deliveries) + ", " + whole(ledger.conflations));
        table.row("boards that the bridge found gone", whole(ledger.boardsDropped));
        table.row(
                "events lost inside JDA, malformed ones",
                whole(ledger.eventsLost) + ", " + whole(ledger.eventsMalformed));
        table.row("lights looked at", count(ledger.lightsLookedAt));
        table.row("until all was right, s: the worst", Samples.text(ledger.worstSettleSeconds));
        return table;
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String whole(double count) {
        return Double.isNaN(count) ? "–" : count((long) count);
    }

    private static Table needed(Ledger ledger) {
        Table table = new Table("", "values", "first", "last", "growth", "a minute", "would have been found, a minute");
        needed(table, "live heap, kB", ledger.heapKb, HEAP_KB);
        needed(table, "resident memory, kB", ledger.rssKb, RSS_KB);
        needed(table, "threads", ledger.threads, THREADS);
        needed(table, "open files", ledger.descriptors, DESCRIPTORS);
        return table;
    }

    private static void needed(Table table, String what, Series series, double tolerance) {
        Trend trend = Trend.of(series);
        table.row(
                what,
                count(series.seen()),
                Samples.text(series.first()),
                Samples.text(series.last()),
                trend.isKnown() ? String.format(Locale.ROOT, "%+.1f", trend.growth()) : "–",
                trend.isKnown() ? String.format(Locale.ROOT, "%+.2f", trend.perMinute()) : "–",
                trend.isKnown() ? Samples.text(trend.finds(tolerance)) : "–");
    }

    private static void notes(PrintWriter out) {
        out.println();
        out.println(
                "Growth is the median of the last third less that of the first, after a warm-up of a quarter of the time, at");
        out.println(
                "most 3 minutes; \"a minute\" is the Theil–Sen slope. Too much is more than allowed by either. A longer run finds");
        out.println("smaller leaks, in proportion.");
    }

    private static <K> Table counts(Map<K, Long> counts, String head, Function<K, String> words) {
        Table table = new Table(head, "times");
        counts.forEach((kind, times) -> table.row(words.apply(kind), count(times)));
        return table;
    }
}
