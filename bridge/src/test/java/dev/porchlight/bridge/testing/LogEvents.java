package dev.porchlight.bridge.testing;

import dev.porchlight.bridge.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps the named events logged while it is open, so that tests can assert on them. */
public final class LogEvents implements AutoCloseable {

    private final Logger root = Logger.getLogger(Log.ROOT);
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            synchronized (records) {
                records.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogEvents() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    public static LogEvents capture() {
        return new LogEvents();
    }

    /** How often an event was logged. */
    public long count(String event) {
        synchronized (records) {
            return records.stream().filter(r -> r.getMessage().equals(event)).count();
        }
    }

    /** The value of a key in the first such event, as text. */
    public String value(String event, String key) {
        synchronized (records) {
            for (LogRecord record : records) {
                Object[] pairs = record.getParameters();
                for (int i = 0; record.getMessage().equals(event) && i + 1 < pairs.length; i += 2) {
                    if (pairs[i].equals(key)) {
                        return String.valueOf(pairs[i + 1]);
                    }
                }
            }
        }
        throw new AssertionError("no event " + event + " with " + key);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
