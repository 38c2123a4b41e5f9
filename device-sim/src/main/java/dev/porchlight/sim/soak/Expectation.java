package dev.porchlight.sim.soak;

/**
 * What every light has to show at a quiet moment. Immutable.
 *
 * @param present who is where, as far as the bridge can know it
 * @param online whether Discord is there
 */
record Expectation(Present present, boolean online) {
    boolean of(Sight sight) {
        return sight.isOffline() ? !online : sight.holds().test(present);
    }

    @Override
    public String toString() {
        return online ? "Discord is there" : "Discord is away";
    }
}
