package dev.porchlight.hardware;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One button's line. Edges come on any thread and leave no more than the time of the latest; the hardware thread reads the
 * line when it is still. A line that cannot be opened or read is opened again after {@value #RETRY_SECONDS} s.
 */
final class ButtonInput {

    static final int RETRY_SECONDS = 10;

    private final ButtonSpec spec;
    private final Output.Wall wall;
    private final Clock clock;
    private final ButtonMachine machine;

    private volatile boolean edged;
    private volatile long edgeAt;
    private volatile Optional<String> degraded = Optional.empty();
    private PinDriver.Contact contact;
    private long retryAt;

    ButtonInput(ButtonSpec spec, Output.Wall wall, Clock clock, Consumer<Press> told) {
        this.spec = spec;
        this.wall = wall;
        this.clock = clock;
        machine = new ButtonMachine(spec, kind -> told.accept(new Press(spec.name(), kind, clock.nanos())));
    }

    String name() {
        return spec.name();
    }

    Optional<String> degraded() {
        return degraded;
    }

    /** Called once by {@link Board#open}, then by {@link #run} as often as it takes. */
    void open(long now) {
        try {
            contact = wall.driver().input(spec.name(), spec.pin(), spec.pull(), this::edge);
            if (degraded.isPresent()) {
                degraded = Optional.empty();
                wall.notices().tell(false, "pin_recovered", "button", spec.name(), "pin", spec.pin());
            }
            // One that is down already is a press from now on.
            edge();
        } catch (IOException | RuntimeException e) {
            fail(e, now);
        }
    }

    /** Returns the nanoseconds until it has to be looked at again. */
    long run(long now) {
        if (contact == null) {
            if (now - retryAt < 0) {
                return retryAt - now;
            }
            open(now);
            if (contact == null) {
                return retryAt - now;
            }
        }
        if (edged) {
            edged = false;
            machine.edge(edgeAt);
        }
        if (machine.readDue(now)) {
            try {
                machine.settled(contact.high() == spec.pull().pressedIsHigh(), now);
            } catch (IOException | RuntimeException e) {
                machine.unread(now);
                fail(e, now);
                return retryAt - now;
            }
        }
        return machine.run(now);
    }

    void release() {
        if (contact != null) {
            contact.release();
            contact = null;
        }
    }

    private void edge() {
        edgeAt = clock.nanos();
        edged = true;
        wall.wake().run();
    }

    private void fail(Exception e, long now) {
        release();
        retryAt = now + TimeUnit.SECONDS.toNanos(RETRY_SECONDS);
        String reason = Reasons.of(e);
        if (degraded.isEmpty()) {
            wall.notices().tell(true, "pin_degraded", "button", spec.name(), "pin", spec.pin(), "reason", reason);
        }
        degraded = Optional.of(spec.pin().describe() + " cannot be read: " + reason);
    }
}
