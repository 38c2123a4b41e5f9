package dev.porchlight.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimMessage;
import dev.porchlight.sim.scenario.Player;
import dev.porchlight.sim.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateOnlineStatusEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bot that answers, asked through the table of actions by call and by scenario. */
@Timeout(60)
class ChatActionsTest {
    private static final class Parrot extends ListenerAdapter {
        @Override
        public void onMessageReceived(MessageReceivedEvent event) {
            if (!event.getAuthor().isBot()) {
                event.getMessage()
                        .reply("you said " + event.getMessage().getContentRaw())
                        .queue();
            }
        }

        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            event.reply("echo " + event.getOption("what").getAsString()).queue();
        }

        @Override
        public void onUserUpdateOnlineStatus(UserUpdateOnlineStatusEvent event) {
            event.getGuild()
                    .getTextChannels()
                    .getFirst()
                    .sendMessage(event.getUser().getName() + " is "
                            + event.getNewOnlineStatus().getKey())
                    .queue();
        }
    }

    private final SimDiscord discord = SimDiscord.start();
    private final Boards boards = new Boards("ws://127.0.0.1:1/ws", "token");
    private final Stage stage = Stage.of(discord, boards, s -> {
        s.discord().access().grant(Intent.privileged().toArray(Intent[]::new));
        s.discord().guild("Home").textChannel("general");
        s.discord().guild("Home").addMember(s.discord().user("alice"));
    });
    private JDA bot;

    @BeforeEach
    void logIn() throws Exception {
        bot = JDABuilder.createLight(
                        discord.token(),
                        GatewayIntent.GUILD_MESSAGES,
                        GatewayIntent.DIRECT_MESSAGES,
                        GatewayIntent.MESSAGE_CONTENT,
                        GatewayIntent.GUILD_MEMBERS,
                        GatewayIntent.GUILD_PRESENCES)
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setMemberCachePolicy(MemberCachePolicy.ALL)
                .enableCache(CacheFlag.ONLINE_STATUS)
                .setEnableShutdownHook(false)
                .addEventListeners(new Parrot())
                .build()
                .awaitReady();
    }

    @AfterEach
    void stop() {
        bot.shutdownNow();
        boards.close();
        discord.close();
    }

    private Map<String, Object> run(String action, Object... namesAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        Router.Route route = Router.find("POST", List.of(action.split("/"))).orElseThrow();
        return Call.read(route.action(), route.places(), body).run(stage);
    }

    @Test
    void theBotsWordsAreWaitedFor() {
        run("guilds/Home/channels/general/messages", "user", "alice", "text", "hello");
        Map<String, Object> answer = run(
                "guilds/Home/channels/general/await/message",
                "user",
                discord.bot().name(),
                "text",
                "you said hello");
        assertThat(answer.toString()).contains("content=you said hello");
        run("users/alice/direct", "text", "psst");
        assertThat(run("users/alice/await/direct", "text", "psst").toString()).contains("you said psst");
    }

    @Test
    void whatHappensQuietlyIsNotTold() {
        run("guilds/Home/channels/general/messages", "user", "alice", "text", "one", "quietly", true);
        run("guilds/Home/channels/general/messages", "user", "alice", "text", "two");
        run("guilds/Home/channels/general/await/message", "text", "you said two");
        assertThat(discord.guild("Home").textChannel("general").messages())
                .extracting(SimMessage::content)
                .containsExactly("one", "two", "you said two");
    }

    @Test
    void aSlashCommandIsAnswered() {
        bot.upsertCommand("echo", "says it again")
                .addOption(OptionType.STRING, "what", "what to say", true)
                .complete();
        assertThat(run(
                                "guilds/Home/channels/general/await/command",
                                "user",
                                "alice",
                                "command",
                                "echo",
                                "options",
                                Map.of("what", "this"))
                        .toString())
                .contains("answer=message", "content=echo this");
        assertThatThrownBy(() -> run("guilds/Home/channels/general/commands", "user", "alice", "command", "ecko"))
                .isInstanceOf(Mistake.class)
                .hasMessageContaining("ecko");
    }

    @Test
    void whatNobodySaysIsMissed() {
        assertThatThrownBy(() -> run(
                        "guilds/Home/channels/general/await/message", "user", "alice", "text", "x", "within", "10ms"))
                .isInstanceOf(DeadlineMissed.class);
    }

    @Test
    void aScenarioTalksToABot() {
        Scenario day = Scenario.parse("talk.scenario", """
                guild Home
                text channel general
                people alice, bob
                09:00 alice, bob enter the guild
                      alice says "good morning" in general
                      expect the bot to say "you said good morning" in general
                      bob replies "hm" in general
                      bob reacts with 👋 in general
                      the last message in general is deleted
                      bob goes idle on mobile
                      expect the bot to say "bob is idle" in general
                      bob plays chess
                      alice listens to "The Song" by "The Band" on spotify
                      alice is called "Al"
                      role helpers
                      alice gets the role helpers
                      bob is banned because "he knows"
                      bob is unbanned
                """);
        List<String> missed = new ArrayList<>();
        Player.Audience audience = new Player.Audience() {
            @Override
            public void told(String what) {
                assertThat(what).isNotBlank();
            }

            @Override
            public void missed(String what) {
                missed.add(what);
            }

            @Override
            public void beforeLine() {
                discord.awaitSession(Duration.ofSeconds(5));
            }

            @Override
            public boolean stopWithin(Duration pause) {
                return false;
            }
        };
        day.setUp(stage);
        new Player(stage, audience).play(day, 1, 1);
        assertThat(missed).isEmpty();
    }
}
