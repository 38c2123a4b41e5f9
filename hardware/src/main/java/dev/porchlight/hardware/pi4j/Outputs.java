package dev.porchlight.hardware.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinDriver;
import java.io.IOException;

/** Digital outputs of the one provider of a Pi4J context, gpiod's or the mock. */
final class Outputs {

    private final Context context;
    private final DigitalOutputProvider provider;

    Outputs(Context context) {
        this.context = context;
        provider = context.provider(DigitalOutputProvider.class);
    }

    /** @param holder the name that the kernel is told */
    PinDriver.Line open(String holder, Pin pin, int high) throws IOException {
        DigitalOutputConfig config = DigitalOutput.newConfigBuilder(context)
                .id(holder)
                .name(holder)
                .address(pin.bcm())
                .initial(state(high))
                .build();
        try {
            return new OutputLine(context, provider.create(config));
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DigitalState state(int high) {
        return high > 0 ? DigitalState.HIGH : DigitalState.LOW;
    }

    private record OutputLine(Context context, DigitalOutput output) implements PinDriver.Line {

        @Override
        public void drive(int high) throws IOException {
            try {
                output.state(Outputs.state(high));
            } catch (RuntimeException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void release() {
            try {
                context.registry().remove(output.id());
            } catch (RuntimeException e) {
                // It is gone all the same, or was never there; the next open says.
            }
        }
    }
}
