package dev.porchlight.bridge.functional;

import dev.porchlight.bridge.log.Log;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged below a name while it is open. */
final class LogTap extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private final Level levelBefore;

    private LogTap(String name) {
        this.logger = Logger.getLogger(name);
        this.levelBefore = logger.getLevel();
        logger.addHandler(this);
    }

    /** The named events of the program. */
    static LogTap ours() {
        return new LogTap(Log.ROOT);
    }

    /** The same, and those below info. */
    static LogTap oursWithDebug() {
        LogTap tap = ours();
        tap.logger.setLevel(Level.FINE);
        return tap;
    }

    /** Everything that reaches the output. */
    static LogTap all() {
        return new LogTap("");
    }

    long count(String event) {
        return records.stream().filter(r -> r.getMessage().equals(event)).count();
    }

    List<String> atLeast(Level level) {
        return records.stream()
                .filter(r -> r.getLevel().intValue() >= level.intValue())
                .map(LogRecord::getMessage)
                .toList();
    }

    /** What each such event was given. */
    List<String> texts(String event) {
        return records.stream()
                .filter(r -> r.getMessage().equals(event))
                .map(r -> Arrays.toString(r.getParameters()))
                .toList();
    }

    /** The value that goes with a key in the last such event. */
    Object value(String event, String key) {
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
