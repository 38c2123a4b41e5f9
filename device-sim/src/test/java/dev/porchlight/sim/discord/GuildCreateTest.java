package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who and what is in GUILD_CREATE. */
class GuildCreateTest {
    private SimDiscord discord;
    private SimGuild home;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        home = discord.guild("Home");
        client = new RawClient(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private static List<String> members(Map<String, Object> create) {
        return Json.asObjects(create.get("members")).stream()
                .map(member -> String.valueOf(Json.asObject(member.get("user")).get("username")))
                .toList();
    }

    @Test
    void withoutPresencesOnlyTheBotAndThoseInVoiceAreIn() throws Exception {
        home.addMembers("m", 3);
        discord.user("m1").goOnline();
        home.join(discord.user("m2"), home.voiceChannel("lounge"));
        Map<String, Object> create =
                client.identified(discord, Intent.GUILDS, Intent.GUILD_MEMBERS, Intent.GUILD_VOICE_STATES);
        assertThat(members(create)).containsExactly("Porchlight", "m2");
        assertThat(create).containsEntry("presences", List.of()).containsEntry("member_count", 4);
    }

    @Test
    void withPresencesEverybodyIsInAndThePresencesOfThoseOnline() throws Exception {
        home.addMembers("m", 3);
        discord.user("m1").goIdle();
        Map<String, Object> create = client.identified(discord, Intent.GUILDS, Intent.GUILD_PRESENCES);
        assertThat(members(create)).containsExactly("Porchlight", "m1", "m2", "m3");
        assertThat(Json.asObjects(create.get("presences")))
                .extracting(presence -> presence.get("status"))
                .containsExactly("online", "idle");
    }

    @ParameterizedTest
    @CsvSource({"0, 60, true, 2", "50, 60, true, 2", "250, 60, false, 61", "99999, 249, false, 250"})
    void ofALargeGuildOnlyThoseOnlineAreIn(int threshold, int people, boolean large, int seen) throws Exception {
        home.addMembers("m", people);
        discord.user("m7").goDnd();
        client.send("{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":257,\"properties\":{}"
                + (threshold == 0 ? "" : ",\"large_threshold\":" + threshold) + "}}");
        Map<String, Object> create = client.await("GUILD_CREATE");
        assertThat(create).containsEntry("large", large);
        assertThat(members(create)).hasSize(seen);
    }

    @Test
    void ofMoreThan75000MembersNoPresencesAreTold() throws Exception {
        discord.user("m1").goOnline();
        home.addMembers("m", 75_000);
        Map<String, Object> guild = new RawClient(discord).identified(discord, Intent.GUILDS, Intent.GUILD_PRESENCES);
        assertThat(Json.asObjects(guild.get("presences"))).isEmpty();
        assertThat(Json.asObjects(guild.get("members"))).hasSize(1);
    }

    @Test
    void rolesEmojisChannelsAndActiveThreadsAreIn() throws Exception {
        SimUser alice = discord.user("alice");
        home.addMember(alice);
        home.role("helpers");
        home.emoji("blob");
        SimChannel talk = home.textChannel("talk");
        talk.setCategory(home.category("all"));
        talk.startThread(alice, "open");
        talk.startThread(alice, "done").archive();
        Map<String, Object> create = client.identified(discord, Intent.GUILDS);
        assertThat(Json.asObjects(create.get("roles")))
                .extracting(role -> role.get("name"))
                .containsExactly("@everyone", "Porchlight", "helpers");
        assertThat(Json.asObjects(create.get("emojis")))
                .extracting(emoji -> emoji.get("name"))
                .containsExactly("blob");
        assertThat(Json.asObjects(create.get("channels")))
                .extracting(channel -> channel.get("type"))
                .containsExactly(0, 4);
        assertThat(Json.asObjects(create.get("threads")))
                .extracting(thread -> thread.get("name"))
                .containsExactly("open");
    }

    @Test
    void thePresenceOfIdentifyIsTheBots() throws Exception {
        client.send("{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":257,\"properties\":{},"
                + "\"presence\":{\"status\":\"idle\",\"since\":null,\"afk\":false,"
                + "\"activities\":[{\"type\":3,\"name\":\"the door\"}]}}}");
        Map<String, Object> own =
                Json.asObjects(client.await("GUILD_CREATE").get("presences")).getFirst();
        assertThat(own).containsEntry("status", "idle");
        assertThat(Json.asObjects(own.get("activities")).getFirst()).containsEntry("name", "the door");
    }

    @Test
    void aStatusThatIsNoneCloses4002() throws Exception {
        client.identified(discord, Intent.GUILDS);
        client.send("{\"op\":3,\"d\":{\"status\":\"sleepy\",\"since\":null,\"afk\":false,\"activities\":[]}}");
        assertThat(client.next()).isEqualTo("closed 4002");
    }
}
