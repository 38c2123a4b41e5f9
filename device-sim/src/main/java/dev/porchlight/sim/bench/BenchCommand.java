package dev.porchlight.sim.bench;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim bench}: measures a bridge from outside. {@code scripts/bench} knows jars and flags and calls it. */
@Command(
        name = "bench",
        description = "Measures a bridge from outside, beside a floor. Better called as scripts/bench.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class BenchCommand implements Callable<Integer> {
    /** What is not a board: jars, logs, selectors, Discord, the control connection; the bridge itself keeps 256 free. */
    private static final int DESCRIPTORS_KEPT = 300;

    private static final Duration NOT_WORTH_BEGINNING = Duration.ofSeconds(5);

    /** In the order in which they are taken: what says most goes first, should the time run out. */
    private static final List<String> SECTIONS =
            List.of("boards", "pins", "start", "memory", "allocation", "events", "sockets", "http", "rest", "idle");

    /** Only when asked for: it is about the JVM rather than about the bridge, and takes three minutes. */
    private static final String FOOTPRINT = "footprint";

    /** Only when asked for: it takes a minute of 100,000 people, and says the same each time. */
    private static final String PRESENCE_MEMORY = "presence-memory";

    private static final List<String> WITH_THE_REST = Stream.concat(
                    SECTIONS.stream(), Stream.of(PRESENCE_MEMORY, FOOTPRINT))
            .toList();

    @Spec
    private CommandSpec spec;

    @Mixin
    private SetupOptions options;

    @Option(
            names = "--native",
            paramLabel = "DIR",
            description = "Where fleet, floor and http are, compiled from scripts/bench.d; without it all are in Java.")
    private Path nativeFolder;

    @Option(
            names = "--listener",
            paramLabel = "DIR",
            description = "Where JdaListener is, compiled from scripts/bench.d; without it sockets have no floor.")
    private Path listener;

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "99000",
            description = "People whom the sockets watch (${DEFAULT-VALUE}).")
    private int watchedPeople;

    @Option(names = "--quick", description = "Fewer repeats, under a minute; good for a look, not for a comparison.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description =
                    "boards, pins, start, memory, allocation, events, sockets, http, rest, idle; all of these unless given. And"
                            + " presence-memory, footprint.")
    private Set<String> only = Set.copyOf(SECTIONS);

    @Option(names = "--boards", split = ",", paramLabel = "N", description = "Sizes of the fleet (1,1000,10000).")
    private List<Integer> sizes = List.of(1, 1_000, 10_000);

    @Option(
            names = "--variant",
            paramLabel = "NAME=SETTING=VALUE",
            description =
                    "Measures the bridge with that setting too, beside itself; any number, and several of one name.")
    private List<String> variants = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every round's figures there too.")
    private Path json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Says what has moved since the run that --json wrote there.")
    private Path compare;

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
        if (!WITH_THE_REST.containsAll(only)) {
            throw UserError.setting(
                    "--only takes " + String.join(", ", WITH_THE_REST) + ", not " + String.join(",", only) + ".");
        }
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1) || inFlight < 1 || watchedPeople < 1) {
            throw UserError.setting("--boards, --people and --in-flight take numbers from 1 up.");
        }
        List<Variant> ways = Variant.parse(variants);
        Optional<Results> before = Optional.ofNullable(compare).map(Results::read);
        Setup setup = options.setup("scripts/bench");
        Optional<NativeTools> tools = tools();
        Report report = new Report(
                spec.commandLine().getOut(), spec.commandLine().getErr(), Duration.ofSeconds(quick ? 55 : 470));
        head(report, setup, tools, ways);
        Bench bench = new Bench(setup, tools, new Fleets(tools, inFlight), ways, new Figures(), report, quick);
        sections(bench, fitting(report));
        Results results = new Results(Machine.describe(setup), tools.isPresent(), quick, bench.figures());
        if (json != null) {
            results.write(json);
        }
        before.ifPresent(old -> new Comparison(old, results).print(report));
        report.say("");
        report.say("Load average at the end: " + Machine.load() + ".");
        return 0;
    }

    private Optional<NativeTools> tools() {
        Optional<NativeTools> tools = Optional.ofNullable(nativeFolder).map(f -> new NativeTools(f.toAbsolutePath()));
        if (tools.isPresent() && !tools.get().complete()) {
            throw UserError.setting("There is no " + String.join(", ", NativeTools.NAMES) + " in " + nativeFolder
                    + "; scripts/bench.d/build makes them.");
        }
        return tools;
    }

    private void sections(Bench bench, List<Integer> fleets) throws IOException, InterruptedException {
        int most = Collections.max(fleets);
        for (String section : WITH_THE_REST) {
            if (!only.contains(section)) {
                continue;
            }
            if (!bench.report().fits(NOT_WORTH_BEGINNING)) {
                bench.report().leftOut("all of " + section);
                continue;
            }
            switch (section) {
                case "boards" -> new FleetBench(bench).run(fleets);
                case "pins" -> new PinBench(bench, most).run();
                case "start" -> new StartBench(bench).run();
                case "memory" -> new MemoryBench(bench, most).run();
                case "allocation" -> new AllocationBench(bench, most).run();
                case "events" -> new EventBench(bench).run();
                case "sockets" -> new SocketBench(bench, Optional.ofNullable(listener), watchedPeople).run();
                case "http" -> new HttpBench(bench).run();
                case "rest" -> new RestBench(bench).run();
                case "idle" -> new IdleBench(bench).run();
                case PRESENCE_MEMORY -> new PresenceMemoryBench(bench).run();
                default -> new FootprintBench(bench).run();
            }
        }
    }

    /** Each process may have so many sockets; a fleet that does not fit is made smaller, with a line that says so. */
    private List<Integer> fitting(Report report) {
        long most = Machine.descriptors() - DESCRIPTORS_KEPT;
        for (int size : sizes) {
            if (size > most) {
                report.say("");
                report.say("A process here may open " + Machine.descriptors() + " files: " + most
                        + " boards instead of " + size + " (`ulimit -n` raises it).");
            }
        }
        return sizes.stream().map(size -> (int) Math.min(size, most)).distinct().toList();
    }

    private void head(Report report, Setup setup, Optional<NativeTools> tools, List<Variant> ways) {
        report.say("# Porchlight benchmark" + (quick ? ", quick" : ""));
        report.say("");
        report.say("Machine: " + Machine.describe(setup) + ".");
        report.say("All traffic is on 127.0.0.1; load generator, simulated Discord and server share the cores. "
                + "Load average at the start: " + Machine.load() + ".");
        report.say(
                tools.isPresent()
                        ? "Boards, HTTP client and floor are C programs (scripts/bench.d) unless said otherwise."
                        : "No C programs: boards, HTTP client and floor are in Java. Their ratios are others than those in C.");
        ways.stream().skip(1).forEach(way -> report.say("Variant " + way.name() + ": " + way.environment() + "."));
    }
}
