package dev.porchlight.sim.soak;

/**
 * What every light has to show at a quiet moment. Immutable.
 *
 * @param present who is where, as far as the bridge can know it
 * @param online whether Discord is there
 * @param dark whether every light but that for Discord's absence is to be out, since nobody vouches for what is known
 */
record Expectation(Present present, boolean online, boolean dark) {
    boolean of(Sight sight) {
        return sight.isOffline() ? !online : !dark && sight.holds().test(present);
    }

    @Override
    public String toString() {
        return online ? "Discord is there" : "Discord is away";
    }
}
