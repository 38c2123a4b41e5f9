package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Op 8 and its chunks. */
class MemberRequestsTest {
    private final ManualClock clock = new ManualClock();
    private SimDiscord discord;
    private SimGuild home;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().clock(clock).start();
        home = discord.guild("Home");
        client = new RawClient(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private void ask(String fields) {
        client.send("{\"op\":8,\"d\":{\"guild_id\":\"" + home.id() + "\"," + fields + "}}");
    }

    private void identify(Intent... more) throws Exception {
        List<Intent> intents = new ArrayList<>(List.of(more));
        intents.add(Intent.GUILDS);
        client.identified(discord, intents.toArray(Intent[]::new));
    }

    private static List<String> names(Map<String, Object> chunk) {
        return Json.asObjects(chunk.get("members")).stream()
                .map(member -> String.valueOf(Json.asObject(member.get("user")).get("username")))
                .toList();
    }

    @Test
    void theWholeListComesInChunksOfAThousand() throws Exception {
        home.addMembers("m", 2_500);
        identify(Intent.GUILD_MEMBERS);
        ask("\"query\":\"\",\"limit\":0,\"nonce\":\"abc\"");
        for (int i = 0; i < 3; i++) {
            Map<String, Object> chunk = client.expect("GUILD_MEMBERS_CHUNK");
            assertThat(chunk)
                    .containsEntry("chunk_index", i)
                    .containsEntry("chunk_count", 3)
                    .containsEntry("nonce", "abc")
                    .doesNotContainKeys("presences", "not_found");
            assertThat(names(chunk)).hasSize(i < 2 ? 1_000 : 501);
        }
    }

    @Test
    void aPrefixFindsUsernameDisplayNameAndNickAtMostAHundred() throws Exception {
        SimUser bob = discord.user("bob");
        SimUser carol = discord.user("carol");
        bob.setGlobalName("Alfred");
        home.addMember(bob);
        home.member(carol).setNick("ALF");
        home.addMembers("x", 150);
        identify();
        ask("\"query\":\"alf\",\"limit\":5");
        assertThat(names(client.expect("GUILD_MEMBERS_CHUNK"))).containsExactly("bob", "carol");
        ask("\"query\":\"alf\",\"limit\":1");
        assertThat(names(client.expect("GUILD_MEMBERS_CHUNK"))).containsExactly("bob");
        ask("\"query\":\"x\",\"limit\":1000");
        assertThat(names(client.expect("GUILD_MEMBERS_CHUNK"))).hasSize(100);
    }

    @Test
    void idsAreFoundOrNamedAsNotFound() throws Exception {
        SimUser bob = discord.user("bob");
        home.addMember(bob);
        identify();
        ask("\"user_ids\":[\"" + bob.id() + "\",\"42\"]");
        Map<String, Object> chunk = client.expect("GUILD_MEMBERS_CHUNK");
        assertThat(names(chunk)).containsExactly("bob");
        assertThat(chunk).containsEntry("not_found", List.of("42"));
        ask("\"user_ids\":\"" + bob.id() + "\"");
        assertThat(names(client.expect("GUILD_MEMBERS_CHUNK"))).containsExactly("bob");
    }

    @Test
    void idsThatAreNullAreNone() throws Exception {
        identify();
        ask("\"user_ids\":null,\"query\":\"por\",\"limit\":1");
        assertThat(names(client.expect("GUILD_MEMBERS_CHUNK"))).containsExactly("Porchlight");
    }

    @Test
    void noMoreThanAHundredIdsAreLookedUp() throws Exception {
        List<SimUser> crowd = home.addMembers("m", 101);
        identify();
        ask("\"user_ids\":"
                + crowd.stream().map(user -> "\"" + user.id() + "\"").toList());
        assertThat(names(client.expect("GUILD_MEMBERS_CHUNK"))).hasSize(100);
    }

    @Test
    void presencesComeOnlyWithTheirIntentAndOnlyOfThoseOnline() throws Exception {
        SimUser bob = discord.user("bob");
        bob.goDnd();
        home.addMember(bob);
        home.addMember(discord.user("carol"));
        identify(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES);
        ask("\"query\":\"\",\"limit\":0,\"presences\":true");
        List<Map<String, Object>> presences =
                Json.asObjects(client.await("GUILD_MEMBERS_CHUNK").get("presences"));
        assertThat(presences).extracting(p -> p.get("status")).containsExactlyInAnyOrder("dnd", "online");
        RawClient without = new RawClient(discord);
        without.identified(discord, Intent.GUILDS);
        without.send(
                "{\"op\":8,\"d\":{\"guild_id\":\"" + home.id() + "\",\"query\":\"b\",\"limit\":1,\"presences\":true}}");
        assertThat(without.expect("GUILD_MEMBERS_CHUNK")).doesNotContainKey("presences");
    }

    @Test
    void aNonceOfMoreThan32BytesIsIgnored() throws Exception {
        identify();
        ask("\"query\":\"z\",\"limit\":1,\"nonce\":\"" + "ä".repeat(16) + "\"");
        assertThat(client.expect("GUILD_MEMBERS_CHUNK")).containsEntry("nonce", "ä".repeat(16));
        ask("\"query\":\"z\",\"limit\":1,\"nonce\":\"" + "ä".repeat(16) + "x\"");
        assertThat(client.expect("GUILD_MEMBERS_CHUNK")).doesNotContainKey("nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"query\":\"\",\"limit\":0", "\"limit\":5", "\"query\":\"z\""})
    void whatASessionMayNotAskOrDidNotSayIsNotAnswered(String fields) throws Exception {
        identify();
        ask(fields);
        ask("\"query\":\"z\",\"limit\":1,\"nonce\":\"after\"");
        assertThat(client.expect("GUILD_MEMBERS_CHUNK")).containsEntry("nonce", "after");
    }

    @Test
    void theSameGuildsWholeListTwiceWithin30SecondsIsRateLimited() throws Exception {
        SimGuild work = discord.guild("Work");
        identify(Intent.GUILD_MEMBERS);
        client.expect("GUILD_CREATE");
        ask("\"query\":\"\",\"limit\":0");
        client.expect("GUILD_MEMBERS_CHUNK");
        clock.advance(Duration.ofMillis(28_500));
        ask("\"query\":\"\",\"limit\":0,\"nonce\":\"again\"");
        Map<String, Object> limited = client.expect("RATE_LIMITED");
        assertThat(limited).containsEntry("opcode", 8).containsEntry("retry_after", 1.5);
        assertThat(Json.asObject(limited.get("meta"))).isEqualTo(Map.of("guild_id", "" + home.id(), "nonce", "again"));
        client.send("{\"op\":8,\"d\":{\"guild_id\":\"" + work.id() + "\",\"query\":\"\",\"limit\":0}}");
        client.expect("GUILD_MEMBERS_CHUNK");
        ask("\"query\":\"z\",\"limit\":1");
        client.expect("GUILD_MEMBERS_CHUNK");
        clock.advance(Duration.ofMillis(1_500));
        ask("\"query\":\"\",\"limit\":0");
        client.expect("GUILD_MEMBERS_CHUNK");
    }

    @Test
    void jdaLoadsFindsAndRetrievesMembers() throws Exception {
        SimUser bob = discord.user("bob");
        home.addMember(bob);
        home.addMembers("m", 1_200);
        try (RealJda bot = RealJda.login(discord, GatewayIntent.GUILD_MEMBERS).ready()) {
            assertThat(bot.see(home).loadMembers().get()).hasSize(1_202);
            assertThat(bot.see(home).retrieveMembersByPrefix("bo", 3).get())
                    .extracting(Member::getEffectiveName)
                    .containsExactly("bob");
            assertThat(bot.see(home).retrieveMembersByIds(bob.id(), 42L).get()).hasSize(1);
            assertThat(bot.see(home).retrieveMemberById(bob.id()).complete().getEffectiveName())
                    .isEqualTo("bob");
        }
    }

    @Test
    void aHundredThousandMembersAllArrive() throws Exception {
        home.addMembers("m", 100_000);
        identify(Intent.GUILD_MEMBERS);
        ask("\"query\":\"\",\"limit\":0");
        int members = 0;
        for (int i = 0; i < 101; i++) {
            members += Json.asObjects(client.expect("GUILD_MEMBERS_CHUNK").get("members"))
                    .size();
        }
        assertThat(members).isEqualTo(100_001);
    }
}
