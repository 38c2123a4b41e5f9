package dev.porchlight.hardware;

/** A relay's pin: the latest wish, as soon as its {@link RelayGuard} allows. */
final class RelayOutput extends Output implements Relay {

    private final RelaySpec spec;
    private final RelayGuard guard;
    private boolean wished;
    private boolean wanted;
    private boolean on;
    /** False while the line was never driven: {@link #on} is then no more than a guess. */
    private boolean known;

    RelayOutput(RelaySpec spec, Wall wall, long opened) {
        super(spec.name(), spec.pin(), spec.activeLow(), false, wall);
        this.spec = spec;
        guard = new RelayGuard(spec, opened);
    }

    @Override
    public void want(boolean to, long causeNanos) {
        wish(to ? Look.ON : Look.OFF, causeNanos);
    }

    @Override
    int safeShare() {
        return switch (spec.safe()) {
            case OFF -> 0;
            case ON -> PinDriver.FULL;
            case HOLD -> -1;
        };
    }

    @Override
    void accept(Look look, long now) {
        wanted = look.on();
        wished = true;
    }

    @Override
    int share(long now) {
        if (wished && (!known || wanted != on) && guard.untilAllowed(wanted, now) == 0) {
            return wanted ? PinDriver.FULL : 0;
        }
        if (!known) {
            return -1;
        }
        return on ? PinDriver.FULL : 0;
    }

    @Override
    Look look() {
        return on ? Look.ON : Look.OFF;
    }

    @Override
    long untilChange(long now) {
        return pending() ? guard.untilAllowed(wanted, now) : Wave.NEVER;
    }

    @Override
    void changed(boolean to, long now) {
        if (!known) {
            guard.begins(now);
        } else if (to != on) {
            guard.changed(now);
        }
        on = to;
        known = true;
    }

    @Override
    boolean pending() {
        return wished && (!known || wanted != on);
    }
}
