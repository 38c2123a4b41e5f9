package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceTest {
    private SimDiscord discord;
    private SimGuild home;
    private SimChannel lounge;
    private SimUser alice;
    private RealJda bot;

    @BeforeEach
    void logIn() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        home = discord.guild("Home");
        lounge = home.voiceChannel("lounge");
        alice = discord.user("alice");
        bot = RealJda.login(discord, GatewayIntent.GUILD_VOICE_STATES).ready();
    }

    @AfterEach
    void logOut() {
        bot.close();
        discord.close();
    }

    @Test
    void joiningMovingAndLeavingAreVoiceStateUpdatesWithTheMember() throws Exception {
        SimChannel den = home.voiceChannel("den");
        home.join(alice, lounge);
        home.move(alice, den);
        home.leave(alice);
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.isNull("channel_id"));
        assertThat(bot.dispatches("VOICE_STATE_UPDATE"))
                .extracting(d -> d.getString("channel_id", null))
                .containsExactly("" + lounge.id(), "" + den.id(), null);
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).allSatisfy(d -> {
            assertThat(d.getLong("guild_id")).isEqualTo(home.id());
            assertThat(d.getObject("member").getObject("user").getLong("id")).isEqualTo(alice.id());
        });
    }

    @Test
    void everyFlagIsSaidUnderItsOwnName() throws Exception {
        home.join(alice, lounge);
        home.mute(alice, true);
        home.deaf(alice, true);
        home.selfMute(alice, true);
        home.selfDeaf(alice, true);
        home.streaming(alice, true);
        home.camera(alice, true);
        home.suppress(alice, true);
        DataObject all = bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.getBoolean("suppress"));
        assertThat(all.getBoolean("mute")).isTrue();
        assertThat(all.getBoolean("deaf")).isTrue();
        assertThat(all.getBoolean("self_mute")).isTrue();
        assertThat(all.getBoolean("self_deaf")).isTrue();
        assertThat(all.getBoolean("self_stream")).isTrue();
        assertThat(all.getBoolean("self_video")).isTrue();
        home.streaming(alice, false);
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.getBoolean("suppress") && !d.hasKey("self_stream"));
    }

    @Test
    void aPersonIsInVoiceInOneGuildAtATimeAndABotInMany() throws Exception {
        SimGuild work = discord.guild("Work");
        SimUser robot = discord.botUser("robot");
        for (SimUser user : List.of(alice, robot)) {
            home.join(user, lounge);
            work.join(user, work.voiceChannel("desk"));
        }
        assertThat(home.inVoice()).containsExactly(robot);
        assertThat(work.inVoice()).containsExactlyInAnyOrder(alice, robot);
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.getLong("guild_id") == home.id() && d.isNull("channel_id"));
    }

    @Test
    void onAStagePeopleStartSuppressed() throws Exception {
        home.join(alice, home.stageChannel("stage"));
        assertThat(bot.awaitDispatch("VOICE_STATE_UPDATE").getBoolean("suppress"))
                .isTrue();
    }

    @Test
    void aDeletedChannelPutsItsPeopleOutOfVoice() throws Exception {
        home.join(alice, lounge);
        lounge.delete();
        bot.awaitDispatch("CHANNEL_DELETE", d -> d.getLong("id") == lounge.id());
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.isNull("channel_id"));
        assertThat(home.inVoice()).isEmpty();
    }

    @Test
    void aChannelCanBeDeletedWithNobodyToldThatTheyAreOut() throws Exception {
        home.join(alice, lounge);
        lounge.deleteWithoutVoiceUpdates();
        home.rename("Haus");
        bot.awaitDispatch("GUILD_UPDATE", d -> d.getString("name").equals("Haus"));
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).hasSize(1);
        assertThat(home.inVoice()).isEmpty();
    }

    @Test
    void aHiddenChannelComesWithAFlagAndWithoutItsName() throws Exception {
        home.join(alice, lounge);
        lounge.hide();
        DataObject hidden = bot.awaitDispatch("CHANNEL_UPDATE", d -> d.getInt("flags") == 1 << 17);
        assertThat(hidden.getString("name")).isEqualTo("___hidden___");
        assertThat(hidden.getInt("type")).isEqualTo(2);
        DataObject overwrite = hidden.getArray("permission_overwrites").getObject(0);
        assertThat(overwrite.getLong("id")).isEqualTo(home.id());
        assertThat(overwrite.getString("deny")).isEqualTo("1024");
        try (RealJda second = RealJda.login(discord).ready()) {
            DataObject create = second.awaitDispatch("GUILD_CREATE");
            assertThat(create.getArray("channels").getObject(0).getString("name"))
                    .isEqualTo("___hidden___");
            assertThat(create.getArray("voice_states").getObject(0).getLong("channel_id"))
                    .isEqualTo(lounge.id());
        }
        lounge.show();
        assertThat(bot.awaitDispatch("CHANNEL_UPDATE", d -> d.getInt("flags") == 0)
                        .getString("name"))
                .isEqualTo("lounge");
    }

    /** What the bridge has to live with; when this fails, JDA has learned to read such channels. */
    @Test
    void jdaLosesAWholeGuildCreateOverOneNullInAHiddenChannel() throws Exception {
        lounge.sendAsNull("bitrate");
        lounge.hide();
        try (RealJda second = RealJda.login(discord)) {
            second.awaitDispatch("READY");
            home.rename("Haus");
            second.awaitDispatch("GUILD_UPDATE");
            assertThat(second.dispatches("GUILD_CREATE")).isEmpty();
        }
    }

    @Test
    void aMemberWhoGoesLeavesVoiceFirstAndTheRestNeedsTheIntent() throws Exception {
        home.join(alice, lounge);
        try (RealJda second =
                RealJda.login(discord, GatewayIntent.GUILD_MEMBERS).ready()) {
            home.removeMember(alice);
            second.awaitDispatch("GUILD_MEMBER_REMOVE");
        }
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.isNull("channel_id"));
        home.rename("Haus");
        bot.awaitDispatch("GUILD_UPDATE");
        assertThat(bot.dispatches("GUILD_MEMBER_REMOVE")).isEmpty();
    }

    @Test
    void whatHappensQuietlyIsSeenByNobodyAndReplayedToNobody() throws Exception {
        home.join(alice, lounge);
        bot.awaitDispatch("VOICE_STATE_UPDATE");
        discord.quietly(() -> home.leave(alice));
        home.rename("Haus");
        bot.awaitDispatch("GUILD_UPDATE");
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).hasSize(1);
        assertThat(home.inVoice()).isEmpty();
    }

    @Test
    void rawDispatchesGoOutAsTheyAre() throws Exception {
        discord.sendRaw("VOICE_STATE_UPDATE", "7");
        discord.sendRaw("VOICE_STATE_UPDATE", "{\"user_id\":\"1\"}");
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.keys().size() == 1);
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).hasSize(1);
    }
}
