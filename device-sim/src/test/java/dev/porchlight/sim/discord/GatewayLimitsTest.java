package dev.porchlight.sim.discord;

import static dev.porchlight.sim.discord.RealJda.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayLimitsTest {
    private static final String HEARTBEAT = "{\"op\":1,\"d\":null}";

    private final ManualClock clock = new ManualClock();
    private SimDiscord discord;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().clock(clock).start();
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private Map<String, Object> gatewayBot() throws Exception {
        return RestClient.json(new RestClient(discord).get("gateway/bot"));
    }

    private Map<String, Object> startLimit() throws Exception {
        return Json.asObject(gatewayBot().get("session_start_limit"));
    }

    private RawClient shard(int shard, int of) throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.send("{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":4225,\"shard\":[" + shard + ","
                + of + "]}}");
        return client;
    }

    private RawClient identified() throws Exception {
        return shard(0, 1);
    }

    private static String session(RawClient client) throws Exception {
        return String.valueOf(
                Json.asObject(client.awaitDispatch("READY").get("d")).get("session_id"));
    }

    @Test
    void sessionStartsAreCountedAndComeBackAfterTheirTime() throws Exception {
        assertThat(startLimit())
                .containsEntry("total", 1000)
                .containsEntry("remaining", 1000)
                .containsEntry("reset_after", 0)
                .containsEntry("max_concurrency", 1);
        identified().awaitDispatch("READY");
        clock.advance(Duration.ofHours(1));
        assertThat(startLimit()).containsEntry("remaining", 999).containsEntry("reset_after", 23 * 3_600_000);
        clock.advance(Duration.ofHours(23));
        assertThat(startLimit()).containsEntry("remaining", 1000);
    }

    @Test
    void theSessionStartBeyondTheLimitCostsTheToken() throws Exception {
        discord.gatewayLimits().sessionStarts(1, Duration.ofDays(1));
        RawClient first = identified();
        first.awaitDispatch("READY");
        assertThat(startLimit()).containsEntry("total", 1).containsEntry("remaining", 0);
        assertThat(identified().next()).isEqualTo("closed 4004");
        first.awaitClose(4004);
        assertThat(new RestClient(discord).get("users/@me").statusCode()).isEqualTo(401);
    }

    @Test
    void moreIdentifiesAtATimeThanMaxConcurrencyGetInvalidSession() throws Exception {
        discord.gatewayLimits().identifyConcurrency(2);
        assertThat(startLimit()).containsEntry("max_concurrency", 2);
        shard(0, 4).awaitDispatch("READY");
        shard(1, 4).awaitDispatch("READY");
        RawClient tooSoon = shard(2, 4);
        assertThat(tooSoon.nextPayload()).containsEntry("op", 9).containsEntry("d", false);
        clock.advance(Duration.ofSeconds(5));
        shard(2, 4).awaitDispatch("READY");
        assertThat(discord.identifies()).isEqualTo(3);
    }

    @Test
    void shardsAreRecommendedAndAskedFor() throws Exception {
        assertThat(gatewayBot()).containsEntry("shards", 1);
        discord.gatewayLimits().recommendShards(16);
        assertThat(gatewayBot()).containsEntry("shards", 16);
        List.of("a", "b", "c").forEach(discord::guild);
        discord.gatewayLimits().guildsPerShard(2);
        assertThat(identified().next()).isEqualTo("closed 4011");
        assertThat(shard(3, 2).next()).isEqualTo("closed 4010");
        assertThat(shard(-1, 2).next()).isEqualTo("closed 4010");
        assertThat(shard(0, 0).next()).isEqualTo("closed 4010");
    }

    @Test
    void everyGuildIsOnTheShardThatItsIdSays() throws Exception {
        List<SimGuild> guilds =
                List.of("a", "b", "c", "d", "e").stream().map(discord::guild).toList();
        for (int n = 0; n < 3; n++) {
            int shard = n;
            List<?> told = (List<?>)
                    Json.asObject(shard(shard, 3).awaitDispatch("READY").get("d"))
                            .get("guilds");
            assertThat(told)
                    .extracting(guild -> Json.asObject(guild).get("id"))
                    .containsExactlyElementsOf(guilds.stream()
                            .filter(guild -> (guild.id() >> 22) % 3 == shard)
                            .map(guild -> (Object) ("" + guild.id()))
                            .toList());
        }
    }

    @Test
    void guildsMadeInARowAreSpreadOverTheShards() throws Exception {
        List.of("a", "b", "c").forEach(discord::guild);
        for (int shard = 0; shard < 3; shard++) {
            assertThat((List<?>)
                            Json.asObject(shard(shard, 3).awaitDispatch("READY").get("d"))
                                    .get("guilds"))
                    .hasSize(1);
        }
    }

    @Test
    void directMessagesComeToTheFirstShardOnly() throws Exception {
        discord.gatewayLimits().recommendShards(2);
        RawClient first = shard(0, 2);
        first.awaitDispatch("READY");
        RawClient second = shard(1, 2);
        second.awaitDispatch("READY");
        discord.direct(discord.user("alice")).say(discord.user("alice"), "psst");
        discord.sendRaw("SENTINEL", "null");
        assertThat(first.awaitDispatch("MESSAGE_CREATE").toString()).contains("psst");
        assertThat(second.nextPayload()).containsEntry("t", "SENTINEL");
    }

    @Test
    void aResumeWithinTheWindowWorksAndAfterItGetsInvalidSession() throws Exception {
        discord.gatewayLimits().resumeWindow(Duration.ofMinutes(2));
        RawClient client = identified();
        String session = session(client);
        discord.dropConnections();
        discord.awaitNoSession(SOON);
        clock.advance(Duration.ofMinutes(2));
        RawClient early = new RawClient(discord);
        early.nextPayload();
        early.resume(discord, session, 1);
        early.awaitDispatch("RESUMED");
        discord.dropConnections();
        discord.awaitNoSession(SOON);
        clock.advance(Duration.ofMinutes(2).plusMillis(1));
        RawClient late = new RawClient(discord);
        late.nextPayload();
        late.resume(discord, session, 1);
        assertThat(late.nextPayload()).containsEntry("op", 9).containsEntry("d", false);
    }

    @Test
    void jdaIdentifiesAnewWhenItComesBackTooLate() throws Exception {
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.refuseConnections(true);
            bot.awaitEvent(SessionDisconnectEvent.class);
            clock.advance(GatewayLimits.RESUME_WINDOW.plusSeconds(1));
            discord.refuseConnections(false);
            discord.awaitIdentifies(2, SOON);
            assertThat(discord.resumes()).isZero();
        }
    }

    @Test
    void anUnknownSessionGetsInvalidSession() throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.resume(discord, "nobody", 1);
        assertThat(client.nextPayload()).containsEntry("op", 9).containsEntry("d", false);
    }

    @Test
    void readyGivesAUrlOfItsOwnForResumesAndWhoIgnoresItIsSeen() throws Exception {
        discord.gatewayLimits().requireResumeUrl(true);
        RawClient client = identified();
        Map<String, Object> ready = Json.asObject(client.awaitDispatch("READY").get("d"));
        String url = String.valueOf(ready.get("resume_gateway_url"));
        assertThat(url).isNotEqualTo(discord.gatewayUrl()).startsWith(discord.gatewayUrl());
        discord.dropConnections();
        discord.awaitNoSession(SOON);
        RawClient stubborn = new RawClient(discord);
        stubborn.nextPayload();
        stubborn.resume(discord, String.valueOf(ready.get("session_id")), 1);
        assertThat(stubborn.nextPayload()).containsEntry("op", 9).containsEntry("d", false);
        assertThat(discord.resumesAtFirstUrl()).isEqualTo(1);
        RawClient right = RawClient.at(url + "?v=10&encoding=json");
        right.nextPayload();
        right.resume(discord, String.valueOf(ready.get("session_id")), 1);
        right.awaitDispatch("RESUMED");
        assertThat(discord.resumesAtFirstUrl()).isEqualTo(1);
    }

    @Test
    void jdaResumesWhereReadySaid() throws Exception {
        discord.gatewayLimits().requireResumeUrl(true);
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.dropConnections();
            bot.awaitEvent(SessionResumeEvent.class);
            assertThat(discord.resumesAtFirstUrl()).isZero();
        }
    }

    @Test
    void theEventAfterThe120thInAMinuteIsClosedWith4008() throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        for (int i = 0; i < GatewayLimits.CLIENT_EVENTS; i++) {
            client.send(HEARTBEAT);
            assertThat(client.nextPayload()).containsEntry("op", 11);
        }
        client.send(HEARTBEAT);
        assertThat(client.next()).isEqualTo("closed 4008");
    }

    @Test
    void aMinuteLaterAClientMaySpeakAgainAndItsSessionCanBeResumedAfter4008() throws Exception {
        discord.gatewayLimits().clientEvents(2, Duration.ofMinutes(1));
        RawClient client = identified();
        String session = session(client);
        client.send(HEARTBEAT);
        client.nextPayload();
        clock.advance(Duration.ofMinutes(1));
        client.send(HEARTBEAT);
        client.nextPayload();
        client.send(HEARTBEAT);
        client.nextPayload();
        client.send(HEARTBEAT);
        assertThat(client.next()).isEqualTo("closed 4008");
        RawClient again = new RawClient(discord);
        again.nextPayload();
        again.resume(discord, session, 1);
        again.awaitDispatch("RESUMED");
    }

    @Test
    void jdaGivesUpWhenItsSessionStartsAreUsedUp() throws Exception {
        discord.gatewayLimits().sessionStarts(1, Duration.ofDays(1));
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.invalidateSessions(false);
            assertThat(bot.awaitEvent(ShutdownEvent.class).getCode()).isEqualTo(4004);
        }
    }
}
