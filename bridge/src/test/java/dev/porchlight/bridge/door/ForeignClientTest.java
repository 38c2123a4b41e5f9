package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JDK's own clients, which were written by others: they offer h2c on every request, and check the 101 strictly. */
class ForeignClientTest {

    private final RecordingHandler handler = new RecordingHandler() {
        @Override
        protected void on(Socket socket, String call) {
            if (call.startsWith("text ")) {
                socket.send(Frame.text(call.substring(5)));
            }
        }
    };
    private TestDoor door;

    @BeforeEach
    void open() throws Exception {
        door = TestDoor.open(new Routes()
                .post("/echo", 100_000, request -> new Answer(200, "text/plain; charset=utf-8", request.body()))
                .webSocket("/ws", new TestEndpoint(TestEndpoint.limits(100_000), () -> handler)));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + door.address().getPort() + path);
    }

    @Test
    void http() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String body : new String[] {"", "héllo", "x".repeat(100_000)}) {
                HttpRequest request = HttpRequest.newBuilder(uri("http", "/echo"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .expectContinue(body.length() > 10)
                        .build();
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(body);
            }
        }
    }

    @Test
    void webSocket() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            private final StringBuilder message = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                message.append(data);
                if (last) {
                    heard.add(message.toString());
                    message.setLength(0);
                }
                webSocket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
                heard.add("close " + code);
                return null;
            }
        };
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .subprotocols("arduino")
                    .buildAsync(uri("ws", "/ws"), listener)
                    .get(10, TimeUnit.SECONDS);
            assertThat(socket.getSubprotocol()).isEqualTo("arduino");
            assertThat(handler.next()).isEqualTo("opened");
            for (String text : new String[] {"", "€", "x".repeat(90_000)}) {
                socket.sendText(text.substring(0, text.length() / 2), false).get(10, TimeUnit.SECONDS);
                socket.sendText(text.substring(text.length() / 2), true).get(10, TimeUnit.SECONDS);
                assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(text);
                assertThat(handler.next()).isEqualTo("text " + text);
            }
            door.door().onLoop(() -> handler.socket().close(4004));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("close 4004");
            assertThat(handler.next()).isEqualTo("closed closed");
        }
    }
}
