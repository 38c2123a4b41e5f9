package dev.porchlight.sim.discord;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What somebody is doing, as Discord shows it below their name. Immutable: each {@code with} returns another one.
 *
 * <pre>{@code
 * alice.does(SimActivity.playing("Celeste").details("Chapter 3").since(start),
 *            SimActivity.custom("brb", "🍵"));
 * }</pre>
 */
public final class SimActivity {
    private static final int SPOTIFY_FLAGS = 48;

    private final Map<String, Object> json;

    private SimActivity(Map<String, Object> json) {
        this.json = json;
    }

    public static SimActivity playing(String game) {
        return of(0, game);
    }

    /** A stream; its URL is one of Twitch or YouTube. */
    public static SimActivity streaming(String name, String url) {
        return of(1, name).with("url", url);
    }

    /** Listening to something that is not Spotify. */
    public static SimActivity listening(String name) {
        return of(2, name);
    }

    public static SimActivity watching(String name) {
        return of(3, name);
    }

    public static SimActivity competing(String name) {
        return of(5, name);
    }

    /**
     * A custom status.
     *
     * @param emoji an emoji as it is, {@code name:id} of a guild's own, or empty for none
     */
    public static SimActivity custom(String text, String emoji) {
        SimActivity custom = of(4, "Custom Status").with("id", "custom").with("state", text.isEmpty() ? null : text);
        return emoji.isEmpty()
                ? custom
                : custom.with("emoji", EmojiKey.parse(emoji).activityJson());
    }

    /**
     * A track on Spotify, started at that moment.
     *
     * @param artist several are separated by {@code "; "}
     * @param trackId Spotify's id of the track, on the wire {@code sync_id}
     * @param cover the id of the album's picture at Spotify
     */
    public static SimActivity spotify(
            String song, String artist, String album, String trackId, String cover, Instant started, Duration length) {
        return of(2, "Spotify")
                .with("id", "spotify:1")
                .with("flags", SPOTIFY_FLAGS)
                .with("details", song)
                .with("state", artist)
                .with("sync_id", trackId)
                .with("session_id", "0123456789abcdef0123456789abcdef")
                .with("party", Json.object("id", "spotify:" + trackId))
                .with("assets", Json.object("large_image", "spotify:" + cover, "large_text", album))
                .since(started)
                .until(started.plus(length));
    }

    /**
     * Any activity at all, sent as it is.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static SimActivity raw(String json) {
        try {
            return new SimActivity(Json.readObject(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("an activity is one JSON object: " + json, e);
        }
    }

    private static SimActivity of(int type, String name) {
        return new SimActivity(Json.object(
                "id",
                "ec0b28a579ecb4bd",
                "name",
                name,
                "type",
                type,
                "created_at",
                Instant.now().toEpochMilli()));
    }

    public SimActivity details(String details) {
        return with("details", details);
    }

    public SimActivity state(String state) {
        return with("state", state);
    }

    /** {@code timestamps.start}, to the millisecond. */
    public SimActivity since(Instant start) {
        return within("timestamps", "start", start.toEpochMilli());
    }

    /** {@code timestamps.end}, to the millisecond. */
    public SimActivity until(Instant end) {
        return within("timestamps", "end", end.toEpochMilli());
    }

    public SimActivity application(long id) {
        return with("application_id", Json.id(id));
    }

    public SimActivity party(String id, int size, int max) {
        return with("party", Json.object("id", id, "size", List.of(size, max)));
    }

    /** The big picture: an asset id, {@code mp:external/…}, {@code spotify:…}, … */
    public SimActivity largeImage(String image, String text) {
        return within("assets", "large_image", image).within("assets", "large_text", text);
    }

    public SimActivity smallImage(String image, String text) {
        return within("assets", "small_image", image).within("assets", "small_text", text);
    }

    /** Any other field; null is sent as null. */
    public SimActivity with(String field, Object value) {
        Map<String, Object> copy = Json.asObject(json);
        copy.put(field, value);
        return new SimActivity(copy);
    }

    private SimActivity within(String object, String field, Object value) {
        Map<String, Object> inner = Json.asObject(json.get(object));
        inner.put(field, value);
        return with(object, inner);
    }

    Map<String, Object> json() {
        return json;
    }

    @Override
    public String toString() {
        return Json.write(json);
    }
}
