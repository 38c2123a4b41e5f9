package dev.porchlight.sim.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What the bridge logs: read as it comes, counted by level and event, written to a file. One thread of its own reads, any may
 * ask.
 *
 * <p>Invariant: the file and the one before it have at most {@value #MOST_FILE_CHARS} characters each, the newest
 * {@value #KEPT} lines are at hand, and at most {@value #MOST_EVENTS} kinds of events are counted.
 */
final class BridgeLog implements AutoCloseable {
    private static final int MOST_FILE_CHARS = 4 << 20;
    private static final int KEPT = 60;
    private static final int MOST_EVENTS = 200;
    private static final int MOST_LINE = 2_000;

    /** Warnings that the faults of a soak bring about. */
    private static final Set<String> EXPECTED = Set.of(
            "discord_away",
            "gateway_event_malformed",
            "discord_event_lost",
            "board_refused_repeatedly",
            "board_watch_malformed",
            "address_locked_out",
            "discord_unreachable",
            "discord_session_failed");

    /** Of a stack trace, or of the JVM itself. */
    private static final Pattern TRACE = Pattern.compile("Exception|Error\\b|^\\s+at ");

    private final Path file;
    private final Thread thread;
    private final Deque<String> newest = new ArrayDeque<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private final List<String> firstErrors = new ArrayList<>();
    private final List<String> firstSurprises = new ArrayList<>();
    private int lines;
    private int errors;
    private int surprises;
    private int written;
    private boolean over;

    BridgeLog(InputStream from, Path file) {
        this.file = file;
        this.thread = Thread.ofPlatform().daemon().name("bridge-log").start(() -> read(from));
    }

    private void read(InputStream from) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            Files.deleteIfExists(file);
            Writer out = Files.newBufferedWriter(file);
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String some = line.length() <= MOST_LINE ? line : line.substring(0, MOST_LINE);
                    if (written + some.length() > MOST_FILE_CHARS) {
                        out.close();
                        Files.move(file, old(file), StandardCopyOption.REPLACE_EXISTING);
                        out = Files.newBufferedWriter(file);
                        written = 0;
                    }
                    out.write(some + System.lineSeparator());
                    out.flush();
                    written += some.length() + 1;
                    heard(some);
                }
            } finally {
                out.close();
            }
        } catch (IOException e) {
            heard("the log cannot be read or written any more: " + e);
        } finally {
            end();
        }
    }

    static Path old(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    /** {@code 2026-11-20T08:49:33.123Z WARN  discord discord_away reason=…}; anything else is a trace, or not the bridge's. */
    private synchronized void heard(String line) {
        lines++;
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(line);
        String[] words = line.split(" +", 5);
        String level = words.length > 3 ? words[1] : "";
        if (level.equals("WARN") || level.equals("ERROR")) {
            String event = level + " " + words[3];
            if (events.containsKey(event) || events.size() < MOST_EVENTS) {
                events.merge(event, 1, Integer::sum);
            }
        }
        boolean structured = !level.isEmpty() && "DEBUG INFO WARN ERROR".contains(level);
        if (level.equals("ERROR") || (!structured && TRACE.matcher(line).find())) {
            errors++;
            keep(firstErrors, line);
        } else if (level.equals("WARN") && !EXPECTED.contains(words[3])) {
            surprises++;
            keep(firstSurprises, line);
        }
        notifyAll();
    }

    private static void keep(List<String> some, String line) {
        if (some.size() < 5) {
            some.add(line);
        }
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    /**
     * Waits for a line with that in it, among the newest.
     *
     * @throws IllegalStateException with what was said, when it does not come
     */
    synchronized String await(String part, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (String line : newest) {
                if (line.contains(part)) {
                    return line;
                }
            }
            long left = deadline - System.nanoTime();
            if (over || left <= 0) {
                throw new IllegalStateException(
                        "the bridge did not say \"" + part + "\"; it said:\n" + String.join("\n", newest));
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, left));
        }
    }

    synchronized int lines() {
        return lines;
    }

    /** Lines that tell of an error, and the first of them. */
    synchronized Told errors() {
        return new Told(errors, List.copyOf(firstErrors));
    }

    /** Warnings that no fault of ours explains, and the first of them. */
    synchronized Told surprises() {
        return new Told(surprises, List.copyOf(firstSurprises));
    }

    /** @param first at most five */
    record Told(int count, List<String> first) {}

    /** How often each event above info came. */
    synchronized Map<String, Integer> events() {
        return new TreeMap<>(events);
    }

    synchronized List<String> newest(int most) {
        return newest.stream().skip(Math.max(0, newest.size() - most)).toList();
    }

    /** The process has ended: waits until all of it has been read, 5 s at most. */
    @Override
    public void close() {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
