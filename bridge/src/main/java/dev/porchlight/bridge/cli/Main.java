package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.log.Logging;
import dev.porchlight.bridge.settings.CannotStart;
import java.io.PrintWriter;
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
        versionProvider = VersionLine.class,
        subcommands = {RunCommand.class, CheckCommand.class, BlinkCommand.class, TokenCommand.class})
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
        // The usual start does without picocli, which costs a tenth of a second on a PC and far more on a small board.
        if (arguments.length == 0) {
            try {
                return new RunCommand().call();
            } catch (Exception e) {
                return told(e, new PrintWriter(System.err, true, System.err.charset()));
            }
        }
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((thrown, command, parsed) -> told(thrown, command.getErr()));
        return line.execute(arguments);
    }

    private static int told(Exception thrown, PrintWriter err) {
        if (thrown instanceof CannotStart told) {
            err.println("porchlight: " + told.getMessage());
            err.flush();
            return CannotStart.EXIT_CODE;
        }
        thrown.printStackTrace(err);
        err.flush();
        return INTERNAL;
    }
}
