package dev.porchlight.bridge.lanyard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lanyard's document, field by field. */
class LanyardDocumentTest {

    private static final String USER = """
            {"id":"94490510688792576","username":"phineas","global_name":"Phineas","discriminator":"0","bot":false,
             "avatar":"a_0123456789abcdef0123456789abcdef","public_flags":131584,"display_name":null,
             "avatar_decoration_data":{"asset":"a_1","sku_id":"1144058844004233369"},
             "primary_guild":{"identity_guild_id":"7","identity_enabled":true,"tag":"PORCH","badge":"beef"}}""";

    private static final String SPOTIFY = """
            {"type":2,"name":"Spotify","id":"spotify:1","sync_id":"3kdlVcMVsSkbsUy8eQcBjI","session_id":"s",
             "details":"Let Go","state":"Ark Patrol; Veronika Redd","flags":48,"created_at":1615529820677,
             "party":{"id":"spotify:94490510688792576"},"timestamps":{"start":1615529820677,"end":1615530068733},
             "assets":{"large_text":"Let Go","large_image":"spotify:ab67616d0000b27364840995fe5bb2ef86a3039f"}}""";

    private static final String GAME = """
            {"type":0,"name":"Celeste","id":"ec0b28a579ecb4bd","application_id":435089330432540673,
             "emoji":{"name":"x","id":98765432109876543,"animated":true},"flags":0,
             "timestamps":{"start":1615529820677},"party":{"id":5,"size":[1,4]},"buttons":["a","b"],"odd":1.50}""";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Status status, int clients, String activities, String kv) {
        Person person = new Person(94490510688792576L, utf8(USER), status, clients, utf8(activities));
        return new String(LanyardDocument.of(person, utf8(kv)), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> document(Status status, int clients, String activities, String kv)
            throws IOException {
        return JSON.std.mapFrom(text(status, clients, activities, kv));
    }

    @Test
    void givenSomebodyWhoPlaysAndListensThenTheDocumentIsLanyards() throws IOException {
        String activities = "[" + SPOTIFY + "," + GAME + "]";
        String expected = """
                {"kv":{"location":"Los Angeles, CA"},"discord_user":%s,"activities":[%s,%s],"discord_status":"dnd",
                 "active_on_discord_web":false,"active_on_discord_desktop":true,"active_on_discord_mobile":true,
                 "active_on_discord_embedded":false,"active_on_discord_vr":false,"listening_to_spotify":true,
                 "spotify":{"track_id":"3kdlVcMVsSkbsUy8eQcBjI",
                  "timestamps":{"start":1615529820677,"end":1615530068733},"song":"Let Go",
                  "artist":"Ark Patrol; Veronika Redd",
                  "album_art_url":"https://i.scdn.co/image/ab67616d0000b27364840995fe5bb2ef86a3039f","album":"Let Go"}}""".formatted(
                        USER,
                        SPOTIFY,
                        GAME.replace("435089330432540673", "\"435089330432540673\"")
                                .replace("98765432109876543", "\"98765432109876543\""));
        assertThat(document(
                        Status.DND,
                        Platform.DESKTOP.bit() | Platform.MOBILE.bit(),
                        activities,
                        "{\"location\":\"Los Angeles, CA\"}"))
                .isEqualTo(JSON.std.mapFrom(expected));
    }

    @Test
    void givenSomebodyOfflineThenEveryKeyIsThere() throws IOException {
        Map<String, Object> document = document(Status.OFFLINE, 0, "[]", "{}");
        assertThat(document)
                .containsOnlyKeys(
                        "kv",
                        "discord_user",
                        "activities",
                        "discord_status",
                        "active_on_discord_web",
                        "active_on_discord_desktop",
                        "active_on_discord_mobile",
                        "active_on_discord_embedded",
                        "active_on_discord_vr",
                        "listening_to_spotify",
                        "spotify")
                .containsEntry("discord_status", "offline")
                .containsEntry("listening_to_spotify", false)
                .containsEntry("spotify", null)
                .containsEntry("active_on_discord_desktop", false);
        assertThat(document.get("kv")).isEqualTo(Map.of());
        assertThat((Iterable<?>) document.get("activities")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givenAPlatformThenItsOwnKeyAloneIsTrue(Platform platform) throws IOException {
        String key = "active_on_discord_" + platform.name().toLowerCase(Locale.ROOT);
        document(Status.ONLINE, platform.bit(), "[]", "{}").forEach((name, value) -> {
            if (name.startsWith("active_on_discord_")) {
                assertThat(value).as(name).isEqualTo(name.equals(key));
            }
        });
    }

    /** Tether takes any listening for Spotify; Lanyard only what Discord's own client says. */
    @ParameterizedTest
    @CsvSource({"spotify:1, true", "spotify:2, false", "ec0b28a579ecb4bd, false"})
    void givenAnActivityThatListensThenItsIdDecides(String id, boolean spotify) throws IOException {
        String activity = SPOTIFY.replace("spotify:1", id);
        assertThat(document(Status.ONLINE, 1, "[" + activity + "]", "{}"))
                .containsEntry("listening_to_spotify", spotify);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "spotify:ab12, https://i.scdn.co/image/ab12",
                "mp:external/x, https://i.scdn.co/image/external/x",
                "ab12, null",
                "a:b:c, null"
            })
    void givenACoverThenWhatIsBehindTheColonIsItsName(String image, String url) throws IOException {
        String activity = SPOTIFY.replace("spotify:ab67616d0000b27364840995fe5bb2ef86a3039f", image);
        Map<?, ?> spotify = (Map<?, ?>)
                document(Status.ONLINE, 1, "[" + activity + "]", "{}").get("spotify");
        assertThat(spotify.get("album_art_url")).isEqualTo(url);
    }

    @Test
    void givenASongOfOnesOwnThenWhatDiscordLeavesOutIsNull() throws IOException {
        Map<String, Object> document =
                document(Status.ONLINE, 1, "[{\"type\":2,\"name\":\"Spotify\",\"id\":\"spotify:1\"}]", "{}");
        assertThat((Map<?, ?>) document.get("spotify"))
                .hasSize(6)
                .allSatisfy((key, value) -> assertThat(value).isNull());
    }

    /** Numbers are not read and written again: 1.50 is not 1.5, and a large one loses no digit. */
    @Test
    void givenNumbersThatAreNoIdsThenTheyAreAsDiscordSentThem() {
        String text = text(
                Status.ONLINE,
                1,
                "[" + GAME.replace("1.50", "1.50,\"id2\":123456789012345678901234567890") + "]",
                "{}");
        assertThat(text).contains("\"odd\":1.50", "\"id2\":123456789012345678901234567890", "\"party\":{\"id\":5,");
    }
}
