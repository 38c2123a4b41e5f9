package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Fleet;
import dev.porchlight.sim.bench.Fleets;
import dev.porchlight.sim.bench.Report;
import dev.porchlight.sim.bench.Samples;
import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.bench.Table;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** All boards cut and back at once, in turns with nobody else there and with hostile sockets that hang on. */
final class Storm {
    private static final int IN_FLIGHT = 2_048;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOB_SECONDS = 120;

    private final Setup setup;
    private final Report report;
    private final int size;
    private final int sockets;
    private final long seed;

    Storm(Setup setup, Report report, int size, int sockets, long seed) {
        this.setup = setup;
        this.report = report;
        this.size = size;
        this.sockets = sockets;
        this.seed = seed;
    }

    /** How many storms did not end with every board back and showing its value. */
    int run(int rounds) throws IOException {
        report.say("# Porchlight: " + size + " boards reconnect at once");
        report.say("");
        report.say("In turns without and with " + sockets
                + " hostile sockets that hang on (half-open and dripping heads, silence, boards");
        report.say("with the wrong token at stock firmware's speed, pings and answers that nobody reads). Seed " + seed
                + "; load average at the start: "
                + Samples.text(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()) + ".");
        Samples alone = new Samples();
        Samples beset = new Samples();
        int failed = 0;
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start();
                Room room = new Room(setup, discord, 0);
                Fleet fleet = Fleets.inJava(IN_FLIGHT).open(room.address(), size)) {
            discord.guild("Home").voiceChannel("lounge");
            fleet.connect(false, PATIENCE);
            for (int i = 0; i < rounds; i++) {
                report.doing("storm " + (i + 1) + " of " + rounds);
                failed += storm(fleet, alone);
                MobProcess mob = new MobProcess(setup, room.address(), MOB_SECONDS, seed + i, sockets, 0);
                try (mob) {
                    failed += storm(fleet, beset);
                }
            }
        }
        Table table = new Table("last board back, ms", "n", "median", "min", "max");
        row(table, "nobody else there", alone);
        row(table, sockets + " hostile sockets", beset);
        report.table(
                "## Storm", table, "", "Storms that did not bring back every board with its value: " + failed + ".");
        return failed;
    }

    private int storm(Fleet fleet, Samples times) {
        try {
            times.add(fleet.connect(false, PATIENCE).nanos() / 1e6);
            return 0;
        } catch (IllegalStateException | IOException e) {
            report.say("A storm failed: " + e.getMessage());
            return 1;
        }
    }

    private static void row(Table table, String name, Samples samples) {
        table.row(
                name,
                "" + samples.count(),
                Samples.text(samples.median()),
                Samples.text(samples.percentile(0)),
                Samples.text(samples.max()));
    }
}
