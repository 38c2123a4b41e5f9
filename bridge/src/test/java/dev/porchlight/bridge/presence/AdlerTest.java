package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdlerTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 65_520, 65_521, 200_000})
    void givenTwoPartsThenTheirSumsMakeThatOfTheWhole(int first) {
        byte[] whole = new byte[200_000];
        new Random(7).nextBytes(whole);
        Arrays.fill(whole, 0, 100_000, (byte) 0xFF); // sums that wrap
        byte[] second = Arrays.copyOfRange(whole, first, whole.length);
        assertThat(Adler.both(Adler.of(whole, first), Adler.of(second, second.length), second.length))
                .isEqualTo(Adler.of(whole, whole.length));
    }
}
