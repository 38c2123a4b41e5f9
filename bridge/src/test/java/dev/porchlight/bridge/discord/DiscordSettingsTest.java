package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordSettingsTest {

    @Test
    void nothingSetIsDiscordItselfAndNoToken() {
        assertThat(DiscordSettings.read(Settings.of(Map.of())))
                .isEqualTo(new DiscordSettings(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void everythingSet() {
        Settings settings = Settings.of(Map.of(
                "DISCORD_TOKEN", "abc.def.ghi",
                "DISCORD_API_URL", "http://127.0.0.1:9000/api/v10/",
                "DISCORD_GATEWAY_URL", "ws://127.0.0.1:9000"));
        DiscordSettings read = DiscordSettings.read(settings);
        settings.check();
        assertThat(read)
                .isEqualTo(new DiscordSettings(
                        Optional.of("abc.def.ghi"),
                        Optional.of(URI.create("http://127.0.0.1:9000/api/v10/")),
                        Optional.of(URI.create("ws://127.0.0.1:9000"))));
        assertThat(read.toString()).doesNotContain("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "DISCORD_API_URL,ws://127.0.0.1",
        "DISCORD_API_URL,127.0.0.1:9000",
        "DISCORD_API_URL,http:///api",
        "DISCORD_GATEWAY_URL,http://127.0.0.1",
        "DISCORD_GATEWAY_URL,nowhere"
    })
    void aWrongAddressIsAMistake(String name, String value) {
        Settings settings = Settings.of(Map.of(name, value));
        DiscordSettings.read(settings);
        assertThatThrownBy(settings::check).isInstanceOf(BadSettings.class).hasMessageContaining(name);
    }
}
