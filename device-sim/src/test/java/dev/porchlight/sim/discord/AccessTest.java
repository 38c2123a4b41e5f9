package dev.porchlight.sim.discord;

import static dev.porchlight.sim.discord.RealJda.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class AccessTest {
    private SimDiscord discord;
    private RestClient rest;

    @BeforeEach
    void start() {
        discord = SimDiscord.start();
        rest = new RestClient(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private String answerToIdentify(int intents) throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.identify(discord, intents);
        return client.next();
    }

    @ParameterizedTest
    @EnumSource(names = {"GUILD_MEMBERS", "GUILD_PRESENCES", "MESSAGE_CONTENT"})
    void eachPrivilegedIntentIsGrantedByItself(Intent intent) throws Exception {
        int all = 1 << 1 | 1 << 8 | 1 << 15;
        int one = all & ~without(intent);
        assertThat(answerToIdentify(one)).isEqualTo("closed 4014");
        discord.access().grant(intent);
        assertThat(answerToIdentify(one)).contains("\"READY\"");
        assertThat(answerToIdentify(all)).isEqualTo("closed 4014");
        discord.access().withdraw(intent);
        assertThat(answerToIdentify(one)).isEqualTo("closed 4014");
    }

    private static int without(Intent intent) {
        return switch (intent) {
            case GUILD_MEMBERS -> 1 << 8 | 1 << 15;
            case GUILD_PRESENCES -> 1 << 1 | 1 << 15;
            default -> 1 << 1 | 1 << 8;
        };
    }

    @Test
    void bitsWithoutAMeaningAreClosedWith4013WhateverIsGranted() throws Exception {
        discord.access().grant(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES, Intent.MESSAGE_CONTENT);
        assertThat(answerToIdentify(1 << 30)).isEqualTo("closed 4013");
    }

    @Test
    void anIntentThatNeedsNoGrantCannotBeGranted() {
        assertThatThrownBy(() -> discord.access().grant(Intent.GUILDS)).hasMessageContaining("GUILDS needs no grant");
    }

    @ParameterizedTest
    @CsvSource({"GUILD_PRESENCES,12", "GUILD_MEMBERS,14", "MESSAGE_CONTENT,18"})
    void theApplicationsFlagsSayWhatIsGrantedInRestAndInReady(Intent intent, int bit) throws Exception {
        discord.access().grant(intent);
        assertThat(RestClient.json(rest.get("applications/@me"))).containsEntry("flags", 1 << (bit + 1));
        discord.access().verified(true);
        assertThat(RestClient.json(rest.get("applications/@me"))).containsEntry("flags", 1 << bit);
        RawClient client = new RawClient(discord);
        client.identify(discord, 1);
        Map<String, Object> ready = Json.asObject(client.awaitDispatch("READY").get("d"));
        assertThat(Json.asObject(ready.get("application"))).containsEntry("flags", 1 << bit);
    }

    @Test
    void aRevokedTokenEndsTheSessionAndRest() throws Exception {
        RawClient client = new RawClient(discord);
        client.identify(discord, 1);
        Map<String, Object> ready = client.awaitDispatch("READY");
        String session = String.valueOf(Json.asObject(ready.get("d")).get("session_id"));
        discord.access().revokeToken();
        assertThat(client.next()).isEqualTo("closed 4004");
        assertThat(rest.get("users/@me").body()).isEqualTo("{\"message\":\"401: Unauthorized\",\"code\":0}");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(401);
        assertThat(answerToIdentify(1)).isEqualTo("closed 4004");
        discord.access().changeToken("another");
        assertThat(discord.token()).isEqualTo("another");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
        assertThat(rest.send("GET", "users/@me", "Bot sim-token").statusCode()).isEqualTo(401);
        RawClient again = new RawClient(discord);
        again.nextPayload();
        again.resume(discord, session, 1);
        assertThat(again.nextPayload()).containsEntry("op", 9).containsEntry("d", false);
    }

    @Test
    void jdaStopsWhenItsTokenIsRevoked() throws Exception {
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.access().revokeToken();
            assertThat(bot.awaitEvent(ShutdownEvent.class).getCode()).isEqualTo(4004);
        }
    }

    @Test
    void jdaStopsWhenItAsksForMoreThanGrantedAndLogsInOnceGranted() throws Exception {
        try (RealJda bot = RealJda.login(discord, GatewayIntent.GUILD_MEMBERS)) {
            assertThat(bot.awaitEvent(ShutdownEvent.class).getCode()).isEqualTo(4014);
        }
        discord.access().grant(Intent.GUILD_MEMBERS);
        try (RealJda bot = RealJda.login(discord, GatewayIntent.GUILD_MEMBERS)) {
            discord.awaitSession(SOON);
            assertThat(bot.jda().getToken()).contains(discord.token());
        }
    }
}
