package dev.porchlight.sim;

import dev.porchlight.sim.attack.AttackCommand;
import dev.porchlight.sim.attack.MobCommand;
import dev.porchlight.sim.bench.BenchCommand;
import dev.porchlight.sim.bench.FloorCommand;
import dev.porchlight.sim.bench.HandOffCommand;
import dev.porchlight.sim.check.CheckCommand;
import dev.porchlight.sim.demo.DemoCommand;
import dev.porchlight.sim.demo.DiscordCommand;
import dev.porchlight.sim.demo.Stop;
import dev.porchlight.sim.fleet.FleetCommand;
import dev.porchlight.sim.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The simulator as a program. Without a command it prints its help. */
@Command(
        name = "device-sim",
        description = "The outside world of Porchlight, simulated: a Discord and ESP boards.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            DemoCommand.class,
            DiscordCommand.class,
            FleetCommand.class,
            CheckCommand.class,
            BenchCommand.class,
            FloorCommand.class,
            HandOffCommand.class,
            AttackCommand.class,
            MobCommand.class,
            SoakCommand.class
        })
public final class Main {
    private Main() {}

    /** Ends the process: 0 for done, 1 for a light that did not follow, 2 for usage, 69 for no bridge, 78 for settings. */
    public static void main(String[] arguments) {
        Stop.exit(run(commandLine(), arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    static int run(CommandLine line, String... arguments) {
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return failure instanceof UserError error ? error.exitCode() : 70;
        });
        if (arguments.length == 0) {
            line.usage(line.getOut());
            return 0;
        }
        return line.execute(arguments);
    }

    /** The version that the jar's manifest gives. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"device-sim " + number()};
        }

        /** e.g. {@code 0.1.0}; "in development" outside a jar. */
        public static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "in development" : version;
        }
    }
}
