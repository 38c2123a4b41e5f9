package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsTest {

    @ParameterizedTest
    @CsvSource({
        ",,TEXT,INFO",
        "production,,JSON,WARNING",
        "prod,,JSON,WARNING",
        "development,,TEXT,INFO",
        "Dev,,TEXT,INFO",
        "debug,,TEXT,FINE",
        "production,debug,JSON,FINE",
        "debug,error,TEXT,SEVERE",
        ",info,TEXT,INFO",
        ",warn,TEXT,WARNING",
        ",WARNING,TEXT,WARNING",
        ",fatal,TEXT,OFF",
        ",panic,TEXT,OFF"
    })
    void appEnvChoosesFormatAndLevelAndLogLevelGoesBeforeItsLevel(
            String appEnv, String logLevel, String format, String level) {
        Map<String, String> environment = new HashMap<>();
        environment.computeIfAbsent("APP_ENV", name -> appEnv);
        environment.computeIfAbsent("LOG_LEVEL", name -> logLevel);
        LogSettings read = LogSettings.read(Settings.of(environment));

        assertThat(read.format()).hasToString(format);
        assertThat(read.level()).isEqualTo(Level.parse(level));
    }

    @Test
    void anUnknownLevelIsAMistake() {
        Settings settings = Settings.of(Map.of("LOG_LEVEL", "loud"));
        LogSettings.read(settings);

        assertThatThrownBy(settings::check)
                .hasMessageContaining("LOG_LEVEL = loud")
                .hasMessageContaining("one of debug, info, warn, error, fatal, panic");
    }

    @Test
    void anUnknownAppEnvIsAWarningOnly() {
        Settings settings = Settings.of(Map.of("APP_ENV", "staging"));

        assertThat(LogSettings.read(settings).level()).isEqualTo(Level.INFO);
        settings.check();
        assertThat(settings.warnings()).singleElement().asString().startsWith("APP_ENV is none of");
    }
}
