package dev.porchlight.bridge.log;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Logs by named event: an event name in snake_case and pairs of key and value, {@code log.info("board_dropped",
 * "board", address, "reason", "stalled")}. Tests may assert on names and keys; sentences belong in a value.
 *
 * <p>Secrets are never passed in: mask before the call. Safe from every thread; a call hands the record to the handlers
 * of java.util.logging and formats nothing when the level is off.
 */
public final class Log {

    /** Every logger of the program hangs below this name. */
    public static final String ROOT = "porchlight";

    private final Logger logger;

    private Log(String room) {
        this.logger = Logger.getLogger(ROOT + "." + room);
    }

    /** The log of one room, e.g. {@code Log.of("door")}. */
    public static Log of(String room) {
        return new Log(room);
    }

    public void debug(String event, Object... keysAndValues) {
        log(Level.FINE, event, null, keysAndValues);
    }

    public void info(String event, Object... keysAndValues) {
        log(Level.INFO, event, null, keysAndValues);
    }

    public void warn(String event, Object... keysAndValues) {
        log(Level.WARNING, event, null, keysAndValues);
    }

    public void error(String event, Object... keysAndValues) {
        log(Level.SEVERE, event, null, keysAndValues);
    }

    public void error(String event, Throwable cause, Object... keysAndValues) {
        log(Level.SEVERE, event, cause, keysAndValues);
    }

    private void log(Level level, String event, Throwable cause, Object[] keysAndValues) {
        if (!logger.isLoggable(level)) {
            return;
        }
        LogRecord record = new LogRecord(level, event);
        record.setLoggerName(logger.getName());
        record.setParameters(keysAndValues);
        record.setThrown(cause);
        logger.log(record);
    }
}
