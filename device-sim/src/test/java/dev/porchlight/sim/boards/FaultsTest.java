package dev.porchlight.sim.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.boards.RawServer.Peer;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault on demand, as a raw server and a person looking at the LED notice it. Time is moved by hand. */
class FaultsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration MS = Duration.ofMillis(1);

    private RawServer server;
    private SimBoards boards;
    private SimBoard board;

    @BeforeEach
    void start() throws Exception {
        server = new RawServer();
        boards = SimBoards.startWithTimeByHand(Timing.stock());
        board = boards.add(Profile.ESP8266, server.url(), "s3cret");
    }

    @AfterEach
    void stop() throws Exception {
        boards.close();
        server.close();
    }

    private Peer lit() throws IOException {
        Peer peer = server.authorise();
        peer.text("1");
        board.awaitLit(true, SOON);
        return peer;
    }

    /** Nothing has been sent: the answer to this ping would come behind it. */
    private static void assertSilentUntilNow(Peer peer) throws IOException {
        peer.frame(0x89, new byte[] {'?'});
        assertThat(peer.message()).isEqualTo("138 ?");
    }

    private long bytesRead() {
        synchronized (board.state()) {
            return board.state().bytesRead;
        }
    }

    private void awaitRead(long bytes) {
        board.state().await("bytes", SOON, state -> state.bytesRead >= bytes);
    }

    private static void assertDead(Peer peer) throws IOException {
        peer.frame(0x89, new byte[] {'?'});
        peer.socket.setSoTimeout(200);
        assertThatThrownBy(peer::message).isInstanceOf(SocketTimeoutException.class);
        peer.socket.setSoTimeout(10_000);
    }

    @Test
    void aSlowReaderTakesSoManyBytesASecond() throws Exception {
        try (Peer peer = server.authorise()) {
            board.awaitAuthorised(SOON);
            board.readSlowly(1);
            long before = bytesRead();
            peer.text("1"); // three bytes: the last is taken after two seconds
            awaitRead(before + 1);
            boards.advance(Duration.ofSeconds(1));
            awaitRead(before + 2);
            boards.advance(Duration.ofSeconds(1).minus(MS));
            assertThat(board.lit()).isFalse();
            assertThat(bytesRead()).isEqualTo(before + 2);
            boards.advance(MS);
            board.awaitLit(true, SOON);
            board.readNormally();
            peer.text("0");
            board.awaitLit(false, SOON);
        }
    }

    @Test
    void aReaderThatStopsAltogetherHearsNothingUntilItMay() throws Exception {
        try (Peer peer = lit()) {
            board.stopReading(true);
            peer.text("0");
            boards.advance(Duration.ofSeconds(10));
            assertThat(board.lit()).isTrue();
            board.stopReading(false);
            board.awaitLit(false, SOON);
        }
    }

    @Test
    void pingsStayUnansweredWhileItsOwnGoOn() throws Exception {
        try (Peer peer = lit()) {
            board.stopAnsweringPings(true);
            peer.frame(0x89, new byte[] {'x'});
            peer.text("0");
            board.awaitLit(false, SOON);
            boards.advance(Duration.ofSeconds(15));
            assertThat(peer.message()).isEqualTo("137 ");
            board.stopAnsweringPings(false);
            assertSilentUntilNow(peer);
        }
    }

    @Test
    void aHalfOpenBoardSaysNothingKeepsItsLedAndWakesWhereItWas() throws Exception {
        try (Peer peer = lit()) {
            board.halfOpen(true);
            peer.text("0");
            boards.advance(A_MINUTE);
            assertDead(peer);
            assertThat(board.lit()).isTrue();
            assertThat(board.authorised()).isTrue();
            board.halfOpen(false);
            assertThat(peer.message()).isIn("137 ", "138 ?");
            board.awaitLit(false, SOON);
        }
    }

    @Test
    void withoutWifiTheLedIsOffAndTheServerHearsNothingUntilTheBoardComesFromANewSocket() throws Exception {
        try (Peer peer = lit()) {
            board.noWifi(A_MINUTE);
            assertThat(board.lit()).isFalse();
            assertThat(board.authorised()).isFalse();
            boards.advance(A_MINUTE.minus(MS));
            assertDead(peer);
            assertThat(board.connects()).isEqualTo(1);
            boards.advance(MS);
            try (Peer second = server.upgrade()) {
                assertThat(second.message()).isEqualTo("129 AUTH:s3cret");
                assertThatThrownBy(peer::ended)
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
                second.text("1");
                board.awaitLit(true, SOON);
            }
        }
    }

    @Test
    void aWrongTokenIsSentUntilItIsRightAgain() throws Exception {
        board.wrongToken(true);
        board.cut();
        server.accept().close();
        boards.advance(MS.multipliedBy(5));
        try (Peer peer = server.upgrade()) {
            assertThat(peer.message()).isEqualTo("129 AUTH:s3cret-wrong");
            peer.text("NOAUTH");
            board.awaitNoauths(1, SOON);
            board.wrongToken(false);
            board.useToken("other");
            board.cut();
            boards.advance(MS.multipliedBy(5));
            try (Peer next = server.upgrade()) {
                assertThat(next.message()).isEqualTo("129 AUTH:other");
            }
        }
    }

    @Test
    void garbageIsTheSameForTheSameSeedAndTheBoardGoesOn() throws Exception {
        assertThat(board.garbage(7, 10)).as("nobody to say it to").isFalse();
        try (Peer peer = lit()) {
            byte[] expected = Garbage.bytes(7, 1_000);
            assertThat(board.garbage(7, 1_000)).isTrue();
            assertThat(peer.bytes(1_000)).isEqualTo(expected);
            assertSilentUntilNow(peer);
            assertThat(board.brokenFrames(7, 50)).isTrue();
            byte[] frames = Garbage.frames(7, 50);
            assertThat(peer.bytes(frames.length)).isEqualTo(frames);
            assertThat(board.lit()).isTrue();
            assertThatThrownBy(() -> board.garbage(7, SimBoard.MAX_GARBAGE_BYTES + 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRebootWithAResetIsSeenAtOnceAndTheLedStaysOffUntilItIsTold() throws Exception {
        try (Peer peer = lit()) {
            boards.advance(Duration.ofSeconds(14));
            board.reboot(Reboot.RESET, Duration.ofSeconds(4));
            assertThat(board.lit()).isFalse();
            assertThatThrownBy(peer::ended).isInstanceOf(SocketException.class).hasMessageContaining("reset");
            boards.advance(Duration.ofSeconds(4));
            try (Peer second = server.authorise()) {
                board.awaitAuthorised(SOON);
                assertThat(board.lit()).isFalse();
                boards.advance(Duration.ofSeconds(15).minus(MS));
                assertSilentUntilNow(second);
                boards.advance(MS);
                assertThat(second.message()).as("uptime started again").isEqualTo("137 ");
            }
        }
    }

    @Test
    void aSilentRebootIsNotSeenUntilTheServerSpeaksToTheOldConnection() throws Exception {
        try (Peer peer = lit()) {
            board.reboot(Reboot.SILENT, Duration.ofSeconds(4));
            boards.advance(Duration.ofSeconds(4).minus(MS));
            assertDead(peer);
            boards.advance(MS);
            try (Peer second = server.upgrade()) {
                assertThat(second.message()).isEqualTo("129 AUTH:s3cret");
                assertThatThrownBy(peer::ended).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void aFastClockPingsEarlyAndASlowOneLate() throws Exception {
        try (Peer peer = lit()) {
            board.clockDrift(50); // ten real seconds are fifteen of its own
            boards.advance(Duration.ofSeconds(10).minus(MS));
            assertSilentUntilNow(peer);
            boards.advance(MS.multipliedBy(2));
            assertThat(peer.message()).isEqualTo("137 ");
            board.clockDrift(-50); // six real seconds are the three it waits for a pong
            boards.advance(Duration.ofSeconds(6).minus(MS.multipliedBy(5)));
            assertSilentUntilNow(peer);
            boards.advance(MS.multipliedBy(6));
            assertThat(peer.message()).isEqualTo("137 ");
            boards.advance(Duration.ofSeconds(6).plus(MS));
            assertThat(peer.ended()).isTrue();
            assertThatThrownBy(() -> board.clockDrift(51)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void threeRefusalsOnOneConnectionOpenThePortalForThreeMinutes() throws Exception {
        try (Peer peer = lit()) {
            for (int i = 1; i <= 3; i++) {
                peer.text("NOAUTH");
            }
            board.awaitLit(false, SOON);
            boards.advance(Troubles.PORTAL.minus(MS));
            assertDead(peer);
            boards.advance(MS);
            assertThat(peer.message()).isEqualTo("136 \u0003\u00E8");
            try (Peer second = server.upgrade()) {
                assertThat(second.message()).isEqualTo("129 AUTH:s3cret");
            }
        }
    }

    @Test
    void aFrameThatStopsInTheMiddleHoldsTheBoardUpForFiveSeconds() throws Exception {
        try (Peer peer = lit()) {
            boards.advance(Duration.ofSeconds(14));
            long before = bytesRead();
            peer.send(new byte[] {(byte) 0x81, 2, '1'});
            awaitRead(before + 3);
            boards.advance(Duration.ofSeconds(5).minus(MS));
            boards.advance(MS);
            assertThat(peer.message()).as("no ping meanwhile, then close 1002").isEqualTo("136 \u0003\u00EA");
        }
    }

    @Test
    void updatesAreRecordedAndTakenAsTheFirmwareDoes() throws Exception {
        try (Peer peer = lit()) {
            peer.text("{\"type\":\"ota\",\"url\":\"http://x/a\",\"chip\":\"esp32\"}");
            peer.text("{\"type\":\"ota\",\"url\":\" \"}");
            peer.text("OTA: ");
            peer.text("{\"type\":\"other\",\"url\":\"http://x/a\"}");
            peer.text("{\"type\":\"ota\"");
            assertSilentUntilNow(peer);
            board.ota(OtaResult.FAILED, Duration.ofSeconds(30));
            peer.text("{\"type\":\"ota\",\"url\":\" https://x/b \",\"md5\":\"00ff\"}");
            assertThat(peer.message()).isEqualTo("136 \u0003\u00E8");
            assertThat(peer.ended()).isTrue();
            board.awaitLit(false, SOON);
            assertThat(board.otas())
                    .containsExactly(
                            new Ota("http://x/a", "", "esp32", Ota.Fate.OTHER_CHIP),
                            new Ota("", "", "", Ota.Fate.NO_URL),
                            new Ota("https://x/b", "00ff", "", Ota.Fate.TAKEN));
            boards.advance(Duration.ofSeconds(30));
            try (Peer second = server.upgrade()) {
                assertThat(second.message()).isEqualTo("129 AUTH:s3cret");
                assertThat(second.message()).as("a failed update is no reboot").isEqualTo("137 ");
            }
        }
    }

    @Test
    void anUpdateIsTakenBeforeOk() throws Exception {
        try (Peer peer = server.upgrade()) {
            peer.message();
            peer.text("OTA:http://127.0.0.1/fw.bin");
            board.awaitOtas(1, SOON);
            assertThat(peer.message()).isEqualTo("136 \u0003\u00E8");
        }
    }

    @Test
    void textIsWhatAnArduinoStringHolds() throws Exception {
        try (Peer peer = server.authorise()) {
            peer.frame(0x81, "\u000b1\r\n\0junk".getBytes(StandardCharsets.UTF_8));
            board.awaitLit(true, SOON);
            peer.frame(0x81, "\u00a00".getBytes(StandardCharsets.UTF_8));
            assertSilentUntilNow(peer);
            assertThat(board.lit()).isTrue();
        }
    }

    @Test
    void reservedBitsAndMaskedServerFramesPass() throws Exception {
        try (Peer peer = server.authorise()) {
            peer.send(new byte[] {(byte) 0xC1, (byte) 0x81, 1, 2, 3, 4, '1' ^ 1});
            board.awaitLit(true, SOON);
            peer.frame(0x83, new byte[0]);
            assertThat(peer.message()).isEqualTo("136 \u0003\u00EA");
        }
    }

    @Test
    void aBoardThatIsSwitchedOffHasNoFaults() throws Exception {
        try (Peer peer = lit()) {
            board.close();
            board.noWifi(A_MINUTE);
            board.reboot(Reboot.SILENT, MS);
            assertThat(board.garbage(1, 1)).isFalse();
            boards.advance(A_MINUTE);
            assertThat(peer.ended()).isTrue();
            assertThat(board.lastDrop()).isEqualTo("switched off");
            assertThat(board.connects()).isEqualTo(1);
        }
    }
}
