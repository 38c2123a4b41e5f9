package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorSettingsTest {

    private static DoorSettings read(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        DoorSettings door = DoorSettings.read(settings);
        settings.check();
        return door;
    }

    @Test
    void givenNothingThenEveryAddressAndPort8080() {
        DoorSettings door = read(Map.of());
        assertThat(door.bind().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(door.bind().getPort()).isEqualTo(8080);
        assertThat(door.publicUrl()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "localhost, 127.0.0.1", "::1, 0:0:0:0:0:0:0:1", "[::1], 0:0:0:0:0:0:0:1"})
    void givenAHostInDigitsThenItListensThere(String host, String address) {
        assertThat(read(Map.of("HOST", host, "PORT", "0")).bind().getAddress().getHostAddress())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "HOST, porch.example.org",
        "PORT, 70000",
        "PORT, -1",
        "BEHIND_PROXY, perhaps",
        "PROXY_TRUSTED, the proxy",
        "PROXY_TRUSTED, 10.0.0.0/99",
        "PUBLIC_URL, lights.example.org",
        "LIMITS_BUFFER_BYTES, 0",
        "LIMITS_BUFFER_BYTES, 65535",
        "LIMITS_BUFFER_BYTES, 9000000000000",
        "LIMITS_BUFFER_BYTES, 8MB",
        "LIMITS_CONNECTIONS, 0",
        "LIMITS_CONNECTIONS_PER_ADDRESS, 0"
    })
    void givenAMistakeThenItIsToldByName(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining(name);
    }
}
