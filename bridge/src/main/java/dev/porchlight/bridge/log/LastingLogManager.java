package dev.porchlight.bridge.log;

import java.util.logging.LogManager;

/**
 * A log manager that keeps its handlers. The JDK's own takes them away in a shutdown hook that runs beside the program's,
 * so that what happens during a planned stop would be logged or not by chance. Public because the JDK makes it by name.
 */
public final class LastingLogManager extends LogManager {

    /** Made by the JDK, see {@link Logging#outliveShutdown()}. */
    public LastingLogManager() {}

    @Override
    public void reset() {
        // Nothing to undo at start, everything to lose at the end.
    }
}
