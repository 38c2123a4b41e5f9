package dev.porchlight.sim.demo;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
    /** Whether there are boards. */
    enum Switch {
        on,
        off
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--discord-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of the simulated Discord (${DEFAULT-VALUE}).")
    private int discordPort;

    @Option(
            names = "--discord-token",
            paramLabel = "TOKEN",
            description = "The bridge's DISCORD_TOKEN, when it is not the same as --token.")
    private String discordToken;

    @Option(
            names = "--bridge",
            paramLabel = "URL",
            defaultValue = "ws://127.0.0.1:8080/ws",
            description = "Where the boards connect (${DEFAULT-VALUE}).")
    private String bridge;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "porchlight-demo",
            description = "The bridge's ESP_AUTH_TOKEN, and its DISCORD_TOKEN too (${DEFAULT-VALUE}).")
    private String token;

    @Option(
            names = "--guild-name",
            paramLabel = "NAME",
            defaultValue = "Home",
            description = "Name of the Discord server (${DEFAULT-VALUE}).")
    private String guildName;

    @Option(
            names = "--boards",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "on or off (${DEFAULT-VALUE}).")
    private Switch boardsSwitch;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "2 is twice as fast (${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "0",
            description = "How often the day is played; 0 is for ever, the default.")
    private int rounds;

    @Option(
            names = "--wait-bridge",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long to wait for the bridge (${DEFAULT-VALUE}).")
    private int waitBridgeSeconds;

    @Override
    public Integer call() {
        if (!(speed > 0) || rounds < 0 || waitBridgeSeconds < 1) {
            throw UserError.setting("--speed has to be above 0, --rounds 0 or more, --wait-bridge 1 or more.");
        }
        Narrator narrator = new Narrator(spec.commandLine().getOut(), Clock.system(ZoneId.systemDefault()));
        try (Stop stop = Stop.onSignal(() -> narrator.silence("Stopped."));
                SimDiscord discord = Ports.start(
                        "--discord-port", discordPort, SimDiscord.builder().token(discordToken()));
                SimBoards boards = SimBoards.start()) {
            Day day = new Day(discord, guildName);
            open(narrator, discord);
            List<Lamp> lamps = boardsSwitch == Switch.on ? lamps(boards, day, bridge, token) : List.of();
            Demo demo = new Demo(discord, day, lamps, narrator, stop, Duration.ofSeconds(waitBridgeSeconds), speed);
            boards.onLight(demo::light);
            int missed = demo.play(rounds);
            narrator.say(
                    missed == 0 ? "The day is over; every light followed." : missed + " times a light did not follow.");
            return missed == 0 ? 0 : 1;
        }
    }

    private String discordToken() {
        return discordToken == null ? token : discordToken;
    }

    private void open(Narrator narrator, SimDiscord discord) {
        narrator.say("Porchlight demo " + Main.Version.number() + ". Ctrl-C ends it.");
        narrator.say("Simulated: a Discord with one server, \"" + guildName + "\", and the people in it"
                + (boardsSwitch == Switch.on ? "; three ESP boards with an LED each." : "."));
        narrator.say("Real: the bridge, and every socket between it and them. It runs with");
        narrator.say("  DISCORD_API_URL=" + discord.apiUrl() + " DISCORD_GATEWAY_URL=" + discord.gatewayUrl()
                + " DISCORD_TOKEN=" + discord.token() + " ESP_AUTH_TOKEN=" + token);
        narrator.say("Waiting for it, up to " + waitBridgeSeconds + " s.");
    }

    static List<Lamp> lamps(SimBoards boards, Day day, String bridge, String token) {
        try {
            String query = bridge.contains("?") ? "&" : "?";
            String studyUrl =
                    bridge + query + "watch=voice:channel:" + day.study().id();
            return List.of(
                    new Lamp(boards.add(Profile.ESP8266, bridge, token), "anyone in voice", day::someoneInVoice),
                    new Lamp(boards.add(Profile.ESP32, bridge, token), "anyone in voice", day::someoneInVoice),
                    new Lamp(boards.add(Profile.ESP32_S2, studyUrl, token), "anyone in study", day::someoneInStudy));
        } catch (IllegalArgumentException e) {
            throw UserError.setting("--bridge: " + e.getMessage());
        }
    }
}
