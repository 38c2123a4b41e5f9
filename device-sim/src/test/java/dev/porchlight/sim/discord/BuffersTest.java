package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.wire.Frame;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept for a client has a bound in bytes, and not only in number. */
@Timeout(60)
class BuffersTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int KIB = 1024;

    private SimDiscord discord;

    @AfterEach
    void stop() {
        if (discord != null) {
            discord.close();
        }
    }

    private static String big(int kib) {
        return "{\"x\":\"" + "x".repeat(kib * KIB) + "\"}";
    }

    /** Loses a client, sends so many events of so many KiB and says what its RESUME is answered with first. */
    private Map<String, Object> resumeAfter(SimDiscordBuilder builder, int events, int kib) throws Exception {
        discord = builder.start();
        discord.guild("Home");
        RawClient client = new RawClient(discord);
        client.identify(discord, Intent.GUILDS.bit());
        String session = String.valueOf(client.await("READY").get("session_id"));
        int seen = (int) client.awaitDispatch("GUILD_CREATE").get("s");
        discord.dropConnections();
        discord.awaitNoSession(SOON);
        for (int i = 0; i < events; i++) {
            discord.sendRaw("BIG", big(kib));
        }
        RawClient back = new RawClient(discord);
        back.nextPayload();
        back.resume(discord, session, seen);
        return back.nextPayload();
    }

    @Test
    void whatFitsIntoTheBytesOfTheReplayIsReplayed() throws Exception {
        assertThat(resumeAfter(SimDiscord.builder().replayBytes(50 * KIB), 4, 10))
                .containsEntry("t", "BIG");
    }

    @Test
    void moreBytesThanTheReplayKeepsMeanIdentifyAgain() throws Exception {
        assertThat(resumeAfter(SimDiscord.builder().replayBytes(50 * KIB), 5, 10))
                .containsEntry("op", 9)
                .containsEntry("d", false);
    }

    @Test
    void aSessionKeeps16MebibytesWhenNothingIsSaid() throws Exception {
        assertThat(resumeAfter(SimDiscord.builder(), 15, KIB)).containsEntry("t", "BIG");
        discord.close();
        assertThat(resumeAfter(SimDiscord.builder(), 16, KIB)).containsEntry("op", 9);
    }

    @Test
    void aReplayOfNothingIsRefused() {
        assertThatThrownBy(() -> SimDiscord.builder().replayBytes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClientThatDoesNotReadIsCutBefore100MebibytesWaitForIt() throws Exception {
        discord = SimDiscord.start();
        discord.guild("Home");
        try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), discord.port())) {
            OutputStream out = deaf.getOutputStream();
            out.write("""
                    GET /?v=10&encoding=json HTTP/1.1\r
                    Host: x\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            out.write(Frame.text("{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":1}}")
                    .masked());
            discord.awaitSession(SOON);
            for (int i = 0; i < 100; i++) {
                discord.sendRaw("BIG", big(KIB));
            }
            discord.awaitNoSession(SOON);
        }
    }

    @Test
    void oneEventMayHaveAnyLength() throws Exception {
        discord = SimDiscord.start();
        discord.guild("Home");
        RawClient client = new RawClient(discord);
        client.identify(discord, Intent.GUILDS.bit());
        client.await("GUILD_CREATE");
        discord.sendRaw("BIG", big(65 * KIB));
        assertThat(client.next()).hasSizeGreaterThan(65 * KIB * KIB);
    }
}
