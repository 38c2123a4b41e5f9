package dev.porchlight.bridge.testing;

import dev.porchlight.bridge.log.Log;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged below a name while it is open. */
public final class LogEvents extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private final Level levelBefore;

    private LogEvents(String name) {
        this.logger = Logger.getLogger(name);
        this.levelBefore = logger.getLevel();
        logger.addHandler(this);
    }

    /** The named events of the program. */
    public static LogEvents ours() {
        return new LogEvents(Log.ROOT);
    }

    /** The same, and those below info. */
    public static LogEvents oursWithDebug() {
        LogEvents log = ours();
        log.logger.setLevel(Level.FINE);
        return log;
    }

    /** Everything that reaches the output. */
    public static LogEvents all() {
        return new LogEvents("");
    }

    /** How often an event was logged. */
    public long count(String event) {
        return records.stream().filter(r -> r.getMessage().equals(event)).count();
    }

    /** The names of the events of that level and above. */
    public List<String> atLeast(Level level) {
        return records.stream()
                .filter(r -> r.getLevel().intValue() >= level.intValue())
                .map(LogRecord::getMessage)
                .toList();
    }

    /** What each such event was given. */
    public List<String> texts(String event) {
        return records.stream()
                .filter(r -> r.getMessage().equals(event))
                .map(r -> Arrays.toString(r.getParameters()))
                .toList();
    }

    /** The value that goes with a key in the last such event. */
    public Object value(String event, String key) {
        Object found = null;
        for (LogRecord record : records) {
            Object[] pairs = record.getParameters();
            for (int i = 0; record.getMessage().equals(event) && i + 1 < pairs.length; i += 2) {
                if (pairs[i].equals(key)) {
                    found = pairs[i + 1];
                }
            }
        }
        return found;
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(levelBefore);
    }
}
