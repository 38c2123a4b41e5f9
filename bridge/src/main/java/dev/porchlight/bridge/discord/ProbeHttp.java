package dev.porchlight.bridge.discord;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.requests.RestConfig;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Single GETs to Discord's REST API within one deadline for all of them. Waits as long as a 429 asks, when that is before the
 * deadline. Follows no redirect: the token goes to the one address. One thread.
 */
final class ProbeHttp {

    /** 500 channels with long lists of permissions have less than half of it. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_TRIES = 4;

    /** What nobody but Discord has, and Discord always has. */
    static final String LOGIN = "users/@me";

    /** A status and what came with it: a Map, a List, or null for what is no JSON. */
    private record Reply(int status, Object json, Duration retryAfter) {}

    private final OkHttpClient http;
    private final String base;
    private final boolean ownAddress;
    private final String token;
    private long deadline;

    /** @param within from now until every answer has to be here */
    ProbeHttp(DiscordSettings settings, String token, Duration within) {
        this(settings, token, within, new OkHttpClient());
    }

    /** The same with the TLS context of a client that is there, which takes long to make. */
    ProbeHttp(DiscordSettings settings, String token, Duration within, OkHttpClient client) {
        this.http = client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        String url = settings.apiUrl().map(URI::toString).orElse(RestConfig.DEFAULT_BASE_URL);
        this.base = url.endsWith("/") ? url : url + "/";
        this.ownAddress = settings.apiUrl().isPresent();
        this.token = token;
        within(within);
    }

    /** From now on another deadline holds. */
    void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /**
     * The JSON at a path of the API.
     *
     * @throws ProbeFailure for everything but a 200 with JSON
     */
    Object get(String path) throws ProbeFailure, InterruptedException {
        for (int tries = 1; ; tries++) {
            Reply reply = ask(path);
            switch (reply.status()) {
                case 200 -> {
                    if (reply.json() == null) {
                        throw ProbeFailure.notDiscord();
                    }
                    return reply.json();
                }
                case 401 ->
                    throw reply.json() == null
                            ? ProbeFailure.notDiscord()
                            : ProbeFailure.refused(Refusal.WRONG_TOKEN.message());
                case 404 ->
                    throw ownAddress && path.equals(LOGIN)
                            ? ProbeFailure.refused(
                                    "Nothing of Discord's is at DISCORD_API_URL (HTTP 404); its path ends with /api/v10/")
                            : ProbeFailure.hidden(404);
                case 403 -> throw reply.json() == null ? ProbeFailure.away("HTTP 403") : ProbeFailure.hidden(403);
                case 429 -> {
                    if (tries == MAX_TRIES || left().compareTo(reply.retryAfter()) <= 0) {
                        throw ProbeFailure.away(
                                "too many requests; Discord asks to wait " + seconds(reply.retryAfter()) + " s");
                    }
                    Thread.sleep(reply.retryAfter());
                }
                default ->
                    throw reply.status() / 100 == 3 || reply.status() == 511
                            ? ProbeFailure.notDiscord()
                            : ProbeFailure.away("HTTP " + reply.status());
            }
        }
    }

    /** The same, and null for a 403 or a 404, as for a guild that the bot is not in. */
    Object getOrNull(String path) throws ProbeFailure, InterruptedException {
        try {
            return get(path);
        } catch (ProbeFailure e) {
            if (e.isHidden()) {
                return null;
            }
            throw e;
        }
    }

    private Reply ask(String path) throws ProbeFailure {
        Duration left = left();
        if (left.isNegative() || left.isZero()) {
            throw ProbeFailure.away("no answer in time");
        }
        Request request = new Request.Builder()
                .url(base + path)
                .header("Authorization", "Bot " + token)
                .header("User-Agent", RestConfig.USER_AGENT)
                .build();
        OkHttpClient bounded = http.newBuilder()
                .callTimeout(left)
                .connectTimeout(left)
                .readTimeout(left)
                .build();
        try (Response response = bounded.newCall(request).execute()) {
            byte[] bytes = response.body().byteStream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw ProbeFailure.away("an answer of more than " + MAX_BYTES / (1024 * 1024) + " MiB");
            }
            Object json = json(bytes);
            return new Reply(response.code(), json, retryAfter(response, json));
        } catch (IOException e) {
            throw ProbeFailure.away(Reasons.of(e));
        }
    }

    private static Object json(byte[] bytes) {
        try {
            Object json = JSON.std.anyFrom(bytes);
            return json instanceof Map || json instanceof List ? json : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** The body's fraction of a second if there is one, else the header's whole seconds, else one second. */
    private static Duration retryAfter(Response response, Object json) {
        String header = response.header("Retry-After", "1");
        double seconds = json instanceof Map<?, ?> body && body.get("retry_after") instanceof Number number
                ? number.doubleValue()
                : header.matches("[0-9]{1,6}") ? Integer.parseInt(header) : 1;
        return Duration.ofMillis((long) Math.ceil(Math.clamp(seconds, 0, 1_000_000) * 1000));
    }

    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }

    private Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }
}
