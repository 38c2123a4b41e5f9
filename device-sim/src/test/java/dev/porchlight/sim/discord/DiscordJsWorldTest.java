package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.junit.Simulated;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members, messages and commands as discord.js sees and answers them. */
@Simulated
@Timeout(90)
class DiscordJsWorldTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Simulated
    private final SimDiscord discord =
            SimDiscord.builder().grantPrivilegedIntents().start();

    private final SimGuild home = discord.guild("Home");
    private final SimChannel chat = home.textChannel("chat");
    private final SimUser alice = discord.user("alice");

    DiscordJsWorldTest() throws IOException {}

    @Test
    void givenMembersThenItFetchesThemInChunks() throws Exception {
        home.addMember(alice);
        home.addMembers("guest", 3);
        try (RealDiscordJs bot = RealDiscordJs.loginToTheWorld(discord)) {
            String members = bot.await(line -> line.startsWith("members "), "members");
            assertThat(members.substring("members ".length()).split(","))
                    .hasSize(home.memberCount())
                    .contains("alice");
            discord.awaitRequest(8, SOON);
        }
    }

    @Test
    void givenAMessageThenItHearsItAndItsAnswerEditAndReactionArrive() throws Exception {
        home.addMember(alice);
        try (RealDiscordJs bot = RealDiscordJs.loginToTheWorld(discord)) {
            bot.await("commands registered");
            SimMessage ping = chat.say(alice, "!ping");
            bot.await("message alice !ping");
            SimMessage answer = chat.awaitMessage(message -> message.content().equals("pong!"), SOON);
            assertThat(answer.author()).isEqualTo(discord.bot());
            bot.await("answered pong!");
            assertThat(ping.reactions("\uD83D\uDC4D")).containsExactly(discord.bot());
        }
    }

    @Test
    void givenACommandThenItIsOfferedAnsweredLaterAndFollowedUp() throws Exception {
        home.addMember(alice);
        try (RealDiscordJs bot = RealDiscordJs.loginToTheWorld(discord)) {
            bot.await("commands registered");
            assertThat(chat.commands().offers(alice, "light")).isTrue();
            SimInteraction light = chat.commands().slash(alice, "light", "colour", "green");
            bot.await("command light green alice");
            assertThat(light.awaitReply(SOON).content()).isEqualTo("The light is green.");
            assertThat(light.awaitFollowUp(1, SOON).content()).isEqualTo("Anything else?");
            bot.await("followed up");
        }
    }
}
