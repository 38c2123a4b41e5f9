package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Proc;
import dev.porchlight.sim.bench.Report;
import dev.porchlight.sim.bench.Samples;
import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.bench.Table;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A hundred boards while everything hostile happens at once: first without, then with, and the same boards on a second
 * bridge that nobody attacks beside it all the time, which shows what the machine itself does to a change.
 */
final class MixedAttack {
    private static final int BOARDS = 100;
    private static final int WARM_CHANGES = 300;
    private static final int LOG_LINES_A_MINUTE = 120;
    private static final double MOST_RSS_MB = 140;
    private static final int SPARE_DESCRIPTORS = 4;
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(60);

    private final Setup setup;
    private final Report report;
    private final long seed;
    private final int sockets;
    private final int rate;
    private final Promises promises = new Promises();

    MixedAttack(Setup setup, Report report, long seed, int sockets, int rate) {
        this.setup = setup;
        this.report = report;
        this.seed = seed;
        this.sockets = sockets;
        this.rate = rate;
    }

    /** What a bridge costs at rest. */
    private record Rest(double descriptors, double rssMb, long logLines) {
        static Rest of(Room room) throws IOException {
            return new Rest(
                    Watch.descriptors(room.process().pid()), room.process().rssKb() / 1_024, lines(room.log()));
        }
    }

    /** How many promises were broken. */
    int run(double minutes) throws IOException, InterruptedException {
        int seconds = (int) Math.max(5, Math.round(minutes * 60));
        long quietSeconds = Math.clamp(seconds / 4, 10, 60);
        head(seconds, quietSeconds);
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start();
                Room attacked = new Room(in("attacked"), discord, BOARDS);
                Room control = new Room(in("control"), discord, BOARDS)) {
            Toggler toggler = new Toggler(discord, attacked, control, new Random(seed));
            report.doing("warming up, then " + quietSeconds + " s without an attack");
            toggler.warm(WARM_CHANGES);
            Phase quiet = toggler.run(TimeUnit.SECONDS.toNanos(quietSeconds));
            Rest before = Rest.of(attacked);
            report.doing("attacking for " + seconds + " s");
            Phase storm;
            List<String[]> tallies;
            Watch watch = new Watch(attacked);
            try (watch;
                    MobProcess mob = new MobProcess(setup, attacked.address(), seconds + 2, seed, sockets, rate)) {
                storm = toggler.run(TimeUnit.SECONDS.toNanos(seconds));
                tallies = mob.tallies(Duration.ofSeconds(30));
            }
            report.doing("waiting for the last sockets to go");
            settle(attacked, before);
            Phase after = toggler.run(TimeUnit.SECONDS.toNanos(5));
            Rest end = Rest.of(attacked);
            judge(attacked, quiet, storm, after, before, end, watch, tallies, seconds);
            delays(quiet, storm, after);
            mob(tallies);
            log(attacked, before);
            bridge(attacked, before, end, watch);
        }
        report.say("");
        report.say(promises.broken() == 0 ? "Every promise was kept." : promises.broken() + " promises were BROKEN.");
        return promises.broken();
    }

    private Setup in(String name) {
        return new Setup(
                setup.java(),
                setup.bridgeJar(),
                setup.simJar(),
                setup.flags(),
                setup.aotFlags(),
                setup.folder().resolve(name));
    }

    private void head(int seconds, long quietSeconds) {
        report.say("# Porchlight under attack");
        report.say("");
        report.say(String.format(
                Locale.ROOT,
                "%d stock boards on a bridge with %s; somebody joins or leaves every quarter of a second, %d s without and",
                BOARDS,
                String.join(" ", setup.flags()),
                quietSeconds));
        report.say(String.format(
                Locale.ROOT,
                "%d s with a mob: %d hostile sockets that hang on, %d other attacks a second, from 4,196 addresses of 127.0.0.0/8.",
                seconds,
                sockets,
                rate));
        report.say("Seed " + seed + ". " + Proc.processor() + ", "
                + Runtime.getRuntime().availableProcessors()
                + " cores for bridges, boards, Discord and mob together; load average at the start: "
                + Samples.text(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()) + ".");
    }

    /** Until the bridge has let go of the mob's sockets, a minute at most. */
    private static void settle(Room room, Rest before) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLES_WITHIN.toNanos();
        while (Watch.descriptors(room.process().pid()) > before.descriptors() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void judge(
            Room room,
            Phase quiet,
            Phase storm,
            Phase after,
            Rest before,
            Rest end,
            Watch watch,
            List<String[]> tallies,
            int seconds)
            throws IOException {
        double usual = quiet.attacked().median();
        promises.check("boards that lost their connection", "0", room.lost() + " " + room.whyLost(), room.lost() == 0);
        int missing = quiet.missing() + storm.missing() + after.missing();
        promises.check("values missing after 5 s", "0", "" + missing, missing == 0);
        promises.check("values nobody had set, or set twice", "0", "" + room.wrong(), room.wrong() == 0);
        int late = storm.lateByItself(usual).size();
        promises.check(
                "changes over 50 ms later than usual, the control not",
                "0 of " + storm.changes().size(),
                "" + late,
                late == 0);
        promises.check(
                "/healthz not 200",
                "0 of " + (watch.healthMillis().count() + watch.unwell()),
                watch.unwell() + " " + watch.firstUnwell(),
                watch.unwell() == 0);
        double perMinute = (end.logLines() - before.logLines()) * 60.0 / seconds;
        promises.check(
                "log lines a minute",
                "" + LOG_LINES_A_MINUTE,
                Samples.text(perMinute),
                perMinute <= LOG_LINES_A_MINUTE);
        double rss = watch.rssKb().max() / 1_024;
        promises.check(
                "resident memory at most, MB", Samples.text(MOST_RSS_MB), Samples.text(rss), !(rss > MOST_RSS_MB));
        promises.check(
                "files left open afterwards",
                SPARE_DESCRIPTORS + "",
                Samples.text(end.descriptors() - before.descriptors()),
                !(end.descriptors() > before.descriptors() + SPARE_DESCRIPTORS));
        int wrong = tallies.stream().mapToInt(t -> Integer.parseInt(t[3])).sum();
        promises.check("hostile clients not dealt with as promised", "0", "" + wrong, wrong == 0);
        double errors = Watch.metric(room, "porchlight_handler_errors_total");
        promises.check("handlers and endpoints that failed", "0", Samples.text(errors), errors == 0);
        long logged = Files.readAllLines(room.log(), StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                .count();
        promises.check("errors and stack traces in the log", "0", "" + logged, logged == 0);
        report.table("## Promises", promises.table());
    }

    private void delays(Phase quiet, Phase storm, Phase after) {
        Table table = new Table("to the last board, ms", "n", "median", "p99", "max", "over median + 50");
        double usual = quiet.attacked().median();
        double usualControl = quiet.control().median();
        row(table, "before the attack", quiet.attacked(), quiet.late(usual).size());
        row(table, "before, control", quiet.control(), quiet.lateAtControl(usualControl));
        row(table, "under attack", storm.attacked(), storm.late(usual).size());
        row(table, "meanwhile, control", storm.control(), storm.lateAtControl(usualControl));
        row(table, "afterwards", after.attacked(), after.late(usual).size());
        row(table, "door thread without a processor, before", quiet.waited(), -1);
        row(table, "door thread without a processor, attack", storm.waited(), -1);
        row(table, "door thread without one meanwhile, control", storm.controlWaited(), -1);
        row(table, "a sleep of 5 ms too long by, before", quiet.hiccups(), -1);
        row(table, "a sleep of 5 ms too long by, attack", storm.hiccups(), -1);
        report.table(
                "## How late",
                table,
                "",
                "From the voice event leaving the simulated Discord for the bridge's socket to the last of the boards showing it.",
                "The control is a second bridge with as many boards, told of the same change at the same moment and attacked by",
                "nobody: what happens to it is the machine's doing. The mob runs at a lower priority than everything else.");
        for (Change change :
                storm.changes().stream().filter(c -> Double.isNaN(c.millis())).toList()) {
            report.say(String.format(
                    Locale.ROOT,
                    "Missing at %.2f s (control %.1f ms; door thread without a processor for %.1f ms; see %s).",
                    change.atSeconds(),
                    change.controlMillis(),
                    change.waitedMillis(),
                    setup.folder().resolve("attacked").resolve(Diagnosis.FILES)));
        }
        for (Change change : storm.late(usual).stream().limit(10).toList()) {
            report.say(String.format(
                    Locale.ROOT,
                    "Late at %.2f s: %.1f ms (control %.1f ms; door thread without a processor for %.1f ms).",
                    change.atSeconds(),
                    change.millis(),
                    change.controlMillis(),
                    change.waitedMillis()));
        }
    }

    private static void row(Table table, String name, Samples samples, long late) {
        table.row(
                name,
                "" + samples.count(),
                Samples.text(samples.median()),
                Samples.text(samples.percentile(99)),
                Samples.text(samples.max()),
                late < 0 ? "–" : "" + late);
    }

    private void mob(List<String[]> tallies) {
        Table table = new Table("attack", "sockets", "as promised", "shed or cut", "wrong");
        int sum = 0;
        for (String[] tally : tallies) {
            table.row(tally[0], tally[4], tally[1], tally[2], tally[3]);
            sum += Integer.parseInt(tally[4]);
        }
        report.table("## The mob: " + sum + " sockets", table);
        for (String[] tally : tallies) {
            if (!tally[5].isEmpty()) {
                report.say("Wrong, " + tally[0] + ": " + tally[5]);
            }
        }
    }

    /** What the bridge had to say about it. */
    private void log(Room room, Rest before) throws IOException {
        Map<String, long[]> events = new TreeMap<>();
        Files.readAllLines(room.log(), StandardCharsets.UTF_8).stream()
                .skip(before.logLines())
                .forEach(line -> {
                    String[] words = line.split(" +", 5);
                    long[] sums = events.computeIfAbsent(words.length < 4 ? "–" : words[3], name -> new long[3]);
                    sums[0]++;
                    sums[1] += line.length();
                    sums[2] = Math.max(sums[2], line.length());
                });
        Table table = new Table("log event", "lines", "kB", "longest line, characters");
        events.forEach((name, sums) -> table.row(name, "" + sums[0], Samples.text(sums[1] / 1_024.0), "" + sums[2]));
        report.table("## The log during the attack", table);
    }

    private void bridge(Room room, Rest before, Rest end, Watch watch) {
        Table table = new Table("the attacked bridge", "before", "most, or in all", "afterwards");
        table.row(
                "open files",
                text(before.descriptors()),
                text(watch.descriptors().max()),
                text(end.descriptors()));
        table.row(
                "resident memory, MB", text(before.rssMb()), text(watch.rssKb().max() / 1_024), text(end.rssMb()));
        table.row(
                "/healthz, ms: median, p99",
                "",
                text(watch.healthMillis().median()),
                text(watch.healthMillis().percentile(99)));
        table.row("log lines", before.logLines() + "", "", end.logLines() + "");
        for (String name : List.of(
                "porchlight_connections_accepted_total",
                "porchlight_connections_turned_away_total",
                "porchlight_http_requests_total",
                "porchlight_http_refused_total",
                "porchlight_auth_failures_total",
                "porchlight_boards_dropped_total",
                "porchlight_conflations_total",
                "porchlight_changes_overtaken_total")) {
            table.row(name, "", text(Watch.metric(room, name)), "");
        }
        report.table("## The bridge", table);
        report.say("Its own measure, from the gateway event's arrival to the last board written (whole life):");
        Watch.metrics(room)
                .lines()
                .filter(line -> line.startsWith("porchlight_delivery_seconds"))
                .forEach(line -> report.say("    " + line));
    }

    private static String text(double value) {
        return Samples.text(value);
    }

    private static long lines(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8).size();
    }
}
