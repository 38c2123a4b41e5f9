package dev.porchlight.sim.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim bench}: measures a bridge from outside. {@code scripts/bench} knows jars and flags and calls it. */
@Command(
        name = "bench",
        description =
                "Measures a bridge: start, fan-out, reconnect storm, memory, HTTP. Better called as scripts/bench.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class BenchCommand implements Callable<Integer> {
    /** What is not a board: jars, logs, selectors, Discord, the control connection; the bridge itself keeps 256 free. */
    private static final int DESCRIPTORS_KEPT = 300;

    private static final List<String> SECTIONS = List.of("start", "http", "memory", "boards");

    @Spec
    private CommandSpec spec;

    @Option(names = "--bridge", required = true, paramLabel = "JAR", description = "porchlight.jar")
    private Path bridgeJar;

    @Option(names = "--java", paramLabel = "FILE", description = "The launcher; this program's own unless given.")
    private String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Where the processes run and log.")
    private Path folder;

    @Option(names = "--flag", paramLabel = "FLAG", description = "A JVM flag for bridge and floor; any number.")
    private List<String> flags = List.of();

    @Option(
            names = "--aot-flag",
            paramLabel = "FLAG",
            description = "A JVM flag that brings the AOT cache; any number.")
    private List<String> aotFlags = List.of();

    @Option(names = "--quick", description = "Fewer repeats, under a minute; good for a look, not for a comparison.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description = "start, http, memory, boards; all unless given.")
    private Set<String> only = Set.copyOf(SECTIONS);

    @Option(names = "--boards", split = ",", paramLabel = "N", description = "Sizes of the fleet (100,1000,10000).")
    private List<Integer> sizes = List.of(100, 1_000, 10_000);

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "2048",
            description =
                    "Handshakes unanswered at a time (${DEFAULT-VALUE}); above the 4,096 connections that Linux lets"
                            + " wait for a program, what is measured is TCP's pause of a second before it tries again.")
    private int inFlight;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!SECTIONS.containsAll(only)) {
            throw UserError.setting(
                    "--only takes " + String.join(", ", SECTIONS) + ", not " + String.join(",", only) + ".");
        }
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw UserError.setting("--boards takes numbers from 1 up.");
        }
        if (!Files.isReadable(bridgeJar)) {
            throw UserError.setting("There is no " + bridgeJar + "; scripts/bench builds it.");
        }
        Report report = new Report(
                spec.commandLine().getOut(), spec.commandLine().getErr(), Duration.ofSeconds(quick ? 50 : 270));
        Setup setup = new Setup(java, bridgeJar.toAbsolutePath(), ownJar(), flags, aotFlags, folder.toAbsolutePath());
        machine(report);
        if (only.contains("start")) {
            new StartBench(setup, report).run(quick ? 2 : 7);
        }
        if (only.contains("http")) {
            new HttpBench(setup, report).run(quick ? 1 : 3);
        }
        List<Integer> fleets = fitting(report);
        if (only.contains("memory")) {
            new MemoryBench(setup, report, inFlight).run(Collections.max(fleets), quick ? 1 : 3);
        }
        if (only.contains("boards")) {
            boards(setup, report, fleets);
        }
        report.say("");
        report.say("Load average at the end: " + load() + ".");
        return 0;
    }

    /** One bridge and one bare server for all sizes, smallest first. */
    private void boards(Setup setup, Report report, List<Integer> fleets) throws IOException {
        List<FleetResult> results = new ArrayList<>();
        try (BridgeSubject bridge = new BridgeSubject(setup);
                FloorSubject floor = new FloorSubject(setup)) {
            FleetBench bench = new FleetBench(report, bridge, floor, inFlight);
            bench.warm(quick ? 60 : 300);
            for (int size : fleets) {
                if (report.fits(Duration.ofSeconds(10))) {
                    results.add(bench.run(size, quick ? 1 : 3, quick ? 26 : 40, quick ? 2 : 3));
                } else {
                    report.say("Left out for want of time: " + size + " boards.");
                }
            }
        }
        new FleetTables(results, report).print();
    }

    /** Each process may have so many sockets; a fleet that does not fit is made smaller, with a line that says so. */
    private List<Integer> fitting(Report report) {
        long most = descriptors() - DESCRIPTORS_KEPT;
        for (int size : sizes) {
            if (size > most) {
                report.say("");
                report.say("A process here may open " + descriptors() + " files: " + most + " boards instead of " + size
                        + " (`ulimit -n` raises it).");
            }
        }
        return sizes.stream().map(size -> (int) Math.min(size, most)).distinct().toList();
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 1_024;
    }

    private static Path ownJar() {
        return Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    }

    private void machine(Report report) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        report.say("# Porchlight benchmark" + (quick ? ", quick" : ""));
        report.say("");
        report.say(String.format(
                Locale.ROOT,
                "Machine: %d cores, %s, %d MB; %s %s %s; files a process may open: %d.",
                system.getAvailableProcessors(),
                Proc.processor().isEmpty() ? system.getArch() : Proc.processor(),
                system.getTotalMemorySize() >> 20,
                system.getName(),
                system.getVersion(),
                system.getArch(),
                descriptors()));
        report.say("JDK: " + Runtime.version() + ", " + System.getProperty("java.vendor")
                + ". Bridge: porchlight.jar with "
                + String.join(" ", flags)
                + (aotFlags.isEmpty() ? ", no AOT cache" : ", AOT cache unless said otherwise")
                + ".");
        report.say("All traffic is on 127.0.0.1; load generator, simulated Discord and server share the cores. "
                + "Load average at the start: " + load() + ".");
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
