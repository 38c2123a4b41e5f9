package dev.porchlight.sim.demo;

import dev.porchlight.sim.UserError;
import dev.porchlight.sim.control.Boards;
import dev.porchlight.sim.control.ControlServer;
import dev.porchlight.sim.control.Mistake;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimDiscordBuilder;
import dev.porchlight.sim.scenario.Scenario;
import dev.porchlight.sim.scenario.ScenarioMistakes;
import dev.porchlight.sim.wall.Wall;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What every command with a simulated Discord can be told, and how that becomes one. */
final class WorldOptions {
    /** The privileged intents, as the developer portal has them as switches. */
    enum Granted {
        none,
        members,
        presences,
        content,
        all;

        private Set<Intent> intents() {
            return switch (this) {
                case none -> Set.of();
                case members -> Set.of(Intent.GUILD_MEMBERS);
                case presences -> Set.of(Intent.GUILD_PRESENCES);
                case content -> Set.of(Intent.MESSAGE_CONTENT);
                case all -> Intent.privileged();
            };
        }
    }

    @Option(
            names = {"--port", "--discord-port"},
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of the simulated Discord, REST and gateway (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "porchlight-demo",
            description = "The bot's token and the boards' (${DEFAULT-VALUE}).")
    private String token;

    @Option(
            names = "--discord-token",
            paramLabel = "TOKEN",
            description = "The bot's token, when it is not the same as --token.")
    private String discordToken;

    @Option(
            names = "--intents",
            paramLabel = "INTENTS",
            split = ",",
            defaultValue = "all",
            description = "Privileged intents the bot was granted: none, all, or of members, presences, content"
                    + " (${DEFAULT-VALUE}).")
    private List<Granted> intents;

    @Option(
            names = "--bridge",
            paramLabel = "URL",
            defaultValue = "ws://127.0.0.1:8080/ws",
            description = "Where boards connect (${DEFAULT-VALUE}).")
    private String bridge;

    @Option(
            names = "--control",
            paramLabel = "PORT",
            description = "Serve the JSON control API on this port of 127.0.0.1.")
    private Integer controlPort;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Play this scenario. Exit code 1 when it does not go as it expects.")
    private Path scenario;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Play so many times as fast as the scenario says (${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often the scenario is played; 0 is for ever. Else the scenario decides.")
    private Integer rounds;

    @Option(
            names = {"--wait", "--wait-bridge"},
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long a scenario waits for the bot to log in (${DEFAULT-VALUE}).")
    private int waitSeconds;

    /** @throws UserError when a number makes no sense */
    void check() {
        if (!(speed > 0) || (rounds != null && rounds < 0) || waitSeconds < 1) {
            throw UserError.setting("--speed has to be above 0, --rounds 0 or more, --wait 1 or more.");
        }
    }

    SimDiscord startDiscord() {
        SimDiscordBuilder builder = SimDiscord.builder().token(botToken()).port(port);
        try {
            return builder.start();
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.setting("The simulated Discord cannot have port " + port + ": " + e.getMessage()
                    + ". Stop the program that has it, or choose another with --port.");
        }
    }

    private void grant(SimDiscord discord) {
        intents.stream().flatMap(granted -> granted.intents().stream()).forEach(discord.access()::grant);
    }

    Boards boards() {
        return new Boards(bridge, token);
    }

    /**
     * The stage with what is to be there from the start.
     *
     * @throws UserError when a board cannot be
     */
    Stage stage(SimDiscord discord, Boards boards, Wall wall, Consumer<Stage> setUp) {
        try {
            return Stage.of(discord, boards, wall, stage -> {
                grant(discord);
                setUp.accept(stage);
            });
        } catch (Mistake e) {
            throw UserError.setting("What is there from the start cannot be: " + e.getMessage()
                    + (e.getMessage().contains(bridge) ? ". Boards connect to --bridge " + bridge + "." : "."));
        }
    }

    /** Empty when nobody asked for it. */
    Optional<ControlServer> startControl(Stage stage) {
        if (controlPort == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ControlServer.start(stage, controlPort));
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.setting("The control API cannot have port " + controlPort + ": " + e.getMessage()
                    + ". Choose another with --control.");
        }
    }

    /** The scenario that was asked for; empty when none was. */
    Optional<Scenario> scenario() {
        if (scenario == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Scenario.read(scenario));
        } catch (ScenarioMistakes e) {
            throw UserError.setting(e.getMessage());
        } catch (NoSuchFileException e) {
            throw UserError.setting("--scenario " + scenario + ": there is no such file.");
        } catch (IOException e) {
            throw UserError.setting("--scenario " + scenario + " cannot be read: " + e.getMessage() + ".");
        }
    }

    int rounds(Scenario played) {
        return rounds == null ? played.rounds() : rounds;
    }

    double speed(Scenario played) {
        return speed * played.speed();
    }

    Duration patience() {
        return Duration.ofSeconds(waitSeconds);
    }

    /** What a bot, or a bridge with boards, is to be told, each as an environment variable of the bridge's. */
    String settings(SimDiscord discord) {
        return "  DISCORD_API_URL=" + discord.apiUrl() + " DISCORD_GATEWAY_URL=" + discord.gatewayUrl()
                + " DISCORD_TOKEN=" + discord.token();
    }

    /** The privileged intents, in words. */
    String grantedWords() {
        return intents.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    String botToken() {
        return discordToken == null ? token : discordToken;
    }

    String boardToken() {
        return token;
    }
}
