package dev.porchlight.sim.demo;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.Terminal;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.control.Boards;
import dev.porchlight.sim.control.ControlServer;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.scenario.Scenario;
import dev.porchlight.sim.wall.Wall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim demo}: the simulated world around one real bridge, told on the terminal. */
@Command(
        name = "demo",
        description = "A simulated Discord and three simulated boards around a real bridge, one line an event.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class DemoCommand implements Callable<Integer> {
    private static final String BUILT_IN = "demo.scenario";

    /** Whether there are boards. */
    enum Switch {
        on,
        off
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorldOptions options;

    @Option(
            names = "--boards",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "on or off (${DEFAULT-VALUE}).")
    private Switch boardsSwitch;

    @Option(
            names = "--wall-settings",
            paramLabel = "FILE",
            description = "The bridge's porchlight.properties: shows the lights and relays in it, with --wall-journal.")
    private Path wallSettings;

    @Option(names = "--wall-journal", paramLabel = "FILE", description = "What the bridge's gpio.journal is set to.")
    private Path wallJournal;

    @Override
    public Integer call() {
        options.check();
        if ((wallSettings == null) != (wallJournal == null)) {
            throw UserError.setting(
                    "--wall-settings and --wall-journal go together: the one says what is on the wall, the"
                            + " other how it is.");
        }
        Optional<Scenario> own = options.scenario();
        Scenario day = own.orElseGet(() -> wallSettings == null ? builtIn().withoutWall() : builtIn());
        Scenario played = boardsSwitch == Switch.on ? day : day.withoutBoards();
        Narrator narrator = new Narrator(spec.commandLine().getOut(), Clock.system(ZoneId.systemDefault()));
        try (Stop stop = Stop.onSignal(() -> narrator.silence("Stopped."));
                SimDiscord discord = options.startDiscord();
                Boards boards = options.boards();
                Wall wall = wallSettings == null ? Wall.none() : Wall.follow(wallSettings, wallJournal)) {
            Stage stage = options.stage(discord, boards, wall, played::setUp);
            try (ControlServer control = options.startControl(stage).orElse(null)) {
                open(narrator, stage);
                if (control != null) {
                    narrator.say("The control API: " + control.url());
                }
                narrator.say("Waiting for it, up to " + options.patience().toSeconds() + " s.");
                Optional<WallView> view = Terminal.screen(System.getenv())
                        .flatMap(screen -> WallView.of(wall, screen, terminalsCharset()));
                Demo demo = new Demo(stage, narrator, stop, options.patience(), "bridge", own.isEmpty(), view);
                return demo.play(played, options.rounds(played), options.speed(played)) == 0 ? 0 : 1;
            }
        }
    }

    private static Charset terminalsCharset() {
        return Charset.forName(System.getProperty("stdout.encoding", "US-ASCII"), StandardCharsets.US_ASCII);
    }

    private void open(Narrator narrator, Stage stage) {
        String guilds = stage.discord().guilds().stream().map(SimGuild::name).collect(Collectors.joining(", "));
        int boards = stage.boards().names().size();
        List<String> outputs = stage.wall().names();
        narrator.say("Porchlight demo " + Main.Version.number() + ". Ctrl-C ends it.");
        narrator.say(
                "Simulated: a Discord with the server " + guilds + ", and the people in it" + boardsInWords(boards));
        if (!outputs.isEmpty()) {
            narrator.say("           And the pins of a Raspberry Pi, with " + String.join(", ", outputs) + ".");
        }
        narrator.say("Real: the bridge, and every socket between it and them. It runs with");
        narrator.say(options.settings(stage.discord()) + " ESP_AUTH_TOKEN=" + options.boardToken());
    }

    private static String boardsInWords(int n) {
        return switch (n) {
            case 0 -> ".";
            case 1 -> "; one ESP board with an LED.";
            default -> "; " + n + " ESP boards with an LED each.";
        };
    }

    /** The day that is in the jar. */
    static Scenario builtIn() {
        try (InputStream in = DemoCommand.class.getResourceAsStream(BUILT_IN)) {
            return Scenario.read(BUILT_IN, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
