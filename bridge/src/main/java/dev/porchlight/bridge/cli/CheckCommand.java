package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.Bridge;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.settings.Effective;
import dev.porchlight.bridge.settings.LogSettings;
import dev.porchlight.bridge.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what applies and where it comes from, secrets masked, and opens nothing. The mistakes go to standard error. */
@Command(
        name = "check",
        description = "Reads the settings, prints what applies, and says what is wrong (exit code 78).")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Settings.load(System.getenv(), Path.of(""));
        LogSettings.read(settings);
        Bridge.configure(settings, Version.current(), Preparation.none()).close();
        print(settings, spec.commandLine().getOut());
        settings.check();
        return 0;
    }

    private static void print(Settings settings, PrintWriter out) {
        for (Effective line : settings.effective()) {
            out.printf("%-31s %-38s %s%n", line.key(), line.value(), line.origin());
        }
        settings.warnings().forEach(sentence -> out.println("warning: " + sentence));
        out.flush();
    }
}
