package dev.porchlight.sim.discord;

import static dev.porchlight.sim.discord.RealJda.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayFaultsTest {
    private static final String JSON = "/?v=10&encoding=json";
    private static final int QUIET_MS = 150;

    private SimDiscord discord;
    private SimGuild home;

    @BeforeEach
    void start() {
        start(SimDiscord.builder());
    }

    private void start(SimDiscordBuilder builder) {
        try {
            discord = builder.start();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        home = discord.guild("Home");
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private RawClient identified() throws Exception {
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.identify(discord, 129);
        client.awaitDispatch("GUILD_CREATE");
        return client;
    }

    private String identify() {
        return "{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":129}}";
    }

    @Test
    void latencyHoldsDispatchesBackInTheirOrder() throws Exception {
        RawClient client = identified();
        discord.gatewayFaults().latency(Duration.ofMillis(300));
        long sent = System.nanoTime();
        home.rename("one");
        home.rename("two");
        assertThat(client.next()).contains("\"one\"");
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThan(Duration.ofMillis(299));
        assertThat(client.next()).contains("\"two\"");
    }

    @Test
    void aLatencyThatIsTakenBackIsOverAtOnce() throws Exception {
        RawClient client = identified();
        discord.gatewayFaults().latency(Duration.ofDays(1));
        home.rename("one");
        discord.gatewayFaults().latency(Duration.ZERO);
        assertThat(client.next()).contains("\"one\"");
    }

    @Test
    void aSlowLineTakesItsTimeForEveryByte() throws Exception {
        RawClient client = identified();
        discord.gatewayFaults().bytesPerSecond(10_000);
        long sent = System.nanoTime();
        home.rename("x".repeat(3_000));
        assertThat(client.next()).contains("GUILD_UPDATE");
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThan(Duration.ofMillis(299));
        discord.gatewayFaults().bytesPerSecond(1);
        home.rename("slow");
        discord.gatewayFaults().fullSpeed();
        assertThat(client.next()).contains("slow");
    }

    @Test
    void aFrameBreaksOffInTheMiddleAndTheConnectionWithIt() throws Exception {
        discord.gatewayFaults().cutInMidFrame(1);
        try (RawSocket socket = RawSocket.onGateway(discord.port(), JSON)) {
            socket.sendFrame(identify());
            String all = socket.readToTheEnd();
            assertThat(all).contains("\"READY\"").doesNotContain("GUILD_CREATE");
            assertThat(all.substring(all.indexOf("{\"t\":\"READY\""))).doesNotContain("_trace");
        }
        identified();
    }

    @Test
    void jdaResumesAfterHalfAFrameAndGetsTheWholeOne() throws Exception {
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.gatewayFaults().cutInMidFrame(1);
            home.join(discord.user("alice"), home.voiceChannel("lounge"));
            bot.awaitEvent(SessionResumeEvent.class);
            bot.awaitDispatch("VOICE_STATE_UPDATE");
        }
    }

    @Test
    void aHalfOpenConnectionStaysOpenAndSilentWhileANewOneIsWell() throws Exception {
        try (RawSocket socket = RawSocket.onGateway(discord.port(), JSON)) {
            socket.sendFrame(identify());
            socket.awaitFrame("GUILD_CREATE");
            discord.gatewayFaults().halfOpen();
            discord.awaitNoSession(SOON);
            home.rename("nobody hears of this");
            socket.sendFrame("{\"op\":1,\"d\":null}");
            discord.askReconnect();
            discord.closeSessions(4000);
            assertThat(socket.isSilentFor(QUIET_MS)).isTrue();
            identified();
        }
    }

    @Test
    void jdaNoticesAHalfOpenConnectionByItsHeartbeatsAndResumes() throws Exception {
        stop();
        start(SimDiscord.builder().heartbeat(Duration.ofMillis(200)));
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.gatewayFaults().halfOpen();
            home.join(discord.user("alice"), home.voiceChannel("lounge"));
            // Having given the connection up, JDA's socket waits 10 s for a close frame.
            discord.awaitResumes(1, SOON.multipliedBy(3));
            bot.awaitDispatch("VOICE_STATE_UPDATE");
        }
    }

    @Test
    void aWithheldHelloComesWhenItIsLetGo() throws Exception {
        discord.gatewayFaults().withholdHello(true);
        try (RawSocket socket = RawSocket.onGateway(discord.port(), JSON)) {
            assertThat(socket.isSilentFor(QUIET_MS)).isTrue();
            discord.gatewayFaults().withholdHello(false);
            assertThat(new String(socket.read(40), StandardCharsets.UTF_8)).contains("\"op\":10");
        }
    }

    @Test
    void aWithheldReadyComesWhenItIsLetGo() throws Exception {
        discord.gatewayFaults().withholdReady(true);
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.identify(discord, 129);
        client.send("{\"op\":1,\"d\":null}");
        assertThat(client.nextPayload()).containsEntry("op", 11);
        assertThat(discord.identifies()).isZero();
        discord.gatewayFaults().withholdReady(false);
        assertThat(client.nextPayload()).containsEntry("t", "READY");
        client.awaitDispatch("GUILD_CREATE");
    }

    @Test
    void aSecondIdentifyWhileReadyIsWithheldIsClosedWith4005() throws Exception {
        discord.gatewayFaults().withholdReady(true);
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.identify(discord, 129);
        client.identify(discord, 129);
        assertThat(client.next()).isEqualTo("closed 4005");
    }

    @Test
    void aHandshakeIsRefusedWithAStatusAsOftenAsAsked() throws Exception {
        discord.gatewayFaults().refuseHandshakes(1, 502);
        try (RawSocket socket = new RawSocket(discord.port())) {
            socket.send("GET " + JSON + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(socket.readHead()).startsWith("HTTP/1.1 502 BAD GATEWAY\r\n");
        }
        identified();
    }

    @Test
    void jdaTriesAgainAfterARefusedHandshake() throws Exception {
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.gatewayFaults().refuseHandshakes(1, 503);
            discord.dropConnections();
            bot.awaitEvent(SessionDisconnectEvent.class);
            bot.awaitEvent(SessionResumeEvent.class);
        }
    }

    @Test
    void aSilentServerTakesTheConnectionAndNothingElse() throws Exception {
        discord.gatewayFaults().silent(true);
        try (RawSocket socket = new RawSocket(discord.port())) {
            socket.send("GET /api/v10/gateway HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(socket.isSilentFor(QUIET_MS)).isTrue();
            discord.gatewayFaults().silent(false);
            assertThat(new RestClient(discord).get("gateway").statusCode()).isEqualTo(200);
            assertThat(socket.isSilentFor(QUIET_MS)).isTrue();
            discord.dropConnections();
            assertThat(socket.readToTheEnd()).isEmpty();
        }
    }

    @Test
    void theFirstHeartbeatsStayUnansweredAndTheNextDoesNot() throws Exception {
        discord.gatewayFaults().missAcks(2);
        RawClient client = new RawClient(discord);
        client.nextPayload();
        client.send("{\"op\":1,\"d\":null}");
        client.send("{\"op\":1,\"d\":null}");
        client.identify(discord, 129);
        assertThat(client.nextPayload()).containsEntry("t", "READY");
        client.awaitDispatch("GUILD_CREATE");
        client.send("{\"op\":1,\"d\":null}");
        assertThat(client.nextPayload()).containsEntry("op", 11);
    }

    @Test
    void oneMissedAckIsForgivenByJdaAndMoreAreNot() throws Exception {
        stop();
        start(SimDiscord.builder().heartbeat(Duration.ofMillis(100)));
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.gatewayFaults().missAcks(4);
            bot.awaitEvent(SessionResumeEvent.class);
        }
    }

    @Test
    void aCorruptMessageEndsLikeOneAndIsNoDeflate() throws Exception {
        discord.gatewayFaults().corruptZlib(1);
        try (RawSocket socket = RawSocket.onGateway(discord.port(), JSON + "&compress=zlib-stream")) {
            byte[] hello = socket.readFrame();
            assertThat(hello[0]).isEqualTo((byte) 0xFF);
            assertThat(Arrays.copyOfRange(hello, hello.length - 4, hello.length))
                    .containsExactly(0, 0, 0xFF, 0xFF);
        }
        try (RawSocket socket = RawSocket.onGateway(discord.port(), JSON + "&compress=zlib-stream")) {
            assertThat(socket.readFrame()[0]).isEqualTo((byte) 0x78);
        }
    }

    @Test
    void jdaComesBackFromGarbageInItsZlibStream() throws Exception {
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.gatewayFaults().corruptZlib(1);
            home.join(discord.user("alice"), home.voiceChannel("lounge"));
            bot.awaitEvent(SessionDisconnectEvent.class);
            discord.awaitSession(SOON);
            home.rename("well again");
            bot.awaitDispatch("GUILD_UPDATE");
        }
    }

    @Test
    void everythingIsTakenBackAtOnce() throws Exception {
        GatewayFaults faults = discord.gatewayFaults();
        faults.latency(Duration.ofDays(1));
        faults.bytesPerSecond(1);
        faults.cutInMidFrame(5);
        faults.corruptZlib(5);
        faults.missAcks(5);
        faults.refuseHandshakes(5, 500);
        faults.silent(true);
        faults.withholdHello(true);
        faults.withholdReady(true);
        discord.stopAckingHeartbeats(true);
        faults.clear();
        RawClient client = identified();
        client.send("{\"op\":1,\"d\":null}");
        assertThat(client.nextPayload()).containsEntry("op", 11);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        GatewayFaults faults = discord.gatewayFaults();
        assertThatThrownBy(() -> faults.latency(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.bytesPerSecond(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.refuseHandshakes(1, 404)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.missAcks(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aResetIsANewWorldOnTheSamePort() throws Exception {
        RawClient client = identified();
        discord.gatewayFaults().withholdHello(true);
        discord.refuseConnections(true);
        discord.reset();
        assertThat(client.next()).isIn("lost", "closed 1006");
        assertThat(discord.guilds()).isEmpty();
        assertThat(discord.users()).containsExactly(discord.bot());
        assertThat(discord.identifies()).isZero();
        home = discord.guild("Another");
        identified();
    }
}
