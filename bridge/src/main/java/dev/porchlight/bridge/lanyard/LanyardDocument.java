package dev.porchlight.bridge.lanyard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A person as Lanyard shows them: the user and the activities as Discord sent them, but for numbers that are ids and are text
 * here. Stateless, any thread.
 */
public final class LanyardDocument {

    /** Names are not interned, as anybody may invent some; buffers do not hang on virtual threads, which end soon. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .build();

    /** Nobody's activities; nearly everybody's, most of the time. */
    private static final int EMPTY = "[]".length();

    /** Discord's clients give the activity of a linked Spotify account this id; no game can. */
    private static final String SPOTIFY_ID = "spotify:1";

    private static final String COVERS = "https://i.scdn.co/image/";

    private LanyardDocument() {}

    /**
     * The document, UTF-8 JSON.
     *
     * @param kv the person's key-value pairs, a JSON object in UTF-8
     */
    public static byte[] of(Person person, byte[] kv) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(512 + person.user().length + person.activities().length + kv.length);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            Map<String, Object> spotify = spotify(person.activities());
            json.writeStartObject();
            raw(json, "kv", kv);
            raw(json, "discord_user", person.user());
            json.writeFieldName("activities");
            copyActivities(person.activities(), json);
            json.writeStringField("discord_status", person.status().name().toLowerCase(Locale.ROOT));
            for (Platform platform : Platform.values()) {
                json.writeBooleanField(
                        "active_on_discord_" + platform.name().toLowerCase(Locale.ROOT), person.activeOn(platform));
            }
            json.writeBooleanField("listening_to_spotify", spotify != null);
            raw(json, "spotify", Json.object(spotify));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void raw(JsonGenerator json, String name, byte[] value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }

    /** Token by token, so that every number comes out as it went in; but ids that some games send as numbers. */
    private static void copyActivities(byte[] activities, JsonGenerator json) throws IOException {
        try (JsonParser in = FACTORY.createParser(activities)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && isId(in)) {
                    json.writeString(in.getText());
                } else {
                    json.copyCurrentEventExact(in);
                }
            }
        }
    }

    /** {@code [{"application_id":…,"emoji":{"id":…}}]}, in that place alone. */
    private static boolean isId(JsonParser in) {
        return switch (in.getParsingContext().pathAsPointer().toString().replaceFirst("^/[0-9]+", "")) {
            case "/application_id", "/emoji/id" -> true;
            default -> false;
        };
    }

    private static Map<String, Object> spotify(byte[] activities) throws IOException {
        if (activities.length == EMPTY) {
            return null;
        }
        for (Object each : JSON.std.listFrom(activities)) {
            if (each instanceof Map<?, ?> activity && SPOTIFY_ID.equals(activity.get("id"))) {
                Map<?, ?> assets = activity.get("assets") instanceof Map<?, ?> map ? map : Map.of();
                Map<String, Object> spotify = new LinkedHashMap<>();
                spotify.put("track_id", activity.get("sync_id"));
                spotify.put("timestamps", activity.get("timestamps"));
                spotify.put("song", activity.get("details"));
                spotify.put("artist", activity.get("state"));
                spotify.put("album_art_url", cover(assets.get("large_image")));
                spotify.put("album", assets.get("large_text"));
                return spotify;
            }
        }
        return null;
    }

    private static String cover(Object image) {
        List<String> halves = List.of(Objects.toString(image, "").split(":", -1));
        return halves.size() == 2 ? COVERS + halves.getLast() : null;
    }
}
