package dev.porchlight.hardware;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * No pins at all: what would be driven is remembered. For laptops, containers, the demo and tests; {@link #level} is the
 * finger. Safe from every thread.
 */
public final class MemoryPins implements PinDriver {

    private final Map<Pin, Integer> levels = new ConcurrentHashMap<>();
    private final Map<Pin, Input> inputs = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String describe() {
        return name();
    }

    @Override
    public Line output(String name, Pin pin, int high) {
        levels.put(pin, high);
        return new Line() {
            @Override
            public void drive(int high) {
                levels.put(pin, high);
            }

            @Override
            public void release() {
                // The level stays, as on a Pi.
            }
        };
    }

    @Override
    public Line pwm(String name, Pin pin, int high) {
        return output(name, pin, high);
    }

    @Override
    public Contact input(String name, Pin pin, Pull pull, Runnable onEdge) {
        Input input = new Input(!pull.pressedIsHigh(), onEdge);
        inputs.put(pin, input);
        return input;
    }

    /** The share of the time that a pin is high, 0 to {@link #FULL}; -1 when it was never driven. */
    public int high(Pin pin) {
        return levels.getOrDefault(pin, -1);
    }

    /**
     * Puts the line of a button at a level, as a finger would.
     *
     * @throws IllegalArgumentException when the pin is no input
     */
    public void level(Pin pin, boolean high) {
        Input input = inputs.get(pin);
        if (input == null) {
            throw new IllegalArgumentException(pin + " is no input");
        }
        input.high = high;
        input.onEdge.run();
    }

    @Override
    public void close() {
        inputs.clear();
    }

    private static final class Input implements Contact {

        private final Runnable onEdge;
        private volatile boolean high;

        Input(boolean high, Runnable onEdge) {
            this.high = high;
            this.onEdge = onEdge;
        }

        @Override
        public boolean high() {
            return high;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
