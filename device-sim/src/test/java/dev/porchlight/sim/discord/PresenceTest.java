package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.entities.ClientType;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.RichPresence;
import net.dv8tion.jda.api.events.user.UserActivityEndEvent;
import net.dv8tion.jda.api.events.user.UserActivityStartEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateAvatarEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateGlobalNameEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateNameEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateOnlineStatusEvent;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;

class PresenceTest extends WithJda {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00.123Z");

    private Member alice() {
        return bot.see(home).getMemberById(alice.id());
    }

    @Test
    void aStatusComesWithThePlatformsItIsFrom() throws Exception {
        alice.setStatus(SimStatus.ONLINE, Map.of(SimPlatform.MOBILE, SimStatus.ONLINE, SimPlatform.WEB, SimStatus.DND));
        bot.awaitEvent(UserUpdateOnlineStatusEvent.class, e -> e.getNewOnlineStatus() == OnlineStatus.ONLINE);
        DataObject clients = bot.awaitDispatch("PRESENCE_UPDATE").getObject("client_status");
        assertThat(clients.toMap()).isEqualTo(Map.of("mobile", "online", "web", "dnd"));
        assertThat(alice().getOnlineStatus(ClientType.WEB)).isEqualTo(OnlineStatus.DO_NOT_DISTURB);
        alice.goIdle(SimPlatform.DESKTOP);
        bot.awaitEvent(UserUpdateOnlineStatusEvent.class, e -> e.getNewOnlineStatus() == OnlineStatus.IDLE);
        alice.goOffline();
        bot.awaitEvent(UserUpdateOnlineStatusEvent.class, e -> e.getNewOnlineStatus() == OnlineStatus.OFFLINE);
    }

    @Test
    void aGameHasItsTimesPartyAndPictures() throws Exception {
        alice.does(SimActivity.playing("Celeste")
                .details("Chapter 3")
                .state("Resort")
                .application(367_827_983_903_490_050L)
                .since(START)
                .party("p1", 2, 4)
                .largeImage("mp:external/x/cover.png", "the mountain")
                .smallImage("12345", "Madeline"));
        RichPresence game =
                bot.awaitEvent(UserActivityStartEvent.class).getNewActivity().asRichPresence();
        assertThat(game.getName()).isEqualTo("Celeste");
        assertThat(game.getDetails()).isEqualTo("Chapter 3");
        assertThat(game.getTimestamps().getStart()).isEqualTo(START.toEpochMilli());
        assertThat(game.getParty().getMax()).isEqualTo(4);
        assertThat(game.getLargeImage().getText()).isEqualTo("the mountain");
        assertThat(game.getSmallImage().getKey()).isEqualTo("12345");
        alice.does();
        bot.awaitEvent(UserActivityEndEvent.class);
    }

    @Test
    void spotifyHasItsTrackAndItsCover() throws Exception {
        alice.does(SimActivity.spotify(
                "Song", "One; Two", "Album", "4uLU6hMCjMI75M1A2tKUQC", "ab67616d", START, Duration.ofMinutes(3)));
        RichPresence spotify =
                bot.awaitEvent(UserActivityStartEvent.class).getNewActivity().asRichPresence();
        assertThat(spotify.getType()).isEqualTo(Activity.ActivityType.LISTENING);
        assertThat(spotify.getSyncId()).isEqualTo("4uLU6hMCjMI75M1A2tKUQC");
        assertThat(spotify.getLargeImage().getUrl()).isEqualTo("https://i.scdn.co/image/ab67616d");
        DataObject raw = bot.awaitDispatch(
                        "PRESENCE_UPDATE", d -> !d.getArray("activities").isEmpty())
                .getArray("activities")
                .getObject(0);
        assertThat(raw.getString("id")).isEqualTo("spotify:1");
        assertThat(raw.getObject("party").getString("id")).startsWith("spotify:");
        assertThat(raw.getObject("timestamps").getLong("end"))
                .isEqualTo(START.plus(Duration.ofMinutes(3)).toEpochMilli());
    }

    @Test
    void customStatusStreamAndAnyActivityAtAllAreThereTogether() throws Exception {
        alice.does(
                SimActivity.custom("brb", "🍵"),
                SimActivity.streaming("live", "https://twitch.tv/alice"),
                SimActivity.raw("{\"type\":3,\"name\":\"TV\",\"unheard_of\":[1]}"));
        DataObject raw = bot.awaitDispatch(
                "PRESENCE_UPDATE", d -> !d.getArray("activities").isEmpty());
        assertThat(raw.getArray("activities")
                        .getObject(2)
                        .getArray("unheard_of")
                        .getInt(0))
                .isEqualTo(1);
        bot.awaitEvent(
                UserActivityStartEvent.class,
                e -> e.getNewActivity().getType() == Activity.ActivityType.STREAMING
                        && e.getNewActivity().getUrl().equals("https://twitch.tv/alice"));
        bot.awaitEvent(
                UserActivityStartEvent.class,
                e -> e.getNewActivity().getType() == Activity.ActivityType.CUSTOM_STATUS
                        && e.getNewActivity().getEmoji().getName().equals("🍵"));
    }

    @Test
    void whatStaysTheSameIsNotToldAgain() throws Exception {
        alice.goOnline();
        alice.goOnline(SimPlatform.DESKTOP);
        alice.goDnd();
        bot.awaitDispatch("PRESENCE_UPDATE", d -> d.getString("status").equals("dnd"));
        assertThat(bot.dispatches("PRESENCE_UPDATE")).hasSize(2);
    }

    @Test
    void aPresenceIsToldForEachGuildWithoutTheRestOfTheUser() throws Exception {
        SimGuild work = discord.guild("Work");
        work.addMember(alice);
        alice.goOnline();
        DataObject there = bot.awaitDispatch("PRESENCE_UPDATE", d -> d.getLong("guild_id") == work.id());
        bot.awaitDispatch("PRESENCE_UPDATE", d -> d.getLong("guild_id") == home.id());
        assertThat(there.getObject("user").keys()).containsExactly("id");
    }

    @Test
    void aNewNameAndAvatarAreAMemberUpdateAndAPresenceWithTheWholeUser() throws Exception {
        alice.setUsername("alicia");
        alice.setGlobalName("Alicia");
        alice.setAvatar("a_0123456789abcdef0123456789abcdef");
        bot.awaitEvent(UserUpdateNameEvent.class, e -> e.getNewName().equals("alicia"));
        bot.awaitEvent(
                UserUpdateGlobalNameEvent.class, e -> e.getNewGlobalName().equals("Alicia"));
        bot.awaitEvent(UserUpdateAvatarEvent.class, e -> e.getNewAvatarId().startsWith("a_"));
        bot.awaitDispatch(
                "PRESENCE_UPDATE",
                d -> d.getObject("user").getString("avatar", "").startsWith("a_"));
        bot.awaitDispatch(
                "GUILD_MEMBER_UPDATE",
                d -> d.getObject("user").getString("avatar", "").startsWith("a_"));
    }

    @Test
    void everyFieldOfTheUserCanBeSetAndCleared() throws Exception {
        alice.setPrimaryGuild(home.id(), "HOME", "badge");
        alice.setAvatarDecoration("a_deco", 7);
        alice.setIdentity("collectibles", Map.of("nameplate", Map.of("asset", "nameplates/x/")));
        alice.setPublicFlags(1 << 6);
        alice.setPrimaryGuild(home.id(), "HOME", "badge");
        DataObject user = bot.awaitDispatch(
                        "PRESENCE_UPDATE", d -> d.getObject("user").getInt("public_flags", 0) == 1 << 6)
                .getObject("user");
        assertThat(user.getObject("primary_guild").getString("tag")).isEqualTo("HOME");
        assertThat(user.getObject("avatar_decoration_data").getString("sku_id")).isEqualTo("7");
        assertThat(user.getObject("collectibles").getObject("nameplate").getString("asset"))
                .isEqualTo("nameplates/x/");
        alice.setIdentity("primary_guild", null);
        bot.awaitDispatch(
                "PRESENCE_UPDATE",
                d -> d.getObject("user").keys().size() > 1
                        && d.getObject("user").isNull("primary_guild"));
        assertThat(bot.jda().retrieveUserById(alice.id()).complete().getFlagsRaw())
                .isEqualTo(1 << 6);
    }

    @Test
    void theBotsOwnPresenceIsSeenByItsOtherSessions() throws Exception {
        RawClient other = new RawClient(discord);
        other.identified(discord, Intent.GUILDS, Intent.GUILD_PRESENCES);
        bot.jda().getPresence().setPresence(OnlineStatus.DO_NOT_DISTURB, Activity.playing("with lights"));
        Map<String, Object> seen = other.await("PRESENCE_UPDATE");
        assertThat(seen).containsEntry("status", "dnd");
        assertThat(Json.asObjects(seen.get("activities")).getFirst()).containsEntry("name", "with lights");
        assertThat(discord.awaitRequest(3, SOON).d()).containsEntry("status", "dnd");
    }
}
