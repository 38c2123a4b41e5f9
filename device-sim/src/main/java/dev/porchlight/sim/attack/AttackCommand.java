package dev.porchlight.sim.attack;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.bench.Report;
import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.bench.SetupOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim attack}: a bridge, its boards and a mob. {@code scripts/attack} knows jars and flags and calls it. */
@Command(
        name = "attack",
        description = {
            "Attacks a bridge of its own on loopback, and says what its boards noticed. Better called as scripts/attack.",
            "Exit code 0: every promise was kept; 1: not."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class AttackCommand implements Callable<Integer> {
    private static final double MOST_MINUTES = 50;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SetupOptions options;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long the mixed attack lasts (${DEFAULT-VALUE}); 0.5 is possible.")
    private double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "Of the attack's randomness; else the clock's, printed.")
    private long seed = System.currentTimeMillis() % 1_000_000;

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "500",
            description = "Hostile sockets that hang on at a time (${DEFAULT-VALUE}; at most 5000).")
    private int sockets;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Other attacks begun a second (${DEFAULT-VALUE}; at most 1000).")
    private int rate;

    @Option(
            names = "--storm",
            paramLabel = "BOARDS",
            arity = "0..1",
            fallbackValue = "10000",
            description = "Instead: so many boards (10000) reconnect at once, with and without hostile sockets.")
    private int storm;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Of --storm (${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw UserError.setting("--minutes takes more than 0 and at most 50.");
        }
        if (sockets < 1 || sockets > 5_000 || rate < 1 || rate > 1_000 || storm < 0 || rounds < 1) {
            throw UserError.setting("--sockets takes 1 to 5000, --rate 1 to 1000, --storm and --rounds 1 or more.");
        }
        Setup setup = options.setup("scripts/attack");
        Report report =
                new Report(spec.commandLine().getOut(), spec.commandLine().getErr(), Duration.ofHours(1));
        if (storm > 0) {
            return new Storm(setup, report, storm, sockets, seed).run(rounds) == 0 ? 0 : 1;
        }
        return new MixedAttack(setup, report, seed, sockets, rate).run(minutes) == 0 ? 0 : 1;
    }
}
