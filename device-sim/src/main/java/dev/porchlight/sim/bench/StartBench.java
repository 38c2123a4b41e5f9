package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** From {@code java -jar} to listening and to Discord ready, and what the process then holds of the memory. */
final class StartBench {
    private static final int SETTLE_MS = 500;
    private static final Duration ROUND = Duration.ofSeconds(8);

    private final Setup setup;
    private final Report report;

    /** One way to start. */
    private static final class Way {
        final String name;
        final Samples listening = new Samples();
        final Samples ready = new Samples();
        final Samples rss = new Samples();
        final Samples highest = new Samples();

        Way(String name) {
            this.name = name;
        }

        void listening(Child child) {
            listening.add((System.nanoTime() - child.startedAt()) / 1e6);
        }

        void memory(Child child) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            rss.add(child.rssKb() / 1_024);
            highest.add(child.highestRssKb() / 1_024);
        }
    }

    StartBench(Setup setup, Report report) {
        this.setup = setup;
        this.report = report;
    }

    void run(int repeats) throws IOException, InterruptedException {
        Way cached = new Way("bridge, AOT cache");
        Way plain = new Way("bridge, no cache");
        Way floor = new Way("floor: bare server, no cache");
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start()) {
            discord.guild("Home").voiceChannel("lounge");
            for (int i = 0; i < repeats && report.fits(ROUND); i++) {
                report.doing("start, " + (i + 1) + " of " + repeats);
                if (!setup.aotFlags().isEmpty()) {
                    bridge(cached, discord, true);
                }
                bridge(plain, discord, false);
                bare(floor);
            }
        }
        table(cached, plain, floor);
    }

    private void bridge(Way way, SimDiscord discord, boolean aot) throws IOException, InterruptedException {
        Child child = setup.bridge(discord.apiUrl(), discord.gatewayUrl(), aot);
        try {
            Setup.awaitAddress(child);
            way.listening(child);
            Setup.awaitDiscord(child);
            way.ready.add((System.nanoTime() - child.startedAt()) / 1e6);
            way.memory(child);
        } finally {
            child.kill();
        }
    }

    private void bare(Way way) throws IOException, InterruptedException {
        Child child = setup.floor();
        try {
            Setup.awaitAddress(child);
            way.listening(child);
            way.memory(child);
        } finally {
            child.kill();
        }
    }

    private void table(Way... ways) {
        Way floor = ways[ways.length - 1];
        Table table = new Table("", "unit", "n", "median", "min – max", "ratio to floor");
        for (Way way : ways) {
            if (way.listening.isEmpty()) {
                continue;
            }
            row(table, way.name + ": listening", "ms", way.listening, floor.listening);
            if (!way.ready.isEmpty()) {
                row(table, way.name + ": Discord ready", "ms", way.ready, floor.listening);
            }
            row(table, way.name + ": VmRSS", "MB", way.rss, floor.rss);
            row(table, way.name + ": VmHWM", "MB", way.highest, floor.highest);
        }
        report.table(
                "## Start and memory at rest",
                table,
                "",
                "From the start of the process to its line `listening` and to `discord_up` (READY from a simulated Discord in",
                "another process, over loopback). Memory half a second after that. The floor is a JVM with the same flags that opens a port.",
                "Good: Discord ready within 0.5 s without and 0.2 s with the cache on a quiet PC; about 80 MB.");
    }

    private static void row(Table table, String what, String unit, Samples samples, Samples floor) {
        table.row(
                what,
                unit,
                "" + samples.count(),
                Samples.text(samples.median()),
                samples.range(),
                Samples.text(samples.median() / floor.median()));
    }
}
