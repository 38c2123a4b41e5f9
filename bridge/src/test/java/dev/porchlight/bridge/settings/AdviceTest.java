package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {

    @TempDir
    Path directory;

    /** The file the Node server runs with, unchanged. */
    @Test
    void theNodeServersOwnDotEnvWorks() throws IOException {
        write(".env", "rw-------", """
                DISCORD_TOKEN=abc.def.ghi
                GUILD_ID=123456789012345678
                ESP_AUTH_TOKEN=lantern
                ESP_WS_PORT=8081
                HEALTH_PORT=3000
                CLOUDFLARE_TUNNEL_TOKEN=eyJhIjoi
                """);
        Settings settings = Settings.load(Map.of(), directory);
        readAll(settings);

        assertThatCode(settings::check).doesNotThrowAnyException();
        assertThat(settings.integer("port", 8080, 0, 65535)).isEqualTo(8081);
        assertThat(settings.secret("discord.token")).contains("abc.def.ghi");
        assertThat(settings.warnings())
                .containsExactly(
                        "ESP_WS_PORT stands in for PORT, which is not set",
                        "HEALTH_PORT is ignored: /health is on the one port, 8081");
    }

    @Test
    void aLineOfThePropertiesInDotEnvIsNotOverlookedInSilence() throws IOException {
        write(".env", "rw-------", "host=1.2.3.4\nvoice.count-bots=true\nlight.porch=gpio:17\ncom.example=1\n");
        Settings settings = Settings.load(Map.of(), directory);
        readAll(settings);
        settings.flag("voice.count-bots", false);
        settings.names("light.", "gpio:17");

        assertThat(settings.warnings())
                .containsExactly(
                        "voice.count-bots has no effect here: write VOICE_COUNT_BOTS, or put it into"
                                + " porchlight.properties",
                        "light.porch has no effect: keys such as this are read from porchlight.properties only");
    }

    @Test
    void portGoesBeforeEspWsPort() {
        Settings settings = Settings.of(Map.of("PORT", "1", "ESP_WS_PORT", "2"));
        readAll(settings);

        assertThat(settings.integer("port", 8080, 0, 65535)).isEqualTo(1);
        assertThat(settings.warnings()).containsExactly("ESP_WS_PORT is ignored, because PORT is set");
    }

    @Test
    void aWrongEspWsPortIsToldUnderItsOwnName() {
        Settings settings = Settings.of(Map.of("ESP_WS_PORT", "x"));
        readAll(settings);

        org.assertj.core.api.Assertions.assertThatThrownBy(settings::check)
                .hasMessageContaining("ESP_WS_PORT = x  (environment)");
    }

    @ParameterizedTest
    @CsvSource({
        "DISCORD_TOKN,DISCORD_TOKEN",
        "DISCORDTOKEN,DISCORD_TOKEN",
        "GUILDID,GUILD_ID",
        "GUILD_IDS,GUILD_ID",
        "ESP_AUHT_TOKEN,ESP_AUTH_TOKEN",
        "DISCORD_TOKENFILE,DISCORD_TOKEN_FILE",
        "discord_token,DISCORD_TOKEN",
        "LOGLEVEL,LOG_LEVEL"
    })
    void aNearMissInTheEnvironmentIsAWarningWithoutTheValue(String name, String meant) {
        Settings settings = Settings.of(Map.of(name, "geheim"));
        readAll(settings);

        assertThatCode(settings::check).doesNotThrowAnyException();
        assertThat(settings.warnings()).containsExactly(name + " is not a setting; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "HOSTNAME",
                "LANG",
                "LOGNAME",
                "POST",
                "USER",
                "TERM",
                "SHLVL",
                "JAVA_HOME",
                "XDG_DATA_DIRS",
                "COLORTERM",
                "SSH_AUTH_SOCK",
                "MAIL",
                "NODE_ENV",
                "PAGER",
                "DISPLAY"
            })
    void otherProgramsNamesAreNobodysBusiness(String name) {
        Settings settings = Settings.of(Map.of(name, "x"));
        readAll(settings);

        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void aDotEnvThatEverybodyMayReadIsWarnedOf() throws IOException {
        write(".env", "rw-r--r--", "PORT=1\n");
        Settings settings = Settings.load(Map.of(), directory);

        assertThat(settings.warnings())
                .containsExactly(".env may be read by every user of this machine; chmod 600 .env");
    }

    @Test
    void propertiesThatEverybodyMayReadAreWarnedOfOnlyWithASecretInside() throws IOException {
        write("porchlight.properties", "rw-r--r--", "port=1\n");
        Settings open = Settings.load(Map.of(), directory);
        readAll(open);
        assertThat(open.warnings()).isEmpty();

        write("porchlight.properties", "rw-r--r--", "esp.auth-token=lantern\n");
        Settings secret = Settings.load(Map.of(), directory);
        readAll(secret);
        assertThat(secret.warnings()).singleElement().asString().contains("chmod 600 porchlight.properties");
    }

    @Test
    void aRoomMayWarnItself() {
        Settings settings = Settings.of(Map.of());
        settings.warn("the moon is full");

        assertThat(settings.warnings()).containsExactly("the moon is full");
    }

    private static void readAll(Settings settings) {
        settings.secret("discord.token");
        settings.secret("esp.auth-token");
        settings.list("guild.id", List.of());
        settings.integer("port", 8080, 0, 65535);
        settings.text("host", "");
        settings.text("log.level", "");
        settings.text("data.dir", "");
        settings.text("app.env", "");
    }

    private void write(String name, String permissions, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString(permissions));
    }
}
