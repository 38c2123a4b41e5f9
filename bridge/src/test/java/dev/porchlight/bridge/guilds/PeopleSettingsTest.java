package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import dev.porchlight.bridge.settings.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleSettingsTest {

    @Test
    void defaults() {
        Settings settings = Settings.of(Map.of());
        assertThat(PeopleSettings.read(settings))
                .isEqualTo(new PeopleSettings(Enabled.AUTO, 5_000, Users.ALL, Set.of()))
                .isEqualTo(PeopleSettings.DEFAULT);
        settings.check();
    }

    @Test
    void givenEveryKeyThenEachCounts() {
        Settings settings = Settings.of(Map.of(
                "PRESENCE_ENABLED", "false",
                "PRESENCE_MAX_USERS", "100000",
                "PRESENCE_USERS", "opt-in",
                "PRESENCE_HIDE", "activities, custom-status,SPOTIFY,clients,tag"));
        assertThat(PeopleSettings.read(settings))
                .isEqualTo(new PeopleSettings(Enabled.FALSE, 100_000, Users.OPT_IN, Set.of(Hidden.values())));
        settings.check();
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENCE_ENABLED, maybe, 'auto, true, false'",
        "PRESENCE_MAX_USERS, 0, from 1 to 1000000",
        "PRESENCE_MAX_USERS, 1000001, from 1 to 1000000",
        "PRESENCE_USERS, some, 'all, opt-in'",
        "PRESENCE_HIDE, 'clients,faces', 'activities, custom-status, spotify, clients, tag'"
    })
    void givenAMistakeThenItSaysWhatWouldBeRight(String name, String value, String expected) {
        Settings settings = Settings.of(Map.of(name, value));
        PeopleSettings read = PeopleSettings.read(settings);
        assertThat(read).isNotNull();
        assertThatThrownBy(settings::check).hasMessageContaining(expected);
    }
}
