package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.Bridge;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.LogSettings;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.wall.WallSettings;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.LightSpec;
import dev.porchlight.hardware.RelaySpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries the wiring of one output of the settings, whatever Discord says; opens its pin and no other. */
@Command(
        name = "blink",
        description = {
            "Switches one output on and off, " + Blinking.TIMES + " times, and leaves it in its safe state.",
            "Exit code 78 when a person has to mend something, such as a pin that a running bridge has."
        })
final class BlinkCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OUTPUT", description = "As in the settings, e.g. light.porch or relay.sign.")
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.load(System.getenv(), Path.of(""));
        LogSettings.read(settings);
        Bridge.configure(settings, Version.current(), Preparation.none()).close();
        settings.check();
        PrintWriter out = spec.commandLine().getOut();
        new Blinking(only(WallSettings.read(settings).board(), name), out).run();
        return 0;
    }

    /** The same wall with this output alone. */
    private static BoardConfig only(BoardConfig all, String name) {
        List<LightSpec> lights =
                all.lights().stream().filter(light -> light.name().equals(name)).toList();
        List<RelaySpec> relays =
                all.relays().stream().filter(relay -> relay.name().equals(name)).toList();
        if (lights.isEmpty() && relays.isEmpty()) {
            throw new CannotStart(unknown(all, Terminal.shown(name)));
        }
        return new BoardConfig(all.provider(), all.required(), all.journal(), lights, relays, List.of());
    }

    private static String unknown(BoardConfig all, String name) {
        List<String> known = Stream.concat(
                        all.lights().stream().map(LightSpec::name),
                        all.relays().stream().map(RelaySpec::name))
                .toList();
        return known.isEmpty()
                ? "there is no output in the settings; a first one is  light.porch = gpio:17  in porchlight.properties"
                : "there is no output " + name + " in the settings; there are: " + String.join(", ", known);
    }
}
