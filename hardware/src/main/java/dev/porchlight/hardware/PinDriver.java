package dev.porchlight.hardware;

import java.io.IOException;
import java.util.Optional;

/**
 * Who drives the pins: the Pi's own, memory, or a test's. Opened and used by one thread at a time; a line that fails throws
 * {@link IOException}, which degrades that one pin and no other.
 */
public interface PinDriver extends AutoCloseable {

    /** The unit of {@link Line#drive}: high all the time. */
    int FULL = 10_000;

    /** As in {@code gpio.provider}: {@code gpiod} or {@code memory}. */
    String name();

    /** For people, in one line: {@code memory}, or {@code gpiod on gpiochip0 (pinctrl-rp1)}. */
    String describe();

    /**
     * Opens a line as an output that is at its level from its first moment.
     *
     * @param name what the kernel is told as the line's holder
     * @param high share of the time that it is high: 0 or {@link #FULL}
     */
    Line output(String name, Pin pin, int high) throws IOException;

    /** The same on hardware PWM; {@code high} is 0 to {@link #FULL}. */
    Line pwm(String name, Pin pin, int high) throws IOException;

    /**
     * Opens a line as an input.
     *
     * @param onEdge called on any thread at each change of the line, or more often; must not wait
     */
    Contact input(String name, Pin pin, Pull pull, Runnable onEdge) throws IOException;

    /** What the kernel says of a line before it is opened; empty when it cannot be asked. Leaves the line as it is. */
    default Optional<LineInfo> info(Pin pin) {
        return Optional.empty();
    }

    /**
     * A line as the kernel has it.
     *
     * @param name its name, such as {@code GPIO17}
     * @param holder who has it, empty when free
     */
    record LineInfo(Optional<String> name, Optional<String> holder) {}

    /** Gives everything back and leaves the levels as they are. */
    @Override
    void close();

    /** An output. */
    interface Line {

        /**
         * Drives the line.
         *
         * @param high share of the time that it is high, 0 to {@link PinDriver#FULL}
         */
        void drive(int high) throws IOException;

        /** Gives the line back, so that it can be opened again. Never throws. */
        void release();
    }

    /** An input. */
    interface Contact {

        /** The level now. */
        boolean high() throws IOException;

        /** Gives the line back. Never throws. */
        void release();
    }
}
