package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceSettingsTest {

    @Test
    void nothingSetIsTheDefault() {
        assertThat(VoiceSettings.read(Settings.of(Map.of()))).isEqualTo(VoiceSettings.DEFAULT);
    }

    @Test
    void everythingSet() {
        Settings settings = Settings.of(Map.of(
                "GUILD_ID", "1, 18446744073709551615,",
                "VOICE_COUNT_BOTS", "true",
                "VOICE_COUNT_AFK", "yes",
                "VOICE_STALE_AFTER", "90s"));
        assertThat(VoiceSettings.read(settings))
                .isEqualTo(new VoiceSettings(Set.of(1L, -1L), true, true, Duration.ofSeconds(90)));
        settings.check();
    }

    @ParameterizedTest
    @CsvSource({
        "GUILD_ID,home",
        "GUILD_ID,0",
        "GUILD_ID,1 2",
        "GUILD_ID,18446744073709551616",
        "VOICE_STALE_AFTER,0s",
        "VOICE_STALE_AFTER,300",
        "VOICE_STALE_AFTER,25h"
    })
    void aWrongValueIsAMistake(String name, String value) {
        Settings settings = Settings.of(Map.of(name, value));
        VoiceSettings.read(settings);
        assertThatThrownBy(settings::check).isInstanceOf(BadSettings.class).hasMessageContaining(name);
    }
}
