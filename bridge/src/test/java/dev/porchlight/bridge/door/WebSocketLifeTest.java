package dev.porchlight.bridge.door;

import static dev.porchlight.bridge.door.RawWebSocket.CLOSE;
import static dev.porchlight.bridge.door.RawWebSocket.PING;
import static dev.porchlight.bridge.door.RawWebSocket.PONG;
import static dev.porchlight.bridge.door.RawWebSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a socket lives and ends: timers, caps, back-pressure, pings, and every way to the one last call. */
class WebSocketLifeTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Frame BIG = Frame.text("x".repeat(100_000));

    /** Does what it is told by text messages. */
    private final RecordingHandler handler = new RecordingHandler() {
        @Override
        protected void on(Socket socket, String call) {
            switch (call) {
                case "text close" -> socket.close(4001);
                case "text close empty" -> socket.close(CloseCode.NO_STATUS);
                case "text close badly" -> socket.close(1006);
                case "text throw" -> throw new IllegalStateException("handler");
                case "text error" -> throw new StackOverflowError("handler");
                case "text deafen" -> {
                    socket.deafen();
                    socket.send(Frame.text("deaf"));
                }
                case "text cap 5" -> socket.messageCap(5);
                case "text cap 0" -> socket.messageCap(0);
                case "text timer" -> socket.after(Duration.ofMillis(1));
                case "text timer moved" -> {
                    socket.after(Duration.ofMillis(1));
                    socket.after(LONG);
                    socket.send(Frame.text("moved"));
                }
                case "text timer dropped" -> {
                    socket.after(Duration.ofMillis(1));
                    socket.noTimer();
                    socket.noTimer();
                    socket.send(Frame.text("dropped"));
                }
                case "timer" -> socket.send(Frame.text("time"));
                case "stopping" -> socket.send(Frame.text("bye"));
                case "text fill" -> fill(socket);
                case "text fill and more" -> {
                    fill(socket);
                    socket.send(BIG);
                }
                default -> {}
            }
            if (call.startsWith("closed")) {
                // nothing here may do anything, least of all call back
                socket.send(BIG);
                socket.close(1000);
                socket.after(Duration.ZERO);
            }
        }

        private void fill(Socket socket) {
            while (!socket.full()) {
                socket.send(BIG);
            }
        }
    };

    private TestDoor door;

    private RawWebSocket open(DoorLimits limits, SocketLimits socketLimits) throws Exception {
        door = TestDoor.open(limits, new Routes().webSocket("/ws", new TestEndpoint(socketLimits, () -> handler)));
        RawWebSocket peer = RawWebSocket.over(RawClient.withSmallWindow(door.address()), "/ws");
        assertThat(handler.next()).isEqualTo("opened");
        return peer;
    }

    private RawWebSocket open() throws Exception {
        return open(new TestLimits().build(), TestEndpoint.limits(100));
    }

    private static SocketLimits stall(long millis) {
        return new SocketLimits(100, 64 * 1024, Duration.ofMillis(millis), LONG, 2);
    }

    private static SocketLimits ping(long millis, int missed) {
        return new SocketLimits(100, 64 * 1024, LONG, Duration.ofMillis(millis), missed);
    }

    @AfterEach
    void close() throws InterruptedException {
        door.close();
        assertThat(door.deaths()).isEmpty();
        assertThat(handler.pending()).as("calls behind the last one").isZero();
    }

    @Test
    void thePeerClosesFirst() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.send(RawWebSocket.close(1000)).assertClosedWith(1000);
            assertThat(handler.next()).isEqualTo("closed peer_closed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theHandlerClosesFirst(boolean empty) throws Exception {
        try (RawWebSocket peer = open()) {
            int code = empty ? 1005 : 4001;
            assertThat(peer.say(empty ? "close empty" : "close").receive().closeCode())
                    .isEqualTo(code);
            // What is said in between is not heard; an answering close of any form ends it.
            peer.say("too late").send(frame(true, PING, new byte[1]));
            peer.send(empty ? frame(true, CLOSE, new byte[0]) : RawWebSocket.close(code));
            peer.raw().assertEnd();
            assertThat(handler.untilClosed()).hasSize(2).last().isEqualTo("closed closed");
        }
    }

    @Test
    void aPeerThatDoesNotAnswerACloseIsLetGo() throws Exception {
        try (RawWebSocket peer = open(new TestLimits().lingerTime(50).build(), TestEndpoint.limits(100))) {
            assertThat(peer.say("close").receive().closeCode()).isEqualTo(4001);
            peer.raw().awaitGone();
            assertThat(handler.untilClosed()).containsExactly("text close", "closed closed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "error", "close badly", "cap 0"})
    void aHandlerThatThrowsClosesItsSocketWith1011(String how) throws Exception {
        try (RawWebSocket peer = open()) {
            assertThat(peer.say(how).receive().closeCode()).isEqualTo(1011);
            peer.send(RawWebSocket.close(1011)).raw().assertEnd();
            assertThat(handler.untilClosed()).containsExactly("text " + how, "closed handler_failed");
            assertThat(door.counts().handlerErrors()).isEqualTo(1);
        }
    }

    @Test
    void aPeerThatIsSimplyGone() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.raw().halfClose().assertEnd();
            assertThat(handler.next()).isEqualTo("closed peer_lost");
        }
    }

    @Test
    void aPeerThatResets() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.raw().socket().setSoLinger(true, 0);
        }
        assertThat(handler.next()).isEqualTo("closed peer_lost");
    }

    @Test
    void writingToAPeerThatIsGoneDoesNotCallBackFromInsideTheCall() throws Exception {
        RawWebSocket peer = open();
        Socket socket = handler.socket();
        java.util.concurrent.CountDownLatch sent = new java.util.concurrent.CountDownLatch(1);
        AtomicInteger pendingInside = new AtomicInteger();
        door.door().onLoop(() -> {
            try {
                peer.raw().socket().setSoLinger(true, 0);
                peer.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            for (int i = 0; i < 100; i++) {
                socket.send(BIG); // a broken pipe, found out by a write
            }
            pendingInside.set(handler.pending());
            sent.countDown();
        });
        sent.await();
        assertThat(pendingInside.get()).isZero();
        assertThat(handler.next()).isEqualTo("closed peer_lost");
    }

    @Test
    void theTimerRunsOnceAndCanBeMoved() throws Exception {
        try (RawWebSocket peer = open()) {
            assertThat(peer.say("timer").hear()).isEqualTo("time");
            assertThat(peer.say("timer moved").hear()).isEqualTo("moved");
            assertThat(peer.say("timer").hear()).isEqualTo("time");
            peer.send(RawWebSocket.close(1000)).assertClosedWith(1000);
            assertThat(handler.untilClosed())
                    .containsExactly(
                            "text timer", "timer", "text timer moved", "text timer", "timer", "closed peer_closed");
        }
    }

    @Test
    void aTimerThatWasDroppedNeverFires() throws Exception {
        try (RawWebSocket peer = open();
                RawWebSocket later = door.webSocket("/ws")) {
            assertThat(handler.next()).isEqualTo("opened");
            assertThat(peer.say("timer dropped").hear()).isEqualTo("dropped");
            // Armed behind it for the same time: when this one has fired the other one would have.
            assertThat(later.say("timer").hear()).isEqualTo("time");
            assertThat(handler.next()).isEqualTo("text timer dropped");
            assertThat(handler.next()).isEqualTo("text timer");
            assertThat(handler.next()).isEqualTo("timer");
            assertThat(handler.pending()).isZero();
            for (RawWebSocket each : List.of(peer, later)) {
                each.send(RawWebSocket.close(1000)).assertClosedWith(1000);
                assertThat(handler.next()).isEqualTo("closed peer_closed");
            }
        }
    }

    @Test
    void aDeafSocketHearsOnlyTheClose() throws Exception {
        try (RawWebSocket peer = open()) {
            assertThat(peer.say("deafen").hear()).isEqualTo("deaf");
            peer.say("close").say("throw").send(frame(true, RawWebSocket.BINARY, new byte[3]));
            peer.send(RawWebSocket.close(1000)).assertClosedWith(1000);
            assertThat(handler.untilClosed()).containsExactly("text deafen", "closed peer_closed");
        }
    }

    @Test
    void whoIsNotListenedToMustSpeakUtf8AllTheSame() throws Exception {
        try (RawWebSocket peer = open()) {
            assertThat(peer.say("deafen").hear()).isEqualTo("deaf");
            peer.send(
                    frame(false, RawWebSocket.TEXT, new byte[] {'a', (byte) 0xC3}),
                    frame(true, RawWebSocket.CONTINUATION, new byte[] {'b'}));
            peer.assertClosedWith(1007);
            assertThat(handler.untilClosed()).containsExactly("text deafen", "closed protocol_error");
        }
    }

    @Test
    void theMessageCapMayChangeBothWays() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.say("x".repeat(100)).say("cap 5").say("12345").say("123456");
            assertThat(peer.receive().closeCode()).isEqualTo(1009);
            assertThat(handler.untilClosed()).endsWith("text cap 5", "text 12345", "closed protocol_error");
        }
    }

    @Test
    void whatIsFullDrainsWhenThePeerReads() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.say("fill");
            assertThat(handler.next()).isEqualTo("text fill");
            TestDoor.until("full", () -> handler.socket().full());
            while (handler.pending() == 0) {
                assertThat(peer.hear()).hasSize(100_000);
            }
            assertThat(handler.next()).isEqualTo("drained");
            peer.send(RawWebSocket.close(1000));
            peer.raw().awaitGone();
            assertThat(handler.next()).isEqualTo("closed peer_closed");
        }
    }

    @Test
    void whatWaitsBehindTheMessageInFlightIsCapped() throws Exception {
        try (RawWebSocket peer = open(new TestLimits().lingerTime(50).build(), TestEndpoint.limits(100))) {
            peer.say("fill and more");
            assertThat(handler.untilClosed()).containsExactly("text fill and more", "closed queue_full");
        }
    }

    @Test
    void thePeerIsToldOfAFullQueueIfItReadsAfterAll() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.say("fill and more");
            RawWebSocket.Received frame = peer.receive();
            while (frame.opcode() != CLOSE) {
                frame = peer.receive();
            }
            assertThat(frame.closeCode()).isEqualTo(1013);
            peer.send(RawWebSocket.close(1013)).raw().assertEnd();
            assertThat(handler.untilClosed()).last().isEqualTo("closed queue_full");
        }
    }

    @Test
    void stallTime_aSocketThatStaysFullIsDropped() throws Exception {
        try (RawWebSocket peer = open(new TestLimits().build(), stall(100))) {
            peer.say("fill");
            assertThat(handler.untilClosed()).containsExactly("text fill", "closed stalled");
        }
    }

    @Test
    void pings_aPeerThatAnswersLives() throws Exception {
        try (RawWebSocket peer = open(new TestLimits().build(), ping(40, 1))) {
            for (int i = 0; i < 5; i++) {
                RawWebSocket.Received ping = peer.receive();
                assertThat(ping.first()).isEqualTo(0x80 | PING);
                assertThat(ping.payload().remaining()).isZero();
                peer.send(frame(true, PONG, new byte[0]));
            }
            peer.send(RawWebSocket.close(1000));
            assertThat(handler.next()).isEqualTo("closed peer_closed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void pings_aSilentPeerIsDroppedAfterSoManyMissed(int missed) throws Exception {
        try (RawWebSocket peer = open(new TestLimits().build(), ping(40, missed))) {
            for (int i = 0; i < missed; i++) {
                assertThat(peer.receive().first()).isEqualTo(0x80 | PING);
            }
            peer.raw().assertEnd();
            assertThat(handler.next()).isEqualTo("closed no_pong");
        }
    }

    @Test
    void ofThePingsAPeerDidNotReadTheAnswersToItGetsTheNewest() throws Exception {
        try (RawWebSocket peer = open()) {
            peer.say("fill");
            assertThat(handler.next()).isEqualTo("text fill");
            TestDoor.until("full", () -> handler.socket().full());
            for (int i = 0; i < 1_000; i++) {
                peer.send(frame(true, PING, ("ping " + i).getBytes(StandardCharsets.US_ASCII)));
            }
            peer.say("all pings are in");
            assertThat(handler.next()).isEqualTo("text all pings are in");
            RawWebSocket.Received frame = peer.receive();
            while (frame.opcode() != PONG) {
                frame = peer.receive();
            }
            assertThat(frame.text()).isEqualTo("ping 999");
            assertThat(handler.next()).isEqualTo("drained");
            peer.send(RawWebSocket.close(1000)).assertClosedWith(1000);
            assertThat(handler.next()).isEqualTo("closed peer_closed");
        }
    }

    @Test
    void stopping_eachPeerHearsALastWordAnd1001() throws Exception {
        try (RawWebSocket peer = open()) {
            Thread closing = Thread.ofPlatform().start(door::close);
            assertThat(peer.hear()).isEqualTo("bye");
            assertThat(peer.receive().closeCode()).isEqualTo(1001);
            peer.send(RawWebSocket.close(1001)).raw().assertEnd();
            peer.raw().leave();
            closing.join();
            assertThat(handler.untilClosed()).containsExactly("stopping", "closed stopping");
            assertThat(door.counts().open()).isZero();
        }
    }

    @Test
    void stopping_aPeerThatDoesNotAnswerIsToldGoneAllTheSame() throws Exception {
        try (RawWebSocket peer = open(new TestLimits().stopTime(50).build(), TestEndpoint.limits(100))) {
            door.close();
            assertThat(peer.hear()).isEqualTo("bye");
            assertThat(handler.untilClosed()).containsExactly("stopping", "closed stopping");
        }
    }
}
