package dev.porchlight.sim.discord;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The JDK's HTTP client on the simulated REST, as a bot of its own would use it. */
final class RestClient {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimDiscord discord;

    RestClient(SimDiscord discord) {
        this.discord = discord;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "Bot " + discord.token());
    }

    HttpResponse<String> send(String method, String path, String authorization)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(discord.apiUrl() + path))
                        .header("Authorization", authorization)
                        .timeout(Duration.ofSeconds(10))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static Map<String, Object> json(HttpResponse<String> response) throws IOException {
        return Json.readObject(response.body());
    }

    static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("(none)");
    }
}
