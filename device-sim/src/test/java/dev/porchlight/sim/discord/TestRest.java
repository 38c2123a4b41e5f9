package dev.porchlight.sim.discord;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The simulated REST through the JDK's client, for what JDA hides: status codes and error bodies. */
final class TestRest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimDiscord discord;

    /** @param json null when there was no body */
    record Answer(int status, Object json) {
        Map<String, Object> object() {
            return Json.asObject(json);
        }

        List<Map<String, Object>> objects() {
            return Json.asObjects(json);
        }

        int code() {
            return ((Number) object().get("code")).intValue();
        }

        /** The code of the one error at that path in {@code errors}. */
        String errorAt(String... path) {
            Object at = object().get("errors");
            for (String level : path) {
                at = Json.asObject(at).get(level);
            }
            return String.valueOf(
                    Json.asObjects(Json.asObject(at).get("_errors")).getFirst().get("code"));
        }
    }

    TestRest(SimDiscord discord) {
        this.discord = discord;
    }

    Answer get(String path) throws Exception {
        return send("GET", path, "");
    }

    Answer send(String method, String path, String body) throws Exception {
        return send(method, path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    Answer send(String method, String path, String type, HttpRequest.BodyPublisher body) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(discord.apiUrl() + path))
                        .header("Authorization", "Bot " + discord.token())
                        .header("Content-Type", type)
                        .header("X-Audit-Log-Reason", "by%20the%20test")
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String text = response.body();
        return new Answer(response.statusCode(), text.isEmpty() ? null : Json.read(text));
    }
}
