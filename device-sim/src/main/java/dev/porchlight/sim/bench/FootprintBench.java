package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What each JVM flag is worth: bridges that have all but one, beside one that has all and one without the AOT cache. All wait
 * for the same half minute, since none of them disturbs another; then {@link FootprintShares}. The measuring thread only.
 */
final class FootprintBench {
    private static final String SECTION = "footprint";
    private static final String ALL = "all flags";
    private static final Duration SETTLING = Duration.ofSeconds(12);

    private final Bench bench;
    private final Duration interval;

    FootprintBench(Bench bench) {
        this.bench = bench;
        this.interval = Duration.ofSeconds(bench.quick() ? 3 : 20);
    }

    /** One bridge, connected and idle. */
    private record Idler(String name, Child child, double ready, Map<Long, Proc.Waking> before) {}

    void run() throws IOException, InterruptedException {
        Map<String, Setup> ways = ways(bench.setup());
        Duration round = SETTLING.plus(interval).plusSeconds(2L * ways.size());
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start()) {
            discord.guild("Home").voiceChannel("lounge");
            bench.rounds(SECTION, bench.quick() ? 1 : 3, round, i -> measure(ways, discord, i));
            table(ways.keySet());
            new FootprintShares(bench, discord).run();
        }
    }

    /** A flag that only allows others is left where it is: without it the others are refused. */
    private static Map<String, Setup> ways(Setup setup) {
        Map<String, Setup> ways = new LinkedHashMap<>();
        ways.put(ALL, setup);
        if (!setup.aotFlags().isEmpty()) {
            ways.put("without AOT cache", setup.with(setup.flags(), List.of()));
        }
        for (String flag : setup.flags()) {
            if (!flag.startsWith("-XX:+Unlock")) {
                List<String> others =
                        setup.flags().stream().filter(f -> !f.equals(flag)).toList();
                ways.put("without " + flag, setup.with(others, setup.aotFlags()));
            }
        }
        return ways;
    }

    private void measure(Map<String, Setup> ways, SimDiscord discord, int round)
            throws IOException, InterruptedException {
        List<Idler> idlers = new ArrayList<>();
        try {
            List<Map.Entry<String, Setup>> order = new ArrayList<>(ways.entrySet());
            Collections.rotate(
                    order, round * order.size() / 3); // the first of a round starts on a machine that has slept
            for (Map.Entry<String, Setup> way : order) {
                String file = "footprint-" + idlers.size();
                Child child = way.getValue().bridge(file, discord.apiUrl(), discord.gatewayUrl(), true, Map.of());
                idlers.add(new Idler(way.getKey(), child, Double.NaN, Map.of()));
                Setup.awaitDiscord(child);
                double ready = (System.nanoTime() - child.startedAt()) / 1e6;
                idlers.set(idlers.size() - 1, new Idler(way.getKey(), child, ready, Map.of()));
            }
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            long began = System.nanoTime();
            idlers.replaceAll(i -> new Idler(i.name, i.child, i.ready, Proc.threads(i.child.pid())));
            TimeUnit.MILLISECONDS.sleep(interval.toMillis());
            for (Idler idler : idlers) {
                double seconds = (System.nanoTime() - began) / 1e9;
                long pid = idler.child.pid();
                note(idler.name, "VmRSS", "MB", idler.child.rssKb() / 1_024);
                note(idler.name, "RssAnon", "MB", Proc.statusKb(pid, "RssAnon") / 1_024);
                note(idler.name, "Discord ready", "ms", idler.ready);
                note(
                        idler.name,
                        "wake-ups",
                        "1/min",
                        WakeUps.between(idler.before, Proc.threads(pid), seconds)
                                .perMinute());
            }
        } finally {
            idlers.forEach(idler -> idler.child.kill());
        }
    }

    private void note(String way, String name, String unit, double value) {
        figure(way, name, unit).add(Variant.BRIDGE.name(), value);
    }

    private Figure figure(String way, String name, String unit) {
        return bench.figures().of(SECTION, way + ": " + name, unit);
    }

    private void table(Iterable<String> ways) {
        Table table = new Table("", "VmRSS, MB", "of it private, MB", "Discord ready, ms", "wake-ups a minute");
        for (String way : ways) {
            table.row(
                    way,
                    median(way, "VmRSS", "MB"),
                    median(way, "RssAnon", "MB"),
                    median(way, "Discord ready", "ms"),
                    median(way, "wake-ups", "1/min"));
        }
        bench.report()
                .table(
                        "## What each JVM flag is worth",
                        table,
                        "",
                        "A bridge with Discord connected and no board, " + SETTLING.toSeconds()
                                + " s after the last of them has started: the median of "
                                + (bench.quick() ? "one round." : "three rounds."),
                        "Private is what the kernel cannot take back without swap (RssAnon); the rest are pages of files.");
    }

    private String median(String way, String name, String unit) {
        return Samples.text(figure(way, name, unit).of(Variant.BRIDGE.name()).median());
    }
}
