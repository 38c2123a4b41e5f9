package dev.porchlight.bridge.log;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * Lines on their way out. {@link #offer} never waits for the stream: at most {@value #MAX_LINES} lines and {@value #MAX_CHARS}
 * characters wait, more are dropped and counted, and a line that tells the number follows as soon as there is room.
 *
 * <p>One daemon thread writes, in the order of the offers.
 */
final class LineWriter {

    static final int MAX_LINES = 1_024;
    static final int MAX_CHARS = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final PrintStream out;
    private final LongFunction<String> droppedLine;
    private final Thread thread;
    private int waitingChars;
    private long dropped;
    private int writtenSinceDrop;
    private boolean closed;

    LineWriter(PrintStream out, LongFunction<String> droppedLine) {
        this.out = out;
        this.droppedLine = droppedLine;
        this.thread = Thread.ofPlatform().name("log").daemon().start(this::run);
    }

    /** Whether the line will be written. */
    boolean offer(String line) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (waiting.size() >= MAX_LINES || waitingChars + line.length() > MAX_CHARS) {
                writtenSinceDrop = dropped == 0 ? 0 : writtenSinceDrop;
                dropped++;
                return false;
            }
            waiting.add(line);
            waitingChars += line.length();
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more lines; whether the waiting ones were all written within this time. */
    boolean close(Duration within) {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            return thread.join(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        for (String line = next(); line != null; line = next()) {
            out.append(line).append('\n');
        }
        out.flush();
    }

    /** The next line, waited for; null when closed and nothing is left. */
    private String next() {
        lock.lock();
        try {
            while (true) {
                // Under lasting pressure the queue is never empty, and the number has to come out all the same.
                if (dropped > 0 && (waiting.isEmpty() || writtenSinceDrop >= MAX_LINES)) {
                    String line = droppedLine.apply(dropped);
                    dropped = 0;
                    return line;
                }
                if (!waiting.isEmpty()) {
                    String line = waiting.remove();
                    waitingChars -= line.length();
                    writtenSinceDrop++;
                    return line;
                }
                if (closed) {
                    return null;
                }
                flushUnlocked();
                if (waiting.isEmpty() && !closed && dropped == 0) {
                    work.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A flush may block for as long as it likes, so nobody who logs may be waiting for the lock. */
    private void flushUnlocked() {
        lock.unlock();
        try {
            out.flush();
        } finally {
            lock.lock();
        }
    }
}
