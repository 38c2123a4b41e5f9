package dev.porchlight.sim.demo;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.control.Boards;
import dev.porchlight.sim.control.ControlServer;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.scenario.Scenario;
import dev.porchlight.sim.wall.Wall;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim discord}: the simulated Discord alone, for a bot of your own. */
@Command(
        name = "discord",
        description = "A simulated Discord alone: a few people in a voice channel, a scenario, or what you ask of the"
                + " control API.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class DiscordCommand implements Callable<Integer> {
    private static final Duration AGES = Duration.ofDays(365);
    private static final String LOUNGE = "lounge";

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorldOptions options;

    @Option(
            names = "--guild-name",
            paramLabel = "NAME",
            defaultValue = "Home",
            description = "Name of the Discord server, without a scenario (${DEFAULT-VALUE}).")
    private String guildName;

    @Option(
            names = "--people",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "alice,bob",
            description = "Who is in voice, without a scenario (${DEFAULT-VALUE}).")
    private List<String> people;

    @Option(
            names = "--move-every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Someone leaves or comes back that often; 0, the default, is never.")
    private int moveSeconds;

    @Override
    public Integer call() {
        options.check();
        if (moveSeconds < 0) {
            throw UserError.setting("--move-every has to be 0 or more.");
        }
        Optional<Scenario> scenario = options.scenario();
        Consumer<Stage> setUp =
                scenario.<Consumer<Stage>>map(played -> played::setUp).orElse(this::fewPeople);
        Narrator narrator = new Narrator(spec.commandLine().getOut(), Clock.system(ZoneId.systemDefault()));
        try (Stop stop = Stop.onSignal(() -> narrator.silence("Stopped."));
                SimDiscord discord = options.startDiscord();
                Boards boards = options.boards()) {
            Stage stage = options.stage(discord, boards, Wall.none(), setUp);
            try (ControlServer control = options.startControl(stage).orElse(null)) {
                open(narrator, discord, Optional.ofNullable(control));
                narrator.say("Ready. Ctrl-C ends it.");
                return scenario.isPresent()
                        ? play(stage, narrator, stop, scenario.get())
                        : stay(discord, narrator, stop);
            }
        }
    }

    /** Everything a bot and a test need to be pointed at it. */
    private void open(Narrator narrator, SimDiscord discord, Optional<ControlServer> control) {
        narrator.say("A simulated Discord:");
        narrator.say("  REST     " + discord.apiUrl());
        narrator.say("  gateway  " + discord.gatewayUrl());
        narrator.say("  token    " + discord.token());
        narrator.say("  intents  privileged ones granted: " + options.grantedWords());
        control.ifPresent(api -> narrator.say("  control  " + api.url()));
        narrator.say("For Porchlight's bridge:");
        narrator.say(options.settings(discord));
    }

    private int play(Stage stage, Narrator narrator, Stop stop, Scenario scenario) {
        narrator.say("Plays " + scenario.name() + " when a bot has logged in, waits up to "
                + options.patience().toSeconds() + " s for it.");
        Demo demo = new Demo(stage, narrator, stop, options.patience(), "bot", false, Optional.empty());
        return demo.play(scenario, options.rounds(scenario), options.speed(scenario)) == 0 ? 0 : 1;
    }

    private void fewPeople(Stage stage) {
        SimGuild guild = stage.discord().guild(guildName);
        SimChannel lounge = guild.voiceChannel(LOUNGE);
        people.forEach(name -> guild.join(stage.discord().user(name), lounge));
    }

    private int stay(SimDiscord discord, Narrator narrator, Stop stop) {
        Duration pause = moveSeconds == 0 ? AGES : Duration.ofSeconds(moveSeconds);
        for (int i = 0; !stop.within(pause); i++) {
            SimGuild guild = discord.guild(guildName);
            move(guild, guild.voiceChannel(LOUNGE), discord.user(people.get(i % people.size())), narrator);
        }
        return 0;
    }

    private static void move(SimGuild guild, SimChannel lounge, SimUser user, Narrator narrator) {
        if (guild.channelOf(user).isPresent()) {
            guild.leave(user);
            narrator.event("Discord", user.name() + " leaves");
        } else {
            guild.join(user, lounge);
            narrator.event("Discord", user.name() + " joins " + lounge);
        }
    }
}
