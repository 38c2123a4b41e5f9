package dev.porchlight.sim.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every byte a board sends in one long conversation, and the millisecond of its clock at which it does, against the file kept
 * under its profile's name.
 */
class TranscriptTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration MS = Duration.ofMillis(1);
    private static final Duration RECONNECT = Duration.ofMillis(5);
    private static final Duration PING = Duration.ofSeconds(15);
    private static final Duration PONG = Duration.ofSeconds(3);
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyByteIsTheFirmwares(Profile profile) throws Exception {
        try (Recorder recorder = new Recorder(profile)) {
            connectAndPing(recorder);
            missPongs(recorder);
            closeAndRefuse(recorder);
            ignoreAndOverflow(recorder);
            stopInTheMiddleOfALine(recorder, profile);
            update(recorder, profile);
            recorder.note("the LED is " + (recorder.board().lit() ? "on" : "off"));
            assertThat(String.join("\n", recorder.lines()) + "\n").isEqualTo(kept(profile));
        }
    }

    private static void connectAndPing(Recorder recorder) throws IOException {
        recorder.note("a first connection, answered; OK, then 1");
        recorder.accept();
        recorder.upgrade();
        recorder.text("OK");
        recorder.text("1");
        recorder.board().awaitLit(true, SOON);
        recorder.sync();
        recorder.note("a ping with a payload");
        recorder.frame(0x89, new byte[] {'h', 'i'});
        recorder.sync();
        recorder.note("its first ping, after 15 s of uptime and not before; answered");
        recorder.advance(PING.minus(MS));
        recorder.sync();
        recorder.advance(MS);
        recorder.frame();
        recorder.frame(0x8A, new byte[0]);
        recorder.sync();
    }

    private static void missPongs(Recorder recorder) throws IOException {
        recorder.note("its next ping, not answered, nor the one after it: no close frame, and the LED stays on");
        recorder.advance(PING.minus(MS));
        recorder.sync();
        recorder.advance(MS);
        recorder.sync();
        recorder.advance(PONG.minus(MS));
        recorder.sync();
        recorder.advance(MS);
        recorder.sync();
        recorder.advance(PONG.minus(MS));
        recorder.sync();
        recorder.advance(MS);
        recorder.end();
        assertThat(recorder.board().lit()).isTrue();
        reconnect(recorder);
        recorder.upgrade();
        recorder.note("it has been up for longer than 15 s: a ping right behind AUTH");
        recorder.frame();
        recorder.frame();
        recorder.frame(0x8A, new byte[0]);
        recorder.sync();
    }

    /** Five milliseconds after a loss, and not before. */
    private static void reconnect(Recorder recorder) throws IOException {
        recorder.advance(RECONNECT.minus(MS));
        assertThat(recorder.knocks()).isFalse();
        recorder.advance(MS);
        recorder.accept();
    }

    private static void closeAndRefuse(Recorder recorder) throws IOException {
        recorder.note("a close frame of the server's, 1001");
        recorder.frame(0x88, new byte[] {0x03, (byte) 0xE9});
        recorder.end();
        reconnect(recorder);
        recorder.note("refused with 429");
        recorder.send("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
        recorder.endOfPlainBytes();
        reconnect(recorder);
        recorder.note("refused because Connection is not exactly upgrade");
        recorder.send(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n");
        recorder.endOfPlainBytes();
        reconnect(recorder);
        recorder.note("refused with the headers of an upgrade and another status");
        recorder.send("HTTP/1.1 403 Forbidden\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        recorder.end();
        reconnect(recorder);
        recorder.note("not answered at all for 5 s");
        recorder.advance(HANDSHAKE);
        recorder.end();
        reconnect(recorder);
    }

    private static void ignoreAndOverflow(Recorder recorder) throws IOException {
        recorder.upgrade();
        recorder.frame();
        recorder.frame();
        recorder.frame(0x8A, new byte[0]);
        recorder.note("binary, fragmented and unknown messages: not a byte, and the LED stays on");
        recorder.frame(0x82, new byte[] {'0'});
        recorder.frame(0x01, new byte[] {'0'});
        recorder.frame(0x80, new byte[0]);
        recorder.text("hello");
        recorder.sync();
        assertThat(recorder.board().lit()).isTrue();
        recorder.note("15 KiB are taken, one byte more closes with 1009");
        recorder.frame(0x81, new byte[15 * 1024]);
        recorder.sync();
        recorder.frame(0x81, new byte[15 * 1024 + 1]);
        recorder.end();
        reconnect(recorder);
    }

    private static void stopInTheMiddleOfALine(Recorder recorder, Profile profile) throws Exception {
        recorder.note("an answer that stops in the middle of a line for longer than 5 s");
        recorder.sendAndAwait("HTTP/1.1 429 Too Many");
        recorder.advance(HANDSHAKE.plusSeconds(1));
        if (profile == Profile.ESP8266) {
            recorder.end();
            recorder.accept();
        } else {
            assertThat(recorder.knocks()).isFalse();
            recorder.send(" Requests\r\n\r\n");
            recorder.endOfPlainBytes();
            reconnect(recorder);
        }
        recorder.upgrade();
        recorder.frame();
        recorder.frame();
        recorder.frame(0x8A, new byte[0]);
        recorder.sync();
    }

    private static void update(Recorder recorder, Profile profile) throws IOException {
        String url = "\"url\":\"http://127.0.0.1/fw.bin\"";
        recorder.note("an update for an esp8266, then one for an esp32: each takes its own");
        recorder.text("{\"type\":\"ota\",\"chip\":\"esp8266\"," + url + "}");
        if (profile == Profile.ESP8266) {
            reboot(recorder);
        }
        recorder.text("{\"type\":\"ota\",\"chip\":\"esp32\"," + url + "}");
        if (profile != Profile.ESP8266) {
            reboot(recorder);
        }
        recorder.sync();
        recorder.note("an update for whoever hears it");
        recorder.text("OTA:http://127.0.0.1/fw.bin");
        reboot(recorder);
        recorder.sync();
    }

    /** Its uptime starts again: no ping behind this AUTH. */
    private static void reboot(Recorder recorder) throws IOException {
        recorder.end();
        recorder.advance(Duration.ofSeconds(10).minus(MS));
        assertThat(recorder.knocks()).isFalse();
        recorder.advance(MS);
        recorder.accept();
        recorder.upgrade();
        recorder.frame();
        recorder.sync();
    }

    private static String kept(Profile profile) throws IOException {
        try (InputStream in = TranscriptTest.class.getResourceAsStream("transcript-" + profile.label() + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
