package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    enum Stale {
        HOLD,
        ALL_OFF
    }

    @TempDir
    Path directory;

    @Test
    void theEnvironmentGoesBeforeDotEnvAndDotEnvBeforeTheProperties() throws IOException {
        write(".env", "PORT=2\nHOST=dot\n");
        write("porchlight.properties", "port=3\nhost=file\nvoice.count-bots=true\n");
        Settings settings = Settings.load(Map.of("PORT", "1"), directory);

        assertThat(settings.integer("port", 8080, 0, 65535)).isEqualTo(1);
        assertThat(settings.text("host", "")).isEqualTo("dot");
        assertThat(settings.flag("voice.count-bots", false)).isTrue();
        assertThat(settings.text("data.dir", "data")).isEqualTo("data");
        assertThat(settings.effective())
                .extracting(line -> line.key() + " " + line.value() + " " + line.origin())
                .containsExactly(
                        "port 1 environment",
                        "host dot .env line 2",
                        "voice.count-bots true porchlight.properties line 3",
                        "data.dir data default");
    }

    @Test
    void aBlankValueMeansNotSetHereSoTheNextSourceDecides() throws IOException {
        write(".env", "GUILD_ID=7\n");
        Settings settings = Settings.load(Map.of("GUILD_ID", " "), directory);

        assertThat(settings.list("guild.id", List.of())).containsExactly("7");
        assertThat(settings.present("guild.id")).isTrue();
    }

    @Test
    void thePropertiesTakeTheEnvironmentSpellingToo() throws IOException {
        write("porchlight.properties", "VOICE_COUNT_BOTS=true\n");
        Settings settings = Settings.load(Map.of(), directory);

        assertThat(settings.flag("voice.count-bots", false)).isTrue();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void oneKeyInBothSpellingsIsAMistake() throws IOException {
        write("porchlight.properties", "port=1\nPORT=2\n");
        Settings settings = Settings.load(Map.of(), directory);
        settings.integer("port", 8080, 0, 65535);

        assertThat(mistakes(settings)).extracting(Mistake::toString).containsExactly("""
                PORT = 2  (porchlight.properties line 2)
                      expected: each key once; it is there as port""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80a", "-1", "65536", "0x50", "8 0", "99999999999999999999", "٣"})
    void aNumberThatIsNoneOrOutOfRangeIsAMistakeAndTheFallbackAnswers(String value) {
        Settings settings = Settings.of(Map.of("PORT", value));

        assertThat(settings.integer("port", 8080, 0, 65535)).isEqualTo(8080);
        assertThat(mistakes(settings))
                .containsExactly(new Mistake("PORT", Origin.ENVIRONMENT, value, "a whole number from 0 to 65535"));
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000", "0s,0", "1 s,1000"})
    void aTimeHasAUnit(String value, long millis) {
        Settings settings = Settings.of(Map.of("VOICE_STALE_AFTER", value));

        assertThat(stale(settings)).isEqualTo(Duration.ofMillis(millis));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "3h", "-1s", "1.5s", "99999999999h", "s", "5M"})
    void aTimeWithoutUnitOrOutOfRangeIsAMistake(String value) {
        Settings settings = Settings.of(Map.of("VOICE_STALE_AFTER", value));

        assertThat(stale(settings)).isEqualTo(Duration.ofMinutes(5));
        assertThat(mistakes(settings))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.expected())
                        .isEqualTo("a time with its unit, such as 500ms, 30s, 5m or 2h, from 0ms to 2h"));
    }

    @ParameterizedTest
    @CsvSource({"all-off,ALL_OFF", "ALL_OFF,ALL_OFF", "hold,HOLD"})
    void aChoiceIsSpeltInAnyCase(String value, Stale expected) {
        assertThat(Settings.of(Map.of("VOICE_WHEN_STALE", value)).choice("voice.when-stale", Stale.HOLD))
                .isEqualTo(expected);
    }

    @Test
    void aChoiceThatDoesNotExistIsToldWithThoseThatDo() {
        Settings settings = Settings.of(Map.of("VOICE_WHEN_STALE", "of"));

        assertThat(settings.choice("voice.when-stale", Stale.HOLD)).isEqualTo(Stale.HOLD);
        assertThat(mistakes(settings)).extracting(Mistake::expected).containsExactly("one of hold, all-off");
    }

    @ParameterizedTest
    @CsvSource({"TRUE,true", "on,true", "1,true", "no,false", "Off,false", "0,false"})
    void aFlagIsAWordOrADigit(String value, boolean expected) {
        assertThat(Settings.of(Map.of("BEHIND_PROXY", value)).flag("behind.proxy", !expected))
                .isEqualTo(expected);
    }

    @Test
    void aListIsCutAtCommasAndNoneIsEmpty() {
        Settings settings = Settings.of(Map.of("ADMIN_USER_IDS", " 1, 2,,3 ", "DEVICES_WATCH", "None"));

        assertThat(settings.list("admin.user-ids", List.of())).containsExactly("1", "2", "3");
        assertThat(settings.list("devices.watch", List.of("voice"))).isEmpty();
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        write(".env", "BEHIND_PROXY=perhaps\nthis is no line\n");
        write("porchlight.properties", "\nvoice.count-bot = true\ncolour = blue\n");
        Settings settings = Settings.load(Map.of("PORT", "80a"), directory);
        settings.integer("port", 8080, 0, 65535);
        settings.flag("behind.proxy", false);
        settings.flag("voice.count-bots", false);
        settings.secret("esp.auth-token");
        settings.reject("esp.auth-token", "a token, as this feature is on");

        BadSettings thrown = catchThrowableOfType(BadSettings.class, settings::check);
        assertThat(thrown).hasMessage("""
                6 settings are wrong:
                  (a line) = (not shown)  (.env line 2)
                      expected: KEY=VALUE, with a closing quote where there is an opening one
                  PORT = 80a  (environment)
                      expected: a whole number from 0 to 65535
                  BEHIND_PROXY = perhaps  (.env line 1)
                      expected: true or false
                  esp.auth-token = (not set)  (default)
                      expected: a token, as this feature is on
                  voice.count-bot = true  (porchlight.properties line 2)
                      expected: a key that exists; did you mean voice.count-bots?
                  colour = blue  (porchlight.properties line 3)
                      expected: a key that exists; nothing is spelt like this""");
    }

    @Test
    void aMistakeReadTwiceIsToldOnce() {
        Settings settings = Settings.of(Map.of("PORT", "x"));
        settings.integer("port", 8080, 0, 65535);
        settings.integer("port", 8080, 0, 65535);

        assertThat(mistakes(settings)).hasSize(1);
    }

    @Test
    void anUnknownKeyThatMayHoldASecretIsNotShown() throws IOException {
        write("porchlight.properties", "discord.tokn = MTIzNDU2Nzg5\n");
        Settings settings = Settings.load(Map.of(), directory);
        settings.secret("discord.token");

        assertThat(catchThrowableOfType(BadSettings.class, settings::check))
                .hasMessageContaining("did you mean discord.token?")
                .message()
                .doesNotContain("MTIzNDU2Nzg5");
    }

    @Test
    void aFamilyOfKeysIsReadFromTheFileInItsOrder() throws IOException {
        write("porchlight.properties", """
                devices.192.168.1.20.watch = voice:user:1
                devices.fe80\\:\\:1.watch = voice
                devices.192.168.1.21.wach = voice
                devices.watch = voice
                """);
        Settings settings = Settings.load(Map.of("DEVICES_192_168_1_22_WATCH", "voice"), directory);
        settings.list("devices.watch", List.of());

        assertThat(settings.matching("devices.", ".watch"))
                .containsExactly(Map.entry("192.168.1.20", "voice:user:1"), Map.entry("fe80::1", "voice"));
        assertThat(mistakes(settings))
                .extracting(Mistake::key, Mistake::expected)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "devices.192.168.1.21.wach", "a key that exists; did you mean devices.….watch?"));
        assertThat(settings.warnings())
                .containsExactly("DEVICES_192_168_1_22_WATCH has no effect: keys such as this are read from "
                        + "porchlight.properties only");
    }

    @Test
    void aRoomsOwnParserMayThrowAnything() {
        Settings settings = Settings.of(Map.of("PUBLIC_URL", "::"));

        assertThat(settings.<java.net.URI>parsed("public.url", null, "a URL", java.net.URI::create))
                .isNull();
        assertThat(mistakes(settings)).extracting(Mistake::expected).containsExactly("a URL");
    }

    @Test
    void aTokenInsideAUrlIsMaskedWhereverAValueIsShown() {
        Settings settings = Settings.of(Map.of("PUBLIC_URL", "http://a/?token=geheim", "PORT", "wss://u:geheim@b/"));
        settings.text("public.url", "");
        settings.integer("port", 8080, 0, 65535);

        assertThat(settings.effective().toString() + mistakes(settings)).doesNotContain("geheim");
    }

    private static Duration stale(Settings settings) {
        return settings.duration("voice.stale-after", Duration.ofMinutes(5), Duration.ZERO, Duration.ofHours(2));
    }

    private static List<Mistake> mistakes(Settings settings) {
        return catchThrowableOfType(BadSettings.class, settings::check).mistakes();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(
                directory.resolve(name), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
}
