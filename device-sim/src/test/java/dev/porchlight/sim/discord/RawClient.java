package dev.porchlight.sim.discord;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's own WebSocket client on the simulated gateway, for payloads that JDA would never send. */
final class RawClient implements WebSocket.Listener {
    private static final int WAIT_SECONDS = 10;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    RawClient(SimDiscord discord) {
        this(discord, "?v=10&encoding=json");
    }

    RawClient(SimDiscord discord, String query) {
        this(discord.gatewayUrl() + "/" + query);
    }

    private RawClient(String url) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), this)
                .join();
    }

    /** At any URL, with its parameters. */
    static RawClient at(String url) {
        return new RawClient(url);
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void identify(SimDiscord discord, int intents) {
        send("{\"op\":2,\"d\":{\"token\":\"" + discord.token() + "\",\"intents\":" + intents + ",\"properties\":{}}}");
    }

    /** Identifies and skips to the first guild's GUILD_CREATE, whose {@code d} it returns. */
    Map<String, Object> identified(SimDiscord discord, Intent... intents) throws Exception {
        int bits = 0;
        for (Intent intent : intents) {
            bits |= intent.bit();
        }
        identify(discord, bits);
        return Json.asObject(awaitDispatch("GUILD_CREATE").get("d"));
    }

    /** The {@code d} of the next dispatch, which has to be of that type. */
    Map<String, Object> expect(String type) throws Exception {
        Map<String, Object> payload = nextPayload();
        if (!type.equals(payload.get("t"))) {
            throw new AssertionError("expected " + type + ", came " + payload);
        }
        return Json.asObject(payload.get("d"));
    }

    /** Skips to the dispatch of that type and returns its {@code d}. */
    Map<String, Object> await(String type) throws Exception {
        return Json.asObject(awaitDispatch(type).get("d"));
    }

    void resume(SimDiscord discord, String session, int sequence) {
        send("{\"op\":6,\"d\":{\"token\":\"" + discord.token() + "\",\"session_id\":\"" + session + "\",\"seq\":"
                + sequence + "}}");
    }

    void closeWith(int code) {
        socket.sendClose(code, "").join();
    }

    /** The next payload; of a close, "closed" and the code. */
    String next() throws InterruptedException {
        String text = received.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came");
        }
        return text;
    }

    Map<String, Object> nextPayload() throws Exception {
        return Json.readObject(next());
    }

    /** Skips to the dispatch of that type and returns its whole payload. */
    Map<String, Object> awaitDispatch(String type) throws Exception {
        Map<String, Object> payload = nextPayload();
        while (!type.equals(payload.get("t"))) {
            payload = nextPayload();
        }
        return payload;
    }

    /** Skips to the close and expects that code. */
    void awaitClose(int code) throws InterruptedException {
        String text = next();
        while (!text.startsWith("closed") && !text.equals("lost")) {
            text = next();
        }
        if (!text.equals("closed " + code)) {
            throw new AssertionError(text + " instead of closed " + code);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            received.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        received.add("closed " + code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        received.add("lost");
    }
}
