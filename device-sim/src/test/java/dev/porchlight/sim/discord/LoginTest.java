package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.Test;

class LoginTest {

    @Test
    void jdaLogsInAndSeesTheGuildAsItIs() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            SimChannel lounge = home.voiceChannel("lounge");
            SimChannel afk = home.afkChannel("afk");
            home.stageChannel("stage");
            home.textChannel("talk");
            home.join(discord.user("alice"), lounge);
            try (RealJda bot = RealJda.login(discord).ready()) {
                Guild guild = bot.jda().getGuildById(home.id());
                assertThat(guild.getName()).isEqualTo("Home");
                assertThat(guild.getSelfMember().getIdLong())
                        .isEqualTo(discord.bot().id());
                assertThat(guild.getVoiceChannelById(lounge.id()).getName()).isEqualTo("lounge");
                assertThat(guild.getAfkChannel().getIdLong()).isEqualTo(afk.id());
                assertThat(guild.getStageChannels()).hasSize(1);
                assertThat(guild.getTextChannels()).hasSize(1);
            }
        }
    }

    @Test
    void guildCreateListsVoiceStatesWithoutGuildAndMember() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            SimUser alice = discord.user("alice");
            home.join(alice, home.voiceChannel("lounge"));
            try (RealJda bot = RealJda.login(discord).ready()) {
                var create = bot.awaitDispatch("GUILD_CREATE");
                var state = create.getArray("voice_states").getObject(0);
                assertThat(state.getLong("user_id")).isEqualTo(alice.id());
                assertThat(state.keys()).doesNotContain("guild_id", "member", "self_stream");
                assertThat(create.getArray("members").length()).isEqualTo(2);
            }
        }
    }

    @Test
    void withoutTheVoiceIntentNobodyIsSeenInVoice() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            SimChannel lounge = home.voiceChannel("lounge");
            home.join(discord.user("alice"), lounge);
            try (RealJda bot =
                    RealJda.login(discord, GatewayIntent.GUILD_MESSAGES).ready()) {
                assertThat(bot.awaitDispatch("GUILD_CREATE")
                                .getArray("voice_states")
                                .length())
                        .isZero();
                home.leave(discord.user("alice"));
                lounge.rename("den");
                bot.awaitDispatch("CHANNEL_UPDATE");
                assertThat(bot.dispatches("VOICE_STATE_UPDATE")).isEmpty();
            }
        }
    }

    @Test
    void plainTextWorksAsWellAsZlibStream() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            try (RealJda bot = RealJda.loginUncompressed(discord).ready()) {
                home.join(discord.user("alice"), home.voiceChannel("lounge"));
                assertThat(bot.awaitDispatch("VOICE_STATE_UPDATE").hasKey("member"))
                        .isTrue();
            }
        }
    }

    @Test
    void aWrongTokenIsRefusedByRest() {
        try (SimDiscord discord = SimDiscord.start()) {
            assertThatThrownBy(() -> RealJda.loginWith(discord, "not-the-token"))
                    .isInstanceOf(InvalidTokenException.class);
            assertThat(discord.identifies()).isZero();
        }
    }

    @Test
    void aPrivilegedIntentThatWasNotGrantedEndsIn4014() throws Exception {
        try (SimDiscord discord = SimDiscord.start();
                RealJda bot = RealJda.login(discord, GatewayIntent.GUILD_MEMBERS)) {
            assertThat(bot.awaitEvent(ShutdownEvent.class).getCloseCode()).isEqualTo(CloseCode.DISALLOWED_INTENTS);
        }
    }

    @Test
    void aGrantedPrivilegedIntentIsAccepted() throws Exception {
        try (SimDiscord discord = SimDiscord.builder().grantPrivilegedIntents().start()) {
            discord.guild("Home");
            try (RealJda bot =
                    RealJda.login(discord, GatewayIntent.GUILD_MEMBERS).ready()) {
                assertThat(bot.jda().getGuilds()).hasSize(1);
                assertThat(((Number) discord.lastIdentify().get("intents")).intValue() & 2)
                        .isEqualTo(2);
            }
        }
    }
}
