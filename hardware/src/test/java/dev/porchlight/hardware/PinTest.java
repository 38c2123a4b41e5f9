package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {

    @ParameterizedTest
    @ValueSource(strings = {"gpio:17", "pin:11", "GPIO17", "gpio17", " Pin:11 "})
    void everyFormOfGpio17IsThatPin(String text) {
        assertThat(Pin.parse(text)).isEqualTo(new Pin(17));
    }

    @Test
    void everyPinIsFoundByItsPlaceOnTheHeaderAndNoTwoShareOne() {
        assertThat(IntStream.rangeClosed(0, Pin.MAX_BCM).map(bcm -> new Pin(bcm).header()))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        place -> assertThat(Pin.parse("pin:" + place).header()).isEqualTo(place));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpio:28|GPIO28 is not on the 40-pin header, which has GPIO0 to GPIO27",
                "pin:6|pin:6 of the header is ground, not a GPIO",
                "pin:1|pin:1 of the header is 3.3 V, not a GPIO",
                "pin:4|pin:4 of the header is 5 V, not a GPIO",
                "pin:41|pin:41 is not on the header, which has pins 1 to 40",
                "pin:0|pin:0 is not on the header, which has pins 1 to 40",
                "17|\"17\" is no pin: write gpio:17 (BCM number), pin:11 (place on the header) or GPIO17",
                "gpio:-1|\"gpio:-1\" is no pin: write gpio:17 (BCM number), pin:11 (place on the header) or GPIO17",
                "gpio:1234|\"gpio:1234\" is no pin: write gpio:17 (BCM number), pin:11 (place on the header) or GPIO17"
            })
    void whatIsNoPinIsSaidWhy(String text, String message) {
        assertThatThrownBy(() -> Pin.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void pwmWhereThereIsNoneAndBrightnessWithoutPwmAreRefusedWithThePinsThatHaveIt() {
        assertThatThrownBy(() -> new LightSpec("light.a", new Pin(17), false, true, 100, Safe.OFF))
                .hasMessageContaining("light.a: GPIO17 (pin 11) has no hardware PWM")
                .hasMessageContaining("GPIO18 (pin 12)");
        assertThatThrownBy(() -> new LightSpec("light.a", new Pin(18), false, false, 50, Safe.OFF))
                .hasMessageContaining("light.a: brightness needs \"pwm\"");
        assertThatThrownBy(() -> new LightSpec("light.a", new Pin(18), false, true, 0, Safe.OFF))
                .hasMessage("light.a: brightness is a percentage from 1 to 100, not 0");
    }

    @Test
    void timesOutOfRangeAreRefusedWithTheRange() {
        Duration zero = Duration.ZERO;
        assertThatThrownBy(() -> new RelaySpec("relay.a", new Pin(4), true, Duration.ofHours(2), zero, 6, Safe.OFF))
                .hasMessage("relay.a: min-on is from 0 to 1 h, not 7200 s");
        assertThatThrownBy(() -> new RelaySpec("relay.a", new Pin(4), true, zero, zero, 0, Safe.OFF))
                .hasMessage("relay.a: max-per-minute is from 1 to 6000, not 0");
        assertThatThrownBy(() -> new ButtonSpec("button.a", new Pin(4), Pull.UP, zero, Duration.ofSeconds(1)))
                .hasMessage("button.a: debounce is from 1 ms to 1000 ms, not 0 ms");
        assertThatThrownBy(() ->
                        new ButtonSpec("button.a", new Pin(4), Pull.UP, Duration.ofMillis(30), Duration.ofHours(1)))
                .hasMessage("button.a: hold-time is from 100 ms to 30000 ms, not 3600000 ms");
    }
}
