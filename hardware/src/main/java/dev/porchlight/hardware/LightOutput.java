package dev.porchlight.hardware;

/** A light's pin: the pattern of its look, scaled by its brightness. A look that is wished again keeps its rhythm. */
final class LightOutput extends Output implements Light {

    private final LightSpec spec;
    private Look look = Look.OFF;
    private long since;
    private boolean wished;

    LightOutput(LightSpec spec, Wall wall) {
        super(spec.name(), spec.pin(), spec.activeLow(), spec.pwm(), wall);
        this.spec = spec;
    }

    @Override
    public void show(Look wanted, long causeNanos) {
        if (wanted.pattern() == Pattern.BREATHE && !spec.pwm()) {
            throw new IllegalArgumentException(
                    spec.name() + ": breathe needs \"pwm\" behind the pin, and a pin that has it: " + PwmPins.NAMES);
        }
        wish(wanted, causeNanos);
    }

    @Override
    int safeShare() {
        return switch (spec.safe()) {
            case OFF -> 0;
            case ON -> bright(PinDriver.FULL);
            case HOLD -> -1;
        };
    }

    @Override
    void accept(Look wanted, long now) {
        if (!wished || !wanted.equals(look)) {
            look = wanted;
            since = now;
            wished = true;
        }
    }

    @Override
    int share(long now) {
        if (!wished) {
            return -1;
        }
        return look.on() ? bright(Wave.lit(look.pattern(), now - since)) : 0;
    }

    @Override
    Look look() {
        return look;
    }

    @Override
    long untilChange(long now) {
        return look.on() ? Wave.untilChange(look.pattern(), now - since) : Wave.NEVER;
    }

    @Override
    void changed(boolean on, long now) {
        // A light may change as often as it likes.
    }

    @Override
    boolean pending() {
        return false;
    }

    /** Never 0 for what is lit, however dim. */
    private int bright(int lit) {
        return lit == 0 ? 0 : Math.max(1, lit * spec.brightness() / 100);
    }
}
