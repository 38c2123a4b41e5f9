package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document, field by field. */
class TetherDocumentTest {

    private static final long ID = 94490510688792576L;
    private static final String USER = "{\"id\":\"94490510688792576\",\"username\":\"alice\"}";

    private static String text(String user, Status status, int clients, String activities) {
        Person person = new Person(ID, utf8(user), status, clients, utf8(activities));
        return new String(TetherDocument.of(person), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> document(String activities) throws IOException {
        return JSON.std.mapFrom(text(USER, Status.ONLINE, 0, activities));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> user(String user) throws IOException {
        return (Map<String, Object>)
                JSON.std.mapFrom(text(user, Status.ONLINE, 0, "[]")).get("discord_user");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> activity(String activity) throws IOException {
        return ((List<Map<String, Object>>) document("[" + activity + "]").get("activities")).getFirst();
    }

    @Test
    void givenEverythingThenTheDocumentIsTheSeedsWithNothingOfDiscordsLost() {
        String user = """
                {"id":"94490510688792576","username":"alice","global_name":"Alice ☕","avatar":"0123abcd","discriminator":"0",\
                "public_flags":4194368,"avatar_decoration_data":{"asset":"a_b1","sku_id":"7"},\
                "primary_guild":{"identity_guild_id":"81384788765712384","identity_enabled":true,"tag":"DAPI","badge":"beef"},\
                "collectibles":{"nameplate":{"asset":"x"}},"display_name_styles":null,"invented":{"later":[1.50,true]}}""";
        String activities = """
                [{"id":"custom","name":"Custom Status","type":4,"state":"brb 🍵","created_at":1700000000123,\
                "emoji":{"name":"blob","id":"41771983429993937","animated":true}},\
                {"id":"spotify:1","name":"Spotify","type":2,"flags":48,"details":"Cut \\"To\\" The Feeling","state":"Carly; Rae",\
                "sync_id":"11dFghVXANMlKmJXsNCbNl","session_id":"s","party":{"id":"spotify:94490510688792576"},\
                "timestamps":{"start":1700000000123,"end":1700000207123},\
                "assets":{"large_image":"spotify:ab67616d","large_text":"Cut To The Feeling"}}]""";

        String document = text(user, Status.DND, Platform.DESKTOP.bit() | Platform.WEB.bit(), activities);

        assertThat(document).isEqualTo("""
                {"active_clients":["desktop","web"],"primary_active_client":"desktop","listening_to_spotify":true,\
                "spotify":{"track_id":"11dFghVXANMlKmJXsNCbNl","timestamps":{"start":1700000000123,"end":1700000207123},\
                "song":"Cut \\"To\\" The Feeling","artist":"Carly; Rae",\
                "album_art_url":"https://i.scdn.co/image/ab67616d","album":"Cut To The Feeling"},\
                "discord_user":{"id":"94490510688792576","username":"alice","global_name":"Alice ☕","avatar":"0123abcd",\
                "discriminator":"0","public_flags":4194368,"avatar_decoration_data":{"asset":"a_b1","sku_id":"7",\
                "avatar_decoration_url":"https://cdn.discordapp.com/avatar-decoration-presets/a_b1.png?size=240&passthrough=true"},\
                "primary_guild":{"identity_guild_id":"81384788765712384","identity_enabled":true,"tag":"DAPI","badge":"beef",\
                "badge_url":"https://cdn.discordapp.com/clan-badges/81384788765712384/beef.png?size=32"},\
                "collectibles":{"nameplate":{"asset":"x"}},"display_name_styles":null,"invented":{"later":[1.50,true]},\
                "display_name":"Alice ☕",\
                "avatar_url":"https://cdn.discordapp.com/avatars/94490510688792576/0123abcd.webp?size=256",\
                "public_flag_names":["House_Bravery","Active_Developer"]},"discord_status":"dnd",\
                "activities":[{"id":"custom","name":"Custom Status","type":4,"state":"brb 🍵","created_at":1700000000123,\
                "emoji":{"name":"blob","id":"41771983429993937","animated":true,\
                "emoji_url":"https://cdn.discordapp.com/emojis/41771983429993937.gif?size=32"}},\
                {"id":"spotify:1","name":"Spotify","type":2,"flags":48,"details":"Cut \\"To\\" The Feeling","state":"Carly; Rae",\
                "sync_id":"11dFghVXANMlKmJXsNCbNl","session_id":"s","party":{"id":"spotify:94490510688792576"},\
                "timestamps":{"start":1700000000123,"end":1700000207123},\
                "assets":{"large_image":"spotify:ab67616d","large_text":"Cut To The Feeling",\
                "large_image_url":"https://i.scdn.co/image/ab67616d"}}]}""");
    }

    @Test
    void givenNextToNothingThenEveryKeyIsThereAllTheSame() {
        assertThat(text("{}", Status.OFFLINE, 0, "[]")).isEqualTo("""
                {"active_clients":[],"primary_active_client":null,"listening_to_spotify":false,"spotify":null,\
                "discord_user":{"id":"94490510688792576","username":null,"global_name":null,"discriminator":"0","avatar":null,\
                "public_flags":0,"avatar_decoration_data":null,"primary_guild":null,"collectibles":null,\
                "display_name_styles":null,"display_name":null,\
                "avatar_url":"https://cdn.discordapp.com/embed/avatars/3.png","public_flag_names":[]},\
                "discord_status":"offline","activities":[]}""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0,  '[]', null",
        "1,  '[desktop]', desktop",
        "2,  '[vr]', vr",
        "4,  '[mobile]', mobile",
        "8,  '[web]', web",
        "16, '[embedded]', embedded",
        "31, '[desktop, vr, mobile, web, embedded]', desktop",
        "20, '[mobile, embedded]', mobile",
        "10, '[vr, web]', vr"
    })
    void givenClientsThenTheFirstOfTheFixedOrderIsThePrimary(int bits, String active, String primary)
            throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(text(USER, Status.IDLE, bits, "[]"));
        assertThat(document.get("active_clients")).hasToString(active);
        assertThat(String.valueOf(document.get("primary_active_client"))).isEqualTo(primary);
        assertThat(document).containsEntry("discord_status", "idle");
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "94490510688792576, abc,    0,    avatars/94490510688792576/abc.webp?size=256",
        "94490510688792576, a_abc,  0,    avatars/94490510688792576/a_abc.gif?size=256",
        "94490510688792576, ../x,   0,    embed/avatars/3.png",
        "94490510688792576, ,       0,    embed/avatars/3.png",
        "94490510688792576, ,       0000, embed/avatars/3.png",
        "94490510688792576, ,       1337, embed/avatars/2.png",
        "53908232506183680, ,       0,    embed/avatars/2.png",
        "18446744073709551615, ,    0,    embed/avatars/3.png",
        "18446744073709551615, abc, 0,    avatars/18446744073709551615/abc.webp?size=256"
    })
    void givenAnAvatarOrNoneThenItsUrlWorks(String id, String hash, String discriminator, String url) {
        assertThat(CdnUrl.avatar(Long.parseUnsignedLong(id), hash, discriminator))
                .isEqualTo("https://cdn.discordapp.com/" + url);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "spotify:ab67616d0000b273            | 1 | https://i.scdn.co/image/ab67616d0000b273",
                "twitch:monstercat                   | 1 | https://static-cdn.jtvnw.net/previews-ttv/live_user_monstercat.png",
                "youtube:dQw4w9WgXcQ                 | 1 | https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault_live.jpg",
                "mp:external/x-_Y/%3Fa%3Db/https/e.org/a.png | 1 | https://media.discordapp.net/external/x-_Y/%3Fa%3Db/https/e.org/a.png",
                "mp:attachments/1/2/cat.png          | 1 | https://media.discordapp.net/attachments/1/2/cat.png",
                "https://e.org/a.png?x=1&y=2         | 1 | https://e.org/a.png?x=1&y=2",
                "383226320970055681                  | 7 | https://cdn.discordapp.com/app-assets/7/383226320970055681.webp",
                "celeste_icon                        | 7 | https://cdn.discordapp.com/app-assets/7/celeste_icon.webp",
                "383226320970055681                  | null | null",
                "383226320970055681                  | ../7 | null",
                "../../x                             | 7 | null",
                "spotify:a/../b                      | 7 | null",
                "spotify:                            | 7 | null",
                "youtube:a\"b                        | 7 | null",
                "mp:a\"b                             | 7 | null",
                "mp:é                                | 7 | null",
                "myspace:tom                         | 7 | null",
                "javascript:alert(1)                 | 7 | null",
                "''                                  | 7 | null",
                "null                                | 7 | null"
            })
    void givenAnAssetThenItsUrlIsRightOrNull(String asset, String application, String url) {
        assertThat(CdnUrl.asset(asset, application)).isEqualTo(url);
    }

    @Test
    void givenAssetsBeforeTheirApplicationThenTheirUrlsHaveItAllTheSame() throws IOException {
        Map<String, Object> game = activity("""
                {"name":"Celeste","type":0,"assets":{"large_image":"123","small_image":"mp:external/a","small_text":"x"},\
                "emoji":{"name":"🍓"},"application_id":"7"}""");

        assertThat(game).containsEntry("emoji", emoji("🍓"));
        assertThat(game.get("assets"))
                .isEqualTo(Map.of(
                        "large_image", "123",
                        "small_image", "mp:external/a",
                        "small_text", "x",
                        "large_image_url", "https://cdn.discordapp.com/app-assets/7/123.webp",
                        "small_image_url", "https://media.discordapp.net/external/a"));
    }

    private static Map<String, Object> emoji(String name) {
        Map<String, Object> emoji = new java.util.HashMap<>();
        emoji.put("name", name);
        emoji.put("emoji_url", null);
        return emoji;
    }

    @Test
    void givenAPictureThatHasNoUrlThenItsUrlIsNull() throws IOException {
        assertThat(activity("{\"assets\":{\"large_image\":\"123\",\"small_image\":null}}"))
                .extracting("assets")
                .hasToString("{large_image=123, small_image=null, large_image_url=null, small_image_url=null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"application_id\":1234567890123456789}   | {\"application_id\":\"1234567890123456789\"}",
                "{\"application_id\":7}                     | {\"application_id\":\"7\"}",
                "{\"emoji\":{\"id\":41771983429993937}}     | {\"emoji\":{\"id\":\"41771983429993937\",\"emoji_url\":\"https://cdn.discordapp.com/emojis/41771983429993937.png?size=32\"}}",
                "{\"x\":{\"y\":[9007199254740993,5]}}       | {\"x\":{\"y\":[\"9007199254740993\",5]}}",
                "{\"x\":-9007199254740992}                  | {\"x\":\"-9007199254740992\"}",
                "{\"x\":123456789012345678901234567890}     | {\"x\":\"123456789012345678901234567890\"}",
                "{\"x\":9007199254740991}                   | {\"x\":9007199254740991}",
                "{\"created_at\":1700000000123,\"x\":1.10}  | {\"created_at\":1700000000123,\"x\":1.10}",
                "{\"assets\":{\"large_image\":12,\"x\":9007199254740993}} | {\"assets\":{\"large_image\":\"12\",\"x\":\"9007199254740993\",\"large_image_url\":null}}"
            })
    void givenNumbersThatJavaScriptCannotHoldThenTheyAreText(String sent, String shown) {
        assertThat(text(USER, Status.ONLINE, 0, "[" + sent + "]")).endsWith("\"activities\":[" + shown + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assets\":null,\"emoji\":null,\"timestamps\":null,\"type\":null,\"id\":null}",
                "{\"assets\":[1],\"emoji\":\"x\",\"timestamps\":7,\"type\":\"x\",\"id\":{\"id\":\"spotify:1\"}}",
                "{\"assets\":{},\"party\":{\"id\":\"x\",\"size\":[1,2]},\"name\":\"\\u00e4\\ud83d\",\"buttons\":[\"a\",\"b\"]}",
                "{\"nested\":{\"application_id\":7,\"assets\":{\"large_image\":\"1\"},\"emoji\":{\"id\":\"1\"},\"sync_id\":\"x\"}}",
                "{}",
                "17",
                "[{\"id\":\"spotify:1\"}]",
                "{ \"spaced\" : [ ] }"
            })
    void givenWhatNobodyKnowsThenItIsLeftAsItWas(String activity) throws IOException {
        String document = text(USER, Status.ONLINE, 0, "[" + activity + "]");
        assertThat(document).endsWith("\"activities\":[" + activity + "]}");
        assertThat(JSON.std.mapFrom(document)).containsEntry("listening_to_spotify", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"assets\":[{\"x\":1}]", "\"id\":{\"id\":1}", "\"emoji\":[[]]", "\"timestamps\":[{}]"})
    void givenAFieldOfAnotherKindThenTheFieldsAfterItAreUnderstoodAllTheSame(String strange) throws IOException {
        String activity = "{" + strange + ",\"type\":2,\"sync_id\":\"t\"}";
        assertThat(text(USER, Status.ONLINE, 0, "[" + activity + "]")).endsWith("\"activities\":[" + activity + "]}");
        assertThat(document("[" + activity + "]")).containsEntry("listening_to_spotify", true);
    }

    @Test
    void givenAnEmptyEmojiThenTheUrlIsItsOnlyField() {
        assertThat(text(USER, Status.ONLINE, 0, "[{\"emoji\":{ }}]")).endsWith("[{\"emoji\":{ \"emoji_url\":null}}]}");
    }

    @Test
    void givenSomethingElseToListenToThenItIsAnActivityAndNotSpotify() throws IOException {
        Map<String, Object> document =
                document("[{\"type\":2,\"name\":\"Apple Music\",\"details\":\"Song\",\"application_id\":\"7\"}]");
        assertThat(document).containsEntry("listening_to_spotify", false).containsEntry("spotify", null);
        assertThat(document.get("activities"))
                .hasToString("[{type=2, name=Apple Music, details=Song, application_id=7}]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"spotify:1\"} | {track_id=null, timestamps={}, song=null, artist=null, album_art_url=null, album=null}",
                "{\"type\":2,\"sync_id\":\"t\",\"details\":\"s\"} | {track_id=t, timestamps={}, song=s, artist=null, album_art_url=null, album=null}",
                "{\"id\":\"spotify:1\",\"assets\":{\"large_image\":\"123\",\"large_text\":\"\"},\"application_id\":\"7\",\"state\":\"a\"} | {track_id=null, timestamps={}, song=null, artist=a, album_art_url=null, album=null}",
                "{\"id\":\"spotify:1\",\"assets\":{\"large_image\":\"mp:external/x\",\"large_text\":\"l\"},\"timestamps\":{\"start\":1}} | {track_id=null, timestamps={start=1}, song=null, artist=null, album_art_url=https://media.discordapp.net/external/x, album=l}",
                "{\"type\":0},{\"id\":\"spotify:1\",\"sync_id\":\"one\"},{\"id\":\"spotify:1\",\"sync_id\":\"two\"} | {track_id=one, timestamps={}, song=null, artist=null, album_art_url=null, album=null}"
            })
    void givenSpotifyThenItsSixFieldsAreThereAndNothingIsMadeUp(String activities, String spotify) throws IOException {
        Map<String, Object> document = document("[" + activities + "]");
        assertThat(document).containsEntry("listening_to_spotify", true);
        assertThat(document.get("spotify")).hasToString(spotify);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"identity_guild_id\":\"1\",\"identity_enabled\":true,\"tag\":\"T\",\"badge\":\"b\"} | {identity_guild_id=1, identity_enabled=true, tag=T, badge=b, badge_url=https://cdn.discordapp.com/clan-badges/1/b.png?size=32}",
                "{\"identity_guild_id\":\"1\",\"identity_enabled\":true,\"tag\":\"T\",\"badge\":null} | {identity_guild_id=1, identity_enabled=true, tag=T, badge=null, badge_url=null}",
                "{\"identity_guild_id\":12,\"identity_enabled\":false,\"tag\":\"T\",\"badge\":\"b\"} | null",
                "{\"identity_guild_id\":\"1\",\"identity_enabled\":null,\"tag\":\"T\",\"badge\":\"b\"} | null",
                "{\"identity_guild_id\":null,\"identity_enabled\":true,\"tag\":null,\"badge\":null} | null",
                "{} | null",
                "null | null"
            })
    void givenAGuildTagThenItIsThereOnlyIfItIsShown(String tag, String shown) throws IOException {
        assertThat(String.valueOf(user("{\"primary_guild\":" + tag + ",\"username\":\"a\"}")
                        .get("primary_guild")))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"username\":\"al\",\"global_name\":\"Al\"', Al",
        "'\"username\":\"al\",\"global_name\":null', al",
        "'\"username\":\"al\",\"global_name\":\"\"', al",
        "'\"username\":\"al\"', al"
    })
    void givenNamesThenTheDisplayNameIsTheOneDiscordShows(String names, String shown) throws IOException {
        assertThat(user("{" + names + "}")).containsEntry("display_name", shown);
    }

    @Test
    void givenAllFlagsThenEachKnownOneHasItsName() throws IOException {
        assertThat(user("{\"public_flags\":" + 0x7FFFFFFF + "}"))
                .containsEntry("public_flags", 0x7FFFFFFF)
                .containsEntry(
                        "public_flag_names",
                        List.of(
                                "Discord_Employee",
                                "Discord_Certified_Moderator",
                                "Partnered_Server_Owner",
                                "HypeSquad_Events",
                                "House_Bravery",
                                "House_Brilliance",
                                "House_Balance",
                                "Bug_Hunter_Level_1",
                                "Bug_Hunter_Level_2",
                                "Active_Developer",
                                "Early_Verified_Bot_Developer",
                                "Early_Supporter"));
    }

    @Test
    void givenANumericIdThenItIsTextAsEverywhere() {
        assertThat(text("{\"id\":94490510688792576}", Status.ONLINE, 0, "[]"))
                .contains("\"discord_user\":{\"id\":\"94490510688792576\",\"username\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[{\"id\":]", "[{\"assets\":{\"large_image\":\"1\""})
    void givenWhatIsNoJsonThenThereIsNoDocument(String activities) {
        assertThatThrownBy(() -> text(USER, Status.ONLINE, 0, activities)).isInstanceOf(UncheckedIOException.class);
    }
}
