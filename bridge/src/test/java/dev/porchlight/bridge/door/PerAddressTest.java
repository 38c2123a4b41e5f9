package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerAddressTest {

    private final PerAddress perAddress = new PerAddress(2);

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true"
    })
    void givenTwoAddressesThenTheyAreOneClientWhenAnIpv6NetworkOf64BitsHoldsBoth(
            String one, String other, boolean same) {
        perAddress.enter(InetAddress.ofLiteral(one));
        perAddress.enter(InetAddress.ofLiteral(one));
        assertThat(perAddress.hasRoom(InetAddress.ofLiteral(other))).isEqualTo(!same);
    }

    @Test
    void givenManyClientsComeAndGoThenNothingIsRememberedOfThem() {
        for (int i = 0; i < 10_000; i++) {
            InetAddress client = InetAddress.ofLiteral("2001:db8:" + Integer.toHexString(i) + "::1");
            perAddress.enter(client);
            perAddress.enter(client);
            perAddress.leave(client);
            assertThat(perAddress.hasRoom(client)).isTrue();
            perAddress.leave(client);
        }
        assertThat(perAddress.clients()).isZero();
    }
}
