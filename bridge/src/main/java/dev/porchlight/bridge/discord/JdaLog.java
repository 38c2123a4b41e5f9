package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.log.Log;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Takes what JDA logs below {@code net.dv8tion.jda}. JDA repeats a failing connection on every try, prints whole payloads
 * with names in them, and draws banners; the room says the same once and in its own words. So nothing of it reaches the
 * output above debug, except that an event was lost inside JDA. Any thread.
 */
final class JdaLog extends Handler {

    private static final Log LOG = Log.of("discord");
    private static final int SHOWN = 120;

    /** What JDA says when it drops an event: it could not be read, or a listener threw. */
    private static final List<String> LOSSES = List.of(
            "Got an unexpected",
            "Encountered exception on lifecycle level",
            "One of the EventListeners had an uncaught exception");

    /** Kept here, since java.util.logging holds loggers weakly and would forget the handler with them. */
    private static final Logger JDA = Logger.getLogger("net.dv8tion.jda");

    private final Counters counters;
    private final Hush hush;
    private final Runnable onLost;

    private JdaLog(Counters counters, Hush hush, Runnable onLost) {
        this.counters = counters;
        this.hush = hush;
        this.onLost = onLost;
    }

    /**
     * Takes the place of whatever listened to JDA before.
     *
     * @param onLost run each time an event was lost, on the thread that lost it
     */
    static JdaLog install(Counters counters, Hush hush, Runnable onLost) {
        for (Handler handler : JDA.getHandlers()) {
            JDA.removeHandler(handler);
        }
        JdaLog log = new JdaLog(counters, hush, onLost);
        JDA.setUseParentHandlers(false);
        JDA.setLevel(Level.WARNING);
        JDA.addHandler(log);
        return log;
    }

    @Override
    public void publish(LogRecord record) {
        String text = String.valueOf(record.getMessage());
        if (LOSSES.stream().anyMatch(text::startsWith)) {
            counters.lost.increment();
            if (hush.speaks("lost")) {
                LOG.warn("discord_event_lost", "cause", cause(record), "lost", counters.lost());
            }
            onLost.run();
        } else {
            LOG.debug("jda", "logger", record.getLoggerName(), "text", firstWords(text), "cause", cause(record));
        }
    }

    /** No payload: JDA puts those behind a line break or a brace. */
    private static String firstWords(String text) {
        String line = text.lines().findFirst().orElse("");
        int brace = line.indexOf('{');
        String words = brace < 0 ? line : line.substring(0, brace);
        return words.length() <= SHOWN ? words : words.substring(0, SHOWN);
    }

    private static String cause(LogRecord record) {
        return record.getThrown() == null
                ? "none"
                : record.getThrown().getClass().getSimpleName();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
