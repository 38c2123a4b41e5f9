package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.Bridge;
import dev.porchlight.bridge.discord.DiscordSettings;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.discord.Probe;
import dev.porchlight.bridge.door.DoorSettings;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.Effective;
import dev.porchlight.bridge.settings.LogSettings;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.wall.WallSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Tells what a start would find, and starts nothing: the settings and where they come from, the pins, the port, Discord.
 * Secrets are masked. What a person has to mend goes to standard error too, and makes the exit code
 * {@value CannotStart#EXIT_CODE}; a network that is away does not.
 */
@Command(
        name = "check",
        description = {
            "Prints, without starting: the settings that apply, the pins, the port, whether Discord takes the token, and the"
                    + " servers and voice channels with signals to copy.",
            "Exit code 78 when a person has to mend something."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--offline", description = "Leaves Discord out.")
    private boolean offline;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = Settings.load(System.getenv(), Path.of(""));
        LogSettings.read(settings);
        Bridge.configure(settings, Version.current(), Preparation.none()).close();
        print(settings, out);
        // With a mistake in them, the rest would look at what nobody meant.
        settings.check();
        Findings findings = new Findings(out);
        boolean running = PortCheck.tell(DoorSettings.read(settings).bind(), PortHolder.ofThisMachine(), findings);
        PinsCheck.tell(WallSettings.read(settings), running, findings);
        findings.section("Discord");
        if (offline) {
            findings.line("left out, as --offline says");
            findings.unknown("Discord");
        } else {
            discord(settings, findings);
        }
        findings.conclude();
        return 0;
    }

    private static void discord(Settings settings, Findings findings) throws InterruptedException {
        DiscordSettings discord = DiscordSettings.read(settings);
        if (discord.token().isEmpty()) {
            findings.line("DISCORD_TOKEN is not set: Porchlight starts without Discord, and no light comes on");
            return;
        }
        Set<Long> wanted = VoiceSettings.read(settings).guilds();
        new DiscordCheck(findings, WallSettings.read(settings).rules()).tell(Probe.ask(discord, wanted), wanted);
    }

    private static void print(Settings settings, PrintWriter out) {
        out.println("Settings");
        for (Effective line : settings.effective()) {
            out.printf("  %-31s %-38s %s%n", line.key(), line.value(), line.origin());
        }
        settings.warnings().forEach(sentence -> out.println("  warning: " + sentence));
        out.flush();
    }
}
