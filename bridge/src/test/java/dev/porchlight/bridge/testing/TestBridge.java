package dev.porchlight.bridge.testing;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.Bridge;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.junit.RunningBridge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole bridge in this process, on a free port of the loopback interface, with a real JDA behind it. */
public final class TestBridge implements AutoCloseable {

    public static final String TOKEN = RunningBridge.BOARD_TOKEN;

    private final Bridge bridge;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestBridge(Settings settings) {
        bridge = Bridge.configure(settings, "test", Preparation.none());
        settings.check();
        bridge.start();
    }

    /** Connected to this Discord, with further settings by environment name. */
    public static TestBridge start(SimDiscord discord, String... namesAndValues) {
        return new TestBridge(Settings.of(environment(discord, namesAndValues)));
    }

    /** The same with a properties file. */
    public static TestBridge startWithFile(SimDiscord discord, Path directory, String properties) throws IOException {
        Files.writeString(directory.resolve("porchlight.properties"), properties);
        return new TestBridge(Settings.load(environment(discord), directory));
    }

    /** With nothing but these settings by environment name. */
    public static TestBridge alone(String... namesAndValues) {
        return new TestBridge(Settings.of(environment(null, namesAndValues)));
    }

    private static Map<String, String> environment(SimDiscord discord, String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("HOST", "127.0.0.1");
        if (discord != null) {
            environment.put("DISCORD_TOKEN", discord.token());
            environment.put("DISCORD_API_URL", discord.apiUrl());
            environment.put("DISCORD_GATEWAY_URL", discord.gatewayUrl());
            environment.put("ESP_AUTH_TOKEN", TOKEN);
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    public int port() {
        return bridge.address().getPort();
    }

    /** What a simulated board connects to. */
    public String boardUrl() {
        return "ws://127.0.0.1:" + port() + "/ws";
    }

    /** A board that has given the token and has been told OK. */
    public RawBoard board() throws IOException {
        return board("/ws");
    }

    public RawBoard board(String path) throws IOException {
        RawBoard board = RawBoard.authenticated(port(), path, TOKEN);
        if (!board.nextText().equals("OK")) {
            throw new IOException("not told OK");
        }
        return board;
    }

    /** GETs a path. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of {@code /health}. */
    public Map<String, Object> health() throws IOException, InterruptedException {
        return JSON.std.mapFrom(get("/health").body());
    }

    public void awaitReady() throws Exception {
        Await.until("Discord ready", () -> Boolean.TRUE.equals(health().get("discordReady")));
    }

    /** Waits until {@code /v1} tells of that person with that part. */
    public void awaitPresence(long user, String part) throws Exception {
        String path = "/v1/users/" + Long.toUnsignedString(user);
        Await.until(part, () -> get(path).body().contains(part));
    }

    public void awaitVoiceUsers(int people) throws Exception {
        Await.until(people + " people in voice", () -> Integer.valueOf(people).equals(health().get("voiceUsers")));
    }

    public int awaitEnd() throws InterruptedException {
        return bridge.await();
    }

    @Override
    public void close() {
        bridge.close();
        http.close();
    }
}
