package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayProtocolTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int GUILDS_AND_VOICE = 1 | (1 << 7);

    private SimDiscord discord;

    @BeforeEach
    void start() {
        discord = SimDiscord.start();
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void helloComesFirstAndHeartbeatsAreAcknowledgedBeforeIdentify() throws Exception {
        RawClient client = new RawClient(discord);
        Map<String, Object> hello = client.nextPayload();
        assertThat(hello).containsEntry("op", 10);
        assertThat(Json.asObject(hello.get("d"))).containsEntry("heartbeat_interval", 41250);
        client.send("{\"op\":1,\"d\":null}");
        assertThat(client.nextPayload()).containsEntry("op", 11);
    }

    @Test
    void sequencesCountEveryDispatchFromOneWithoutAGap() throws Exception {
        SimGuild home = discord.guild("Home");
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.identify(discord, GUILDS_AND_VOICE);
        assertThat(client.nextPayload()).containsEntry("t", "READY").containsEntry("s", 1);
        assertThat(client.nextPayload()).containsEntry("t", "GUILD_CREATE").containsEntry("s", 2);
        IntStream.range(0, 3).forEach(i -> home.rename("Home " + i));
        for (int s = 3; s < 6; s++) {
            assertThat(client.nextPayload()).containsEntry("t", "GUILD_UPDATE").containsEntry("s", s);
        }
    }

    @Test
    void aResumeReplaysExactlyWhatCameAfterTheSequence() throws Exception {
        SimGuild home = discord.guild("Home");
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        String session = sessionId(client.awaitDispatch("READY"));
        client.awaitDispatch("GUILD_CREATE");
        discord.dropConnections();
        discord.awaitNoSession(SOON);
        home.rename("one");
        home.rename("two");
        RawClient again = new RawClient(discord);
        again.nextPayload();
        again.resume(discord, session, 3);
        Map<String, Object> replayed = again.nextPayload();
        assertThat(replayed).containsEntry("t", "GUILD_UPDATE").containsEntry("s", 4);
        assertThat(Json.asObject(replayed.get("d"))).containsEntry("name", "two");
        assertThat(again.nextPayload()).containsEntry("t", "RESUMED").containsEntry("s", 5);
    }

    @Test
    void aResumeWithASequenceThatWasNeverSentIsClosedWith4007() throws Exception {
        discord.guild("Home");
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        String session = sessionId(client.awaitDispatch("READY"));
        int last = (int) client.awaitDispatch("GUILD_CREATE").get("s");
        discord.dropConnections();
        RawClient again = new RawClient(discord);
        again.nextPayload();
        again.resume(discord, session, last + 1);
        assertThat(again.next()).isEqualTo("closed 4007");
    }

    @ParameterizedTest
    @CsvSource({"1000", "1001"})
    void aClientThatSaysGoodbyeLosesItsSession(int code) throws Exception {
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        String session = sessionId(client.awaitDispatch("READY"));
        client.closeWith(code);
        discord.awaitNoSession(SOON);
        RawClient again = new RawClient(discord);
        again.nextPayload();
        again.resume(discord, session, 1);
        assertThat(again.nextPayload()).containsEntry("op", 9).containsEntry("d", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":3,\"d\":{}} | 4003",
                "{\"op\":99,\"d\":{}} | 4001",
                "not json | 4002",
                "{\"d\":{}} | 4002",
                "{\"op\":2,\"d\":{\"token\":\"wrong\",\"intents\":1}} | 4004",
                "{\"op\":6,\"d\":{\"token\":\"wrong\",\"session_id\":\"x\",\"seq\":1}} | 4004",
                "{\"op\":2,\"d\":{\"token\":\"sim-token\"}} | 4013",
                "{\"op\":2,\"d\":{\"token\":\"sim-token\",\"intents\":2}} | 4014",
                "{\"op\":2,\"d\":{\"token\":\"sim-token\",\"intents\":1,\"shard\":[2,2]}} | 4010"
            })
    void whatAClientGetsWrongIsClosedWithItsOwnCode(String payload, int code) throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.send(payload);
        assertThat(client.next()).isEqualTo("closed " + code);
    }

    @Test
    void aSessionTakenOverByAResumeLosesItsOldConnection() throws Exception {
        SimGuild home = discord.guild("Home");
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        String session = sessionId(client.awaitDispatch("READY"));
        client.awaitDispatch("GUILD_CREATE");
        RawClient thief = new RawClient(discord);
        thief.resume(discord, session, 2);
        thief.awaitDispatch("RESUMED");
        assertThat(client.next()).isIn("lost", "closed 1006");
        home.rename("Haus");
        thief.awaitDispatch("GUILD_UPDATE");
        assertThat(discord.sessions()).isEqualTo(1);
    }

    @Test
    void anUnavailableGuildIsAStubInReadyAndComesWhenItIsBack() throws Exception {
        SimGuild home = discord.guild("Home");
        home.unavailable();
        SimGuild work = discord.guild("Work");
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        assertThat(guildsIn(client.awaitDispatch("READY"))).isEqualTo(2);
        Map<String, Object> absent = client.nextPayload();
        assertThat(absent).containsEntry("t", "GUILD_DELETE");
        assertThat(Json.asObject(absent.get("d")))
                .containsEntry("id", "" + home.id())
                .containsEntry("unavailable", true);
        assertThat(guildId(client.nextPayload())).isEqualTo("" + work.id());
        home.rename("nobody hears of this");
        home.available();
        assertThat(guildId(client.nextPayload())).isEqualTo("" + home.id());
    }

    @Test
    void aBotThatIsKickedBeforeTheGuildHasComeIsToldSo() throws Exception {
        SimGuild slow = discord.guild("Slow");
        slow.holdCreate();
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        client.awaitDispatch("READY");
        slow.kickBot();
        Map<String, Object> gone =
                Json.asObject(client.awaitDispatch("GUILD_DELETE").get("d"));
        assertThat(gone).containsEntry("id", "" + slow.id()).doesNotContainKey("unavailable");
    }

    @Test
    void tooManySessionsCostTheOldest() throws Exception {
        int most = Options.defaults().maxSessions();
        RawClient first = new RawClient(discord);
        first.identify(discord, GUILDS_AND_VOICE);
        first.awaitDispatch("READY");
        for (int i = 0; i < most; i++) {
            new RawClient(discord).identify(discord, GUILDS_AND_VOICE);
        }
        assertThat(first.next()).isEqualTo("closed 4009");
        discord.awaitIdentifies(most + 1, SOON);
        assertThat(discord.sessions()).isEqualTo(most);
    }

    @Test
    void aDelayedGuildComesLaterThanTheOthers() throws Exception {
        SimGuild slow = discord.guild("Slow");
        slow.delayCreate(Duration.ofMillis(50));
        SimGuild quick = discord.guild("Quick");
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        client.awaitDispatch("READY");
        assertThat(guildId(client.nextPayload())).isEqualTo("" + quick.id());
        assertThat(guildId(client.nextPayload())).isEqualTo("" + slow.id());
    }

    private static String guildId(Map<String, Object> guildCreate) {
        assertThat(guildCreate).containsEntry("t", "GUILD_CREATE");
        return String.valueOf(Json.asObject(guildCreate.get("d")).get("id"));
    }

    @Test
    void aSecondIdentifyIsClosedWith4005() throws Exception {
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        client.awaitDispatch("READY");
        client.identify(discord, GUILDS_AND_VOICE);
        assertThat(client.next()).isEqualTo("closed 4005");
    }

    @Test
    void aPayloadOver4096BytesIsClosedWith4002() throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.send("{\"op\":1,\"d\":\"" + "x".repeat(4096) + "\"}");
        assertThat(client.next()).isEqualTo("closed 4002");
    }

    @ParameterizedTest
    @CsvSource({"?v=9&encoding=json,4012", "?v=10&encoding=etf,4002", "?v=10&encoding=json&compress=zstd-stream,4002"})
    void whatIsNotSpokenHereIsRefusedAtTheDoor(String query, int code) throws Exception {
        assertThat(new RawClient(discord, query).next()).isEqualTo("closed " + code);
    }

    @Test
    void aUrlThatIsNoUriIsServedAllTheSame() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), discord.port())) {
            socket.getOutputStream().write("""
                    GET /?v=10&encoding=json&x=| HTTP/1.1\r
                    Host: x\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0 && answer.indexOf("heartbeat_interval") < 0) {
                answer.append((char) next);
                next = socket.getInputStream().read();
            }
            assertThat(answer).contains("heartbeat_interval");
        }
    }

    @Test
    void aClientThatStopsItsHeartbeatIsClosedWith4009() throws Exception {
        try (SimDiscord hasty =
                SimDiscord.builder().heartbeat(Duration.ofMillis(50)).start()) {
            RawClient client = new RawClient(hasty);
            client.nextPayload();
            assertThat(client.next()).isEqualTo("closed 4009");
        }
    }

    @Test
    void presenceVoiceAndMemberRequestsAreNotedDown() throws Exception {
        RawClient client = new RawClient(discord);
        client.identify(discord, GUILDS_AND_VOICE);
        client.awaitDispatch("READY");
        client.send("{\"op\":3,\"d\":{\"status\":\"dnd\"}}");
        client.send("{\"op\":8,\"d\":{\"guild_id\":\"1\"}}");
        assertThat(discord.awaitRequest(8, SOON).d()).containsEntry("guild_id", "1");
        assertThat(discord.requests()).extracting(ClientRequest::opcode).containsExactly(3, 8);
    }

    @Test
    void theBotsVoiceServerIsToldWhenItMovesAndHiddenChannelsAreClosedToIt() throws Exception {
        SimGuild home = discord.guild("Home");
        SimChannel lounge = home.voiceChannel("lounge");
        SimChannel study = home.voiceChannel("study");
        study.hide();
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS, Intent.GUILD_VOICE_STATES);
        client.send(connect(home, lounge, false));
        client.expect("VOICE_STATE_UPDATE");
        client.expect("VOICE_SERVER_UPDATE");
        client.send(connect(home, lounge, true));
        assertThat(client.expect("VOICE_STATE_UPDATE")).containsEntry("self_mute", true);
        client.send(connect(home, study, false));
        client.send(connect(home, lounge, false));
        assertThat(client.expect("VOICE_STATE_UPDATE"))
                .containsEntry("self_mute", false)
                .containsEntry("channel_id", "" + lounge.id());
    }

    private static String connect(SimGuild guild, SimChannel channel, boolean muted) {
        return "{\"op\":4,\"d\":{\"guild_id\":\"" + guild.id() + "\",\"channel_id\":\"" + channel.id()
                + "\",\"self_mute\":" + muted + ",\"self_deaf\":false}}";
    }

    @Test
    void aShardIsToldOfItsOwnGuildsOnly() throws Exception {
        discord.guild("Home");
        RawClient first = new RawClient(discord);
        first.send(shardIdentify(0));
        RawClient second = new RawClient(discord);
        second.send(shardIdentify(1));
        assertThat(guildsIn(first.awaitDispatch("READY")) + guildsIn(second.awaitDispatch("READY")))
                .isEqualTo(1);
    }

    private static int guildsIn(Map<String, Object> ready) {
        return ((List<?>) Json.asObject(ready.get("d")).get("guilds")).size();
    }

    private String shardIdentify(int shard) {
        return "{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":129,\"shard\":[" + shard + ",2]}}";
    }

    private static String sessionId(Map<String, Object> ready) {
        return String.valueOf(Json.asObject(ready.get("d")).get("session_id"));
    }
}
