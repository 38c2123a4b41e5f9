package dev.porchlight.hardware;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A panel without a thread, on a clock of the test's own: time passes only when the test says so. */
final class Bench {

    /** A line driven to another level, at a time in milliseconds since the bench began. */
    record Step(long ms, Pin pin, int high) {}

    final List<Step> steps = new ArrayList<>();
    final List<Press> presses = new ArrayList<>();
    final MemoryPins pins = new MemoryPins();
    /** Outputs that throw when they are opened or driven. */
    final Set<Pin> broken = new HashSet<>();
    /** Buttons that throw when they are read. */
    final Set<Pin> unreadable = new HashSet<>();

    final Panel panel;
    /** A finger is on every button as it is opened. */
    private final boolean held;
    /** {@link System#nanoTime} may be anything, also just before it wraps. */
    private final long start = Long.MAX_VALUE - new Random().nextLong(1_000_000_000L);

    private long now = start;

    Bench(BoardConfig config) throws HardwareException {
        this(config, false);
    }

    Bench(BoardConfig config, boolean held) throws HardwareException {
        this.held = held;
        Notices none = (warning, event, fields) -> {};
        Output.Wall wall = new Output.Wall(new Recorder(), Journal.open(Optional.empty(), none), none, () -> {});
        panel = new Panel(config, wall, () -> now, presses::add);
        panel.open();
    }

    static BoardConfig config(List<LightSpec> lights, List<RelaySpec> relays, List<ButtonSpec> buttons) {
        return new BoardConfig(BoardConfig.Provider.MEMORY, false, Optional.empty(), lights, relays, buttons);
    }

    long ms() {
        return (now - start) / 1_000_000;
    }

    /** Lets time pass; the panel is run at each moment that it asked for, and at no other. */
    void pass(long ms) {
        long end = now + ms * 1_000_000;
        long next = panel.run();
        while (next != Wave.NEVER && now + next - end <= 0) {
            if (next < 1) {
                throw new AssertionError("a panel that asks for no time spins");
            }
            now += next;
            next = panel.run();
        }
        now = end;
    }

    private final class Recorder implements PinDriver {

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public String describe() {
            return name();
        }

        @Override
        public Line output(String name, Pin pin, int high) throws IOException {
            check(pin);
            Line line = pins.output(name, pin, high);
            steps.add(new Step(ms(), pin, high));
            return new Line() {
                @Override
                public void drive(int to) throws IOException {
                    check(pin);
                    line.drive(to);
                    steps.add(new Step(ms(), pin, to));
                }

                @Override
                public void release() {
                    line.release();
                }
            };
        }

        private void check(Pin pin) throws IOException {
            if (broken.contains(pin)) {
                throw new IOException("broken");
            }
        }

        @Override
        public Line pwm(String name, Pin pin, int high) throws IOException {
            return output(name, pin, high);
        }

        @Override
        public Contact input(String name, Pin pin, Pull pull, Runnable onEdge) {
            Contact contact = pins.input(name, pin, pull, onEdge);
            if (held) {
                pins.level(pin, pull.pressedIsHigh());
            }
            return new Contact() {
                @Override
                public boolean high() throws IOException {
                    if (unreadable.contains(pin)) {
                        throw new IOException("unreadable");
                    }
                    return contact.high();
                }

                @Override
                public void release() {
                    contact.release();
                }
            };
        }

        @Override
        public void close() {
            pins.close();
        }
    }
}
