package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Settings;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
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

    @ParameterizedTest(name = "a proxy at {0}: {1}")
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.254, true",
        "::1, true",
        "172.16.0.1, true",
        "172.31.255.254, true",
        "172.15.255.255, false",
        "172.32.0.1, false",
        "192.168.1.2, false",
        "10.0.0.1, false",
        "8.8.8.8, false",
        "::2, false",
        "fd00::1, false"
    })
    void givenAProxyAndNoWordOnWhomToTrustThenLoopbackAndTheContainerBridgeAre(String peer, boolean trusted)
            throws Exception {
        ClientAddress rule = read(Map.of("BEHIND_PROXY", "true")).clientAddress();
        byte[] head = "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        InetAddress client = rule.of(InetAddress.ofLiteral(peer), HeadParser.parse(head, head.length));
        assertThat(client.getHostAddress().equals("198.51.100.7")).isEqualTo(trusted);
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
