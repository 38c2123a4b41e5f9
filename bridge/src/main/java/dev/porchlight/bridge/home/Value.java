package dev.porchlight.bridge.home;

/**
 * What a watch shows; both halves of one moment.
 *
 * @param on the value as last known
 * @param stale nobody vouches for it
 */
record Value(boolean on, boolean stale) {

    /** By hand for the reason that {@link Topic} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Value value && on == value.on && stale == value.stale;
    }

    @Override
    public int hashCode() {
        return (on ? 2 : 0) + (stale ? 1 : 0);
    }
}
