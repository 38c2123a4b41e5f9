package dev.porchlight.sim.demo;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim discord}: the simulated Discord alone, for a bot of your own. */
@Command(
        name = "discord",
        description = "A simulated Discord alone, with a few people in a voice channel.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class DiscordCommand implements Callable<Integer> {
    private static final Duration AGES = Duration.ofDays(365);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of REST and gateway (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "porchlight-demo",
            description = "The bot's token (${DEFAULT-VALUE}).")
    private String token;

    @Option(
            names = "--guild-name",
            paramLabel = "NAME",
            defaultValue = "Home",
            description = "Name of the Discord server (${DEFAULT-VALUE}).")
    private String guildName;

    @Option(
            names = "--people",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "alice,bob",
            description = "Who is in voice (${DEFAULT-VALUE}).")
    private List<String> people;

    @Option(
            names = "--move-every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Someone leaves or comes back that often; 0, the default, is never.")
    private int moveSeconds;

    @Override
    public Integer call() {
        if (moveSeconds < 0) {
            throw UserError.setting("--move-every has to be 0 or more.");
        }
        Narrator narrator = new Narrator(spec.commandLine().getOut(), Clock.system(ZoneId.systemDefault()));
        try (Stop stop = Stop.onSignal(() -> narrator.silence("Stopped."));
                SimDiscord discord =
                        Ports.start("--port", port, SimDiscord.builder().token(token))) {
            SimGuild guild = discord.guild(guildName);
            SimChannel lounge = guild.voiceChannel("lounge");
            List<SimUser> users = people.stream().map(discord::user).toList();
            users.forEach(user -> guild.join(user, lounge));
            narrator.say("A simulated Discord: REST " + discord.apiUrl() + ", gateway " + discord.gatewayUrl()
                    + ", token " + token + ". Ctrl-C ends it.");
            for (int i = 0; !stop.within(moveSeconds == 0 ? AGES : Duration.ofSeconds(moveSeconds)); i++) {
                move(guild, lounge, users.get(i % users.size()), narrator);
            }
            return 0;
        }
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
