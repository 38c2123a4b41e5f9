package dev.porchlight.bridge.cli;

import java.util.Objects;

/** The version in the jar's manifest; outside a jar there is none. */
final class Version {

    private Version() {}

    static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
