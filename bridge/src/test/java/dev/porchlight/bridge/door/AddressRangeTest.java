package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({
        "172.16.0.0/12,       172.31.255.255,  true",
        "172.16.0.0/12,       172.32.0.0,      false",
        "172.16.0.0/12,       172.15.255.255,  false",
        "192.168.1.77/24,     192.168.1.1,     true",
        "10.0.0.1,            10.0.0.1,        true",
        "10.0.0.1,            10.0.0.2,        false",
        "10.0.0.0/31,         10.0.0.1,        true",
        "0.0.0.0/0,           203.0.113.9,     true",
        "0.0.0.0/0,           ::1,             false",
        "::/0,                203.0.113.9,     false",
        "::1,                 ::1,             true",
        "::1/128,             ::2,             false",
        "fd00::/8,            fdff::1,         true",
        "2001:db8::/33,       2001:db8:7fff::, true",
        "2001:db8::/33,       2001:db8:8000::, false",
        "::ffff:10.0.0.0/8,   10.1.2.3,        true",
        "10.0.0.0/8,          ::ffff:10.1.2.3, true",
        "[::1],               ::1,             true",
    })
    void contains(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10",
                "10.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "::/129",
                "localhost",
                "10.0.0.256",
                "[10.0.0.1]",
                "10.0.0.0/0x8",
                "10.0.0.0/9999999999"
            })
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
