package dev.porchlight.sim.soak;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.TimeSpan;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.bench.SetupOptions;
import dev.porchlight.sim.demo.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code device-sim soak MINUTES}. {@code scripts/soak} knows jars and flags and calls it. */
@Command(
        name = "soak",
        description = {
            "Runs a bridge of its own between boards and a Discord with faults at random, and looks at every quiet moment",
            "whether each light is right and whether anything has grown. Better called as scripts/soak.",
            "Exit code 0: every promise was kept; 1: not; 2: a command line that cannot be read. Ctrl-C ends it early, with",
            "the report."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class SoakCommand implements Callable<Integer> {
    private static final double MOST_MINUTES = 43_200; // 30 days
    private static final int MOST_BOARDS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SetupOptions setup;

    @Parameters(paramLabel = "MINUTES", description = "How long; 0.5 is possible, 10080 is a week.")
    private double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "Of the plan of faults; else the clock's, printed.")
    private long seed = System.currentTimeMillis() % 1_000_000;

    @Option(
            names = "--boards",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many (${DEFAULT-VALUE}; 1 to 5000).")
    private int boards;

    @Option(
            names = "--turbulence",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "Usual time between two quiet moments (${DEFAULT-VALUE}).")
    private String turbulence;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "4m",
            description = "In which all has to come right at a quiet moment (${DEFAULT-VALUE}).")
    private String settle;

    @Option(
            names = "--moments",
            paramLabel = "N",
            description = "Ends after so many quiet moments, if that is earlier.")
    private int moments = Integer.MAX_VALUE;

    @Option(
            names = "--when-stale",
            paramLabel = "hold|off",
            defaultValue = "hold",
            description = "The bridge's policy while Discord is away (${DEFAULT-VALUE}).")
    private String whenStale;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The report goes there too, anew at each quiet moment.")
    private Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw UserError.usage("MINUTES is more than 0 and at most 43200, which is 30 days.");
        }
        if (boards < 1 || boards > MOST_BOARDS || moments < 1) {
            throw UserError.usage("--boards takes 1 to 5000, --moments 1 or more.");
        }
        if (!whenStale.equals("hold") && !whenStale.equals("off")) {
            throw UserError.usage("--when-stale is hold or off, not " + whenStale + ".");
        }
        Duration usual = TimeSpan.parse("--turbulence", turbulence);
        Duration within = TimeSpan.parse("--settle", settle);
        Soak.Options options = new Soak.Options(
                setup.setup("scripts/soak"), minutes, moments, boards, seed, usual, within, whenStale.equals("off"));
        write("The soak has begun; its report will be here after the first quiet moment.\n");
        PrintWriter err = spec.commandLine().getErr();
        err.println("porchlight: soaking " + boards + " boards for " + minutes + " minutes, seed " + seed
                + "; the bridge logs to " + options.setup().folder().resolve("bridge.log") + "; Ctrl-C ends it");
        err.flush();
        try (Stop stop = Stop.onSignal(() -> {}, PATIENCE)) {
            SoakReport last = new Soak(options, err, stop).run(interim -> write(interim.text()));
            write(last.text());
            PrintWriter out = spec.commandLine().getOut();
            out.print(last.text());
            out.flush();
            return last.broken() == 0 ? 0 : 1;
        }
    }

    /** Whole or not at all: somebody may be reading it. */
    private void write(String text) {
        if (report == null) {
            return;
        }
        try {
            Path next = report.resolveSibling(report.getFileName() + ".new");
            Files.writeString(next, text);
            Files.move(next, report, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + report, e);
        }
    }
}
