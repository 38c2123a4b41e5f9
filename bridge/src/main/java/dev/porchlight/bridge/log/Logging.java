package dev.porchlight.bridge.log;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Where everything that is logged goes: one line an event, written by a thread of its own, so that nobody who logs ever
 * waits for a terminal, a pipe or a disk.
 *
 * <p>At most {@value LineWriter#MAX_LINES} lines wait; what comes on top is dropped, counted and told in one
 * {@code log_dropped} line. Libraries are heard from info upwards, JDA from warn, unless the level is debug; the JDK always from info. One at a time
 * per process, since java.util.logging is global. Safe from every thread.
 */
public final class Logging implements AutoCloseable {

    /** How a line looks. */
    public enum Format {
        TEXT,
        JSON
    }

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final LineWriter writer;
    private final Handler handler;
    private final boolean forPeople;

    private Logging(LineWriter writer, Handler handler, boolean forPeople) {
        this.writer = writer;
        this.handler = handler;
        this.forPeople = forPeople;
    }

    /**
     * Has to be the first thing a process does about logging: later, records of a planned stop would be lost, because the
     * JDK takes the handlers away as soon as the process begins to end.
     */
    public static void outliveShutdown() {
        // By name: the class itself would make the JDK's manager first.
        System.setProperty("java.util.logging.manager", Logging.class.getPackageName() + ".LastingLogManager");
    }

    /**
     * Takes over java.util.logging: every other handler is removed.
     *
     * @param level of the program's own events
     * @param out written to by one daemon thread; not closed
     */
    public static Logging start(Format format, Level level, PrintStream out) {
        LineFormat lines = format == Format.JSON ? new JsonLines() : new TextLines();
        LineWriter writer = new LineWriter(
                out, count -> lines.line(LogEvent.of(Level.WARNING, "log", "log_dropped", "count", count)));
        Handler handler = new ToWriter(lines, writer);
        for (Handler other : Loggers.LIBRARIES.getHandlers()) {
            Loggers.LIBRARIES.removeHandler(other);
        }
        boolean debug = level.intValue() <= Level.FINE.intValue();
        Loggers.OURS.setLevel(level);
        Loggers.LIBRARIES.setLevel(debug ? level : atLeast(Level.INFO, level));
        Loggers.JDA.setLevel(debug ? level : atLeast(Level.WARNING, level));
        Loggers.JDK.forEach(logger -> logger.setLevel(atLeast(Level.INFO, level)));
        Loggers.LIBRARIES.addHandler(handler);
        return new Logging(writer, handler, format == Format.TEXT);
    }

    /** A line for the person at the terminal, as it is; left out where the log is read by programs. Never a secret. */
    public void say(String line) {
        if (forPeople) {
            writer.offer(line);
        }
    }

    /** Writes what waits, for at most one second. Later records are lost. */
    @Override
    public void close() {
        close(CLOSE_WITHIN);
    }

    /** Whether everything was written within this time. */
    public boolean close(Duration within) {
        Loggers.LIBRARIES.removeHandler(handler);
        return writer.close(within);
    }

    private static Level atLeast(Level floor, Level level) {
        return level.intValue() < floor.intValue() ? floor : level;
    }

    /**
     * Held here, because java.util.logging forgets the level of a logger that nobody holds; apart from the class, because
     * {@link #outliveShutdown()} has to come before the first logger of the process.
     */
    private static final class Loggers {

        static final Logger LIBRARIES = Logger.getLogger("");
        static final Logger JDA = Logger.getLogger("net.dv8tion.jda");
        // The JDK's own details (who called exit, for one) help nobody who asked for this program's.
        static final List<Logger> JDK = List.of(Logger.getLogger("java"), Logger.getLogger("jdk"));
        static final Logger OURS = Logger.getLogger(Log.ROOT);
    }

    private static final class ToWriter extends Handler {

        private final LineFormat lines;
        private final LineWriter writer;

        ToWriter(LineFormat lines, LineWriter writer) {
            this.lines = lines;
            this.writer = writer;
        }

        /** Formats at once: what was passed in may have changed a moment later. Never throws. */
        @Override
        public void publish(LogRecord record) {
            if (!isLoggable(record)) {
                return;
            }
            String line;
            try {
                line = lines.line(LogEvent.of(record));
            } catch (RuntimeException e) {
                line = lines.line(LogEvent.of(
                        Level.WARNING,
                        "log",
                        "log_unprintable",
                        "cause",
                        e.getClass().getName()));
            }
            writer.offer(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
