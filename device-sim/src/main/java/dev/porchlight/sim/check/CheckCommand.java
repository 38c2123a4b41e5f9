package dev.porchlight.sim.check;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.Main;
import dev.porchlight.sim.TimeSpan;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.demo.Stop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim check-board}: does this board, real or emulated, do what a bridge needs? */
@Command(
        name = "check-board",
        description =
                "A stand-in for a bridge: leads one board through a script and says where it differs from stock firmware.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading =
                "%nExit codes: 0 the board passed, 1 it did not, 2 wrong usage, 69 no board came, 78 cannot be done"
                        + " here.%n")
public final class CheckCommand implements Callable<Integer> {
    private static final Pattern LISTEN = Pattern.compile("(?:([^:]+|\\[[^]]+]):)?([0-9]{1,5})");
    private static final long MAX_SCRIPT_BYTES = 64 * 1_024;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "[ADDRESS:]PORT",
            defaultValue = "8080",
            description =
                    "Where the board connects; every address of this machine unless one is given (${DEFAULT-VALUE}).")
    private String listen;

    @Option(names = "--token", paramLabel = "TOKEN", description = "The one the board has to send; any, unless given.")
    private String token;

    @Option(names = "--script", paramLabel = "FILE", description = "Steps to play instead of the whole dance.")
    private Path script;

    @Option(names = "--once", description = "Ends after the first board instead of waiting for the next.")
    private boolean once;

    @Option(names = "--quick", description = "Without the steps that wait for the board's own pings; some seconds.")
    private boolean quick;

    @Option(
            names = "--ping",
            paramLabel = "TIME",
            description = "How often the board's firmware pings, when it is not every 15 s.")
    private String ping;

    @Option(
            names = "--show",
            paramLabel = "TIME",
            description = "How long each value is shown (2s; 50ms with --quick).")
    private String show;

    @Option(names = "--ask", description = "Ask on the terminal whether the LED is right.")
    private boolean ask;

    @Option(names = "--stock", description = "Fail for notes too: the board is to be exactly like a stock one.")
    private boolean stock;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long to wait for a board (${DEFAULT-VALUE}).")
    private String wait;

    @Option(
            names = "--json",
            description = "The report as one JSON object on standard output, progress on standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Duration patience = TimeSpan.parse("--wait", wait);
        if (ask && json) {
            throw UserError.usage("--ask needs a person, --json a program: take one of them.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter told = json ? spec.commandLine().getErr() : out;
        CheckBoard.Builder builder =
                CheckBoard.builder().script(script()).timing(timing()).progress(line -> say(told, line));
        if (token != null) {
            builder.token(token);
        }
        if (ask) {
            builder.led(new AskingProbe(told));
        }
        if (stock) {
            builder.notesCount();
        }
        try (Stop stop = Stop.onSignal(() -> say(told, "Stopped."));
                CheckBoard check = listen(builder)) {
            boolean passed;
            do {
                say(
                        told,
                        "Waiting up to " + wait + " for a board on port " + check.port()
                                + ": its URL is ws://<this machine>:" + check.port() + "/ws. Ctrl-C ends it.");
                CheckReport report = check.check(patience);
                passed = report.passed();
                if (json) {
                    out.println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report.json()));
                    out.flush();
                } else {
                    report.print(out);
                }
            } while (!once && !stop.isAsked());
            return passed ? 0 : 1;
        } catch (DeadlineMissed e) {
            throw UserError.unavailable("No board came within " + wait + ".");
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private CheckTiming timing() {
        CheckTiming timing = quick ? CheckTiming.quick() : CheckTiming.stock();
        if (ping != null) {
            timing = timing.withPing(TimeSpan.parse("--ping", ping));
        }
        return show == null ? timing : timing.withShow(TimeSpan.parse("--show", show));
    }

    private Script script() {
        if (script == null) {
            return Script.dance();
        }
        try {
            if (Files.size(script) > MAX_SCRIPT_BYTES) {
                throw UserError.setting("--script " + script + " is longer than 64 KiB.");
            }
            return Script.parse(Files.readString(script));
        } catch (IOException e) {
            throw UserError.setting("--script " + script + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private CheckBoard listen(CheckBoard.Builder builder) {
        Matcher matcher = LISTEN.matcher(listen);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw UserError.usage("--listen has to be a port or ADDRESS:PORT, this is not: " + listen);
        }
        String address = matcher.group(1) == null ? "0.0.0.0" : matcher.group(1);
        try {
            return builder.address(InetAddress.getAllByName(address)[0])
                    .port(Integer.parseInt(matcher.group(2)))
                    .listen();
        } catch (UnknownHostException e) {
            throw UserError.setting("--listen: this machine has no address " + address + ".");
        } catch (IOException e) {
            throw UserError.setting("Port " + matcher.group(2) + " cannot be had: " + e.getMessage()
                    + ". Stop the program that has it, or choose another with --listen.");
        }
    }
}
