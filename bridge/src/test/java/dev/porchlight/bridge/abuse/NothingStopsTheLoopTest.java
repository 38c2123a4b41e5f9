package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Admission;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Endpoint;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.RecordingHandler;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a feature throws, wherever it is called: the loop, and a board beside it, go on. */
class NothingStopsTheLoopTest {

    /** What there is to throw; checked exceptions are out of a handler's reach on the loop. */
    enum Thrown {
        RUNTIME {
            @Override
            Error now() {
                throw new IllegalStateException("thrown by the test");
            }
        },
        ASSERTION {
            @Override
            Error now() {
                throw new AssertionError("thrown by the test");
            }
        },
        LINKAGE {
            @Override
            Error now() {
                throw new NoClassDefFoundError("thrown by the test");
            }
        },
        STACK {
            @Override
            Error now() {
                throw new StackOverflowError("thrown by the test");
            }
        };

        abstract Error now();
    }

    private static final class Throwing extends RecordingHandler {
        private final Thrown thrown;
        private final String in;

        Throwing(Thrown thrown, String in) {
            this.thrown = thrown;
            this.in = in;
        }

        @Override
        protected void on(Socket socket, String call) {
            if (call.equals("opened")) {
                socket.after(Duration.ofMillis(1));
            }
            if (call.startsWith(in)) {
                throw thrown.now();
            }
        }
    }

    private static final class ThrowingEndpoint implements Endpoint {
        private final Thrown thrown;

        ThrowingEndpoint(Thrown thrown) {
            this.thrown = thrown;
        }

        @Override
        public SocketLimits limits() {
            return TestEndpoint.limits(1024);
        }

        @Override
        public Admission admit(Request request) {
            throw thrown.now();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenAHandlerThatThrowsThen500Or1011AndABoardBesideItGoesOn(Thrown thrown) throws Exception {
        RecordingHandler board = new RecordingHandler();
        Routes routes = new Routes()
                .webSocket("/board", TestEndpoint.of(board))
                .webSocket("/admit", new ThrowingEndpoint(thrown))
                .get("/get", request -> {
                    throw thrown.now();
                })
                .errors("/get", (status, code, message) -> {
                    throw thrown.now();
                })
                .get("/fine", request -> Answer.json(200, "{}"));
        for (String call : new String[] {"opened", "text", "binary", "timer", "closed"}) {
            routes.webSocket("/" + call, new TestEndpoint(TestEndpoint.limits(1024), () -> new Throwing(thrown, call)));
        }
        try (TestDoor door = TestDoor.open(routes);
                RawWebSocket peer = door.webSocket("/board")) {
            assertThat(board.next()).isEqualTo("opened");
            for (String path : new String[] {"/get", "/admit"}) {
                try (RawClient client = door.client()) {
                    RawClient.Answer answer =
                            client.send(RawWebSocket.handshake(path)).answer();
                    assertThat(answer.status()).as(path).isEqualTo(500);
                    assertThat(answer.body()).contains("\"internal_error\"");
                }
            }
            for (String path : new String[] {"/opened", "/text", "/binary", "/timer"}) {
                try (RawWebSocket socket = door.webSocket(path)) {
                    if (path.equals("/text")) {
                        socket.say("x");
                    } else if (path.equals("/binary")) {
                        socket.send(RawWebSocket.frame(true, RawWebSocket.BINARY, new byte[1]));
                    }
                    assertThat(socket.receive().closeCode()).as(path).isEqualTo(1011);
                }
            }
            door.webSocket("/closed").close();
            door.door().onLoop(() -> {
                throw thrown.now();
            });
            TestDoor.until("each is counted", () -> door.counts().handlerErrors() == 8);
            TestDoor.until("each is gone", () -> door.counts().open() == 1);
            door.door().onLoop(() -> board.socket().send(Frame.text("1")));
            assertThat(peer.hear()).isEqualTo("1");
            try (RawClient client = door.client()) {
                assertThat(client.send("GET /fine HTTP/1.1\r\nHost: x\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            TestDoor.until("nothing is held", () -> door.counts().bufferBytes() == 0);
            assertThat(door.deaths()).isEmpty();
        }
    }
}
