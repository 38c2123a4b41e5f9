package dev.porchlight.hardware.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinDriver;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutputsTest {

    private final Context context = GpiodPins.context(MockDigitalOutputProvider.newInstance(), "gpiochip0");
    private final Outputs outputs = new Outputs(context);

    @AfterEach
    void close() {
        context.shutdown();
    }

    private DigitalState state(String holder) {
        DigitalOutput output = context.registry().get(holder);
        return output.state();
    }

    @Test
    void aLineIsAtItsLevelFromTheFirstMomentAndFollows() throws Exception {
        PinDriver.Line line = outputs.open("porchlight:light.a", new Pin(17), PinDriver.FULL);
        assertThat(state("porchlight:light.a")).isEqualTo(DigitalState.HIGH);
        line.drive(0);
        assertThat(state("porchlight:light.a")).isEqualTo(DigitalState.LOW);
        line.drive(PinDriver.FULL);
        assertThat(state("porchlight:light.a")).isEqualTo(DigitalState.HIGH);
    }

    @Test
    void aLineThatIsGivenBackCanBeOpenedAgain() throws Exception {
        outputs.open("porchlight:light.a", new Pin(17), 0).release();
        outputs.open("porchlight:light.a", new Pin(17), PinDriver.FULL);
        assertThat(state("porchlight:light.a")).isEqualTo(DigitalState.HIGH);
    }

    @Test
    void aLineThatTheLibraryRefusesIsAnIoExceptionAndGivenBackTwiceIsNone() throws Exception {
        PinDriver.Line line = outputs.open("porchlight:light.a", new Pin(17), 0);
        assertThatThrownBy(() -> outputs.open("porchlight:light.b", new Pin(17), 0))
                .isInstanceOf(IOException.class);
        line.release();
        line.release();
    }

    @Test
    void theContextHasTheOneProviderItWasGiven() {
        assertThat(context.providers().all()).hasSize(1);
        assertThat(context.platforms().all()).isEmpty();
    }
}
