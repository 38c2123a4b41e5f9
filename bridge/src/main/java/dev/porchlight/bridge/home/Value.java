package dev.porchlight.bridge.home;

/**
 * What a watch shows; both halves of one moment.
 *
 * @param on the value as last known
 * @param stale nobody vouches for it
 */
record Value(boolean on, boolean stale) {}
