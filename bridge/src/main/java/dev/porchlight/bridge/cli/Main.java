package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.log.Logging;
import dev.porchlight.bridge.settings.CannotStart;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/**
 * {@code porchlight}: runs the bridge, or one of the sub-commands. Exit codes: 0, 2 for a command line that cannot be read,
 * {@value CannotStart#EXIT_CODE} when a person has to mend something, {@value #INTERNAL} when the program itself failed.
 */
@Command(
        name = "porchlight",
        description = "What happens on Discord, shown in the room. Without a command: run.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {RunCommand.class, CheckCommand.class})
public final class Main implements Callable<Integer> {

    /** EX_SOFTWARE of sysexits.h. */
    static final int INTERNAL = 70;

    private Main() {}

    @Override
    public Integer call() throws InterruptedException {
        return new RunCommand().call();
    }

    public static void main(String[] arguments) {
        Logging.outliveShutdown();
        System.exit(execute(arguments));
    }

    /** The exit code; nothing is thrown. */
    static int execute(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (thrown instanceof CannotStart told) {
                command.getErr().println("porchlight: " + told.getMessage());
                return CannotStart.EXIT_CODE;
            }
            thrown.printStackTrace(command.getErr());
            return INTERNAL;
        });
        return line.execute(arguments);
    }
}
