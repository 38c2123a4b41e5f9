package dev.porchlight.sim.fleet;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.Main;
import dev.porchlight.sim.Terminal;
import dev.porchlight.sim.TimeSpan;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.demo.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim boards}: a fleet of simulated boards against a server of yours. */
@Command(
        name = "boards",
        description = "Many simulated boards against one server: were they let in, did they stay, how fast were they?",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading =
                "%nExit codes: 0 all boards were let in and stayed, 1 not, 2 wrong usage, 69 nobody there, 78 cannot"
                        + " be done here.%n")
public final class FleetCommand implements Callable<Integer> {
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Option(names = "--count", paramLabel = "N", defaultValue = "10", description = "How many (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "ws://127.0.0.1:8080/ws",
            description = "Where they connect (${DEFAULT-VALUE}).")
    private String url;

    @Option(names = "--token", paramLabel = "TOKEN", required = true, description = "What they say behind AUTH:.")
    private String token;

    @Option(
            names = "--profile",
            paramLabel = "NAMES",
            defaultValue = "mix",
            description =
                    "mix, or esp8266, esp32, esp32-s2 with commas between them; taken in turn (${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long, as 30s, 10m or 2h (${DEFAULT-VALUE}).")
    private String duration;

    @Option(
            names = "--connect-rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Boards switched on a second (${DEFAULT-VALUE}).")
    private int connectRate;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            defaultValue = "",
            description =
                    "What is broken on purpose, as slow=5%%,reboot=1%%/min. For good: slow, stalled, no-pong, half-open,"
                            + " wrong-token, drift. A share a minute: cut, reboot, silent-reboot, wifi, garbage, broken. Broken"
                            + " boards are not judged.")
    private String faults;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--stock-storm",
            description = "Reconnect every 5 ms, as stock firmware does, not every half second.")
    private boolean storm;

    @Option(
            names = "--from",
            paramLabel = "LIST",
            description = "Loopback addresses to come from, as 127.0.0.2-127.0.0.101, in turn.")
    private String from;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "How long to wait for somebody to listen there (${DEFAULT-VALUE}).")
    private String wait;

    @Option(
            names = "--anywhere",
            description = "Allow a server that is neither on this machine nor in a private network.")
    private boolean anywhere;

    @Option(
            names = "--json",
            description = "The report as one JSON object on standard output, progress on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        if (count < 1 || count > SimBoards.MAX_BOARDS || connectRate < 1 || connectRate > 100_000) {
            throw UserError.usage("--count has to be 1 to " + SimBoards.MAX_BOARDS + ", --connect-rate 1 to 100000.");
        }
        Duration waiting = TimeSpan.parse("--wait", wait);
        Fleet.FleetOptions options = new Fleet.FleetOptions(
                url,
                token,
                count,
                profiles(),
                from == null ? List.<InetAddress>of() : Addresses.parse(from),
                connectRate,
                TimeSpan.parse("--duration", duration),
                storm,
                FaultPlan.parse(faults),
                seed);
        Target target = Target.of(url, anywhere);
        if (from != null && !target.isLoopback()) {
            throw UserError.usage("--from is for a server on this machine; " + target + " is none.");
        }
        Descriptors.check(count);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter told = json ? spec.commandLine().getErr() : out;
        try (Stop stop = Stop.onSignal(() -> {})) {
            await(target, waiting, stop);
            told.println("%d boards (%s) to %s for %s. Ctrl-C ends it early, with the report."
                    .formatted(count, profile, url, duration));
            boolean[] passed = new boolean[1];
            new Fleet(options, new Progress(told, !json && Terminal.isThere())).run(stop, report -> {
                passed[0] = report.passed();
                print(report, out);
            });
            return passed[0] ? 0 : 1;
        }
    }

    private void print(FleetReport report, PrintWriter out) {
        if (!json) {
            report.print(out);
            return;
        }
        try {
            out.println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report.json()));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Profile> profiles() {
        if (profile.equals("mix")) {
            return List.of(Profile.values());
        }
        return Stream.of(profile.split(",", -1))
                .map(name -> Profile.of(name)
                        .orElseThrow(() -> UserError.usage(
                                "--profile is mix, or esp8266, esp32, esp32-s2 with commas between them, not " + name)))
                .toList();
    }

    private static void await(Target target, Duration patience, Stop stop) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!target.answers()) {
            if (System.nanoTime() - deadline >= 0 || stop.within(TRY_AGAIN)) {
                throw UserError.unavailable("Nobody listens at " + target + " (tried for " + patience.toSeconds()
                        + " s). Start the server first, or wait for it with --wait.");
            }
        }
    }
}
