package dev.porchlight.bridge.home;

import java.util.LinkedHashSet;
import java.util.Set;

/** A signal that somebody watches, with its value of now. One for each signal, shared by its watches. */
final class Fact {

    final Signal signal;

    /** Written on the home loop, read anywhere. */
    volatile boolean on;

    final Set<Watch> watches = new LinkedHashSet<>();

    /** What it depends on; that of a named channel changes with the names. */
    Set<Topic> topics = Set.of();

    Fact(Signal signal) {
        this.signal = signal;
    }
}
