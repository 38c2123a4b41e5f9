package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "your_discord_bot_token",
                "YOUR_TOKEN_HERE",
                "your-token",
                "supersecretstring",
                "SuperSecretString",
                "changeme",
                "<token>",
                "xxxxxxxx"
            })
    void aPlaceholderIsRefusedAndNotShown(String placeholder) {
        Settings settings = Settings.of(Map.of("ESP_AUTH_TOKEN", placeholder));

        assertThat(settings.secret("esp.auth-token")).isEmpty();
        assertThat(refusal(settings))
                .hasMessageContaining("ESP_AUTH_TOKEN = (hidden, ")
                .hasMessageContaining("placeholder")
                .message()
                .doesNotContain(placeholder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t"})
    void aSecretThatIsSetButEmptyIsRefused(String value) {
        Settings settings = Settings.of(Map.of("DISCORD_TOKEN", value));

        assertThat(settings.secret("discord.token")).isEmpty();
        assertThat(refusal(settings)).hasMessageContaining("DISCORD_TOKEN = (empty)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bot abc", "abc def", "abc\u0000def"})
    void aSecretOfSeveralWordsIsRefused(String value) {
        Settings settings = Settings.of(Map.of("DISCORD_TOKEN", value));

        assertThat(settings.secret("discord.token")).isEmpty();
        assertThat(refusal(settings)).hasMessageContaining("one word, with no blank inside");
    }

    @Test
    void blanksAroundASecretAreDropped() {
        assertThat(Settings.of(Map.of("DISCORD_TOKEN", " abc.def\r\n")).secret("discord.token"))
                .contains("abc.def");
    }

    @Test
    void anUnsetSecretIsNoMistake() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.secret("discord.token")).isEmpty();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void aSecretIsReadFromAFileBesideTheSettings() throws IOException {
        Files.writeString(directory.resolve("token"), "abc.def\n");
        Settings settings = Settings.load(Map.of("DISCORD_TOKEN_FILE", "token"), directory);

        assertThat(settings.secret("discord.token")).contains("abc.def");
        assertThat(settings.present("discord.token")).isTrue();
        assertThatCode(settings::check).doesNotThrowAnyException();
        assertThat(settings.effective().toString())
                .contains("environment, from token")
                .doesNotContain("abc.def");
    }

    @Test
    void theSourceThatGoesFirstDecidesBetweenAValueAndAFile() throws IOException {
        Files.writeString(directory.resolve("token"), "from-file");
        Files.writeString(directory.resolve(".env"), "DISCORD_TOKEN=from-env\n");
        Settings settings = Settings.load(Map.of("DISCORD_TOKEN_FILE", "token"), directory);

        assertThat(settings.secret("discord.token")).contains("from-file");
    }

    @Test
    void aValueAndAFileInOneSourceAreAMistake() {
        Settings settings = Settings.of(Map.of("DISCORD_TOKEN", "abc", "DISCORD_TOKEN_FILE", "token"));

        assertThat(settings.secret("discord.token")).isEmpty();
        assertThat(refusal(settings)).hasMessageContaining("not to be set beside DISCORD_TOKEN: one of the two");
    }

    @Test
    void aSecretFileThatIsMissingEmptyOrADirectoryIsAMistake() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        Files.createFile(directory.resolve("empty"));

        assertThat(refusalOfFile("missing")).hasMessageContaining("expected: the path of a file that is there");
        assertThat(refusalOfFile("folder")).hasMessageContaining("expected: the path of a regular file");
        assertThat(refusalOfFile("empty")).hasMessageContaining("DISCORD_TOKEN_FILE = (empty)");
        assertThat(refusalOfFile("\u0000")).hasMessageContaining("expected: the path of a file");
    }

    private BadSettings refusalOfFile(String file) {
        Settings settings = Settings.load(Map.of("DISCORD_TOKEN_FILE", file), directory);
        assertThat(settings.secret("discord.token")).isEmpty();
        return refusal(settings);
    }

    private static BadSettings refusal(Settings settings) {
        return catchThrowableOfType(BadSettings.class, settings::check);
    }
}
