package dev.porchlight.hardware;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Every change of a pin as one JSON object a line, in a file of at most {@value #MAX_BYTES} bytes with one old one beside it
 * ({@code NAME.1}):
 *
 * <pre>
 *   {"at":"2026-11-20T16:20:00.123456Z","nanos":81277312,"name":"light.porch","pin":17,"level":1,"on":true,"duty":100,"after_us":412}
 * </pre>
 *
 * {@code nanos} is {@link System#nanoTime} behind the write to the pin, {@code level} the line's while lit or dark,
 * {@code duty} the percentage of the time that the output is on, {@code after_us} the microseconds from the cause to the
 * write, missing where nothing outside caused it. What a light shows that is not steady has its name too, in its dark moments
 * as well: {@code "pattern":"blink"}.
 *
 * <p>{@link #changed} never waits for the disk: at most {@value #MAX_WAITING} lines wait for a thread that writes each and
 * hands it to the system. When they are too many, or the disk says no, lines are lost, and that is told once.
 */
final class Journal implements AutoCloseable {

    static final int MAX_BYTES = 4 * 1024 * 1024;
    static final int MAX_WAITING = 1_024;

    private static final Duration LAST_LINES = Duration.ofMillis(300);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    /** Behind it comes nothing. */
    private static final Line END = new Line(Instant.EPOCH, 0, "", 0, false, false, 0, Pattern.SOLID, 0);

    private final Optional<Path> file;
    private final Notices notices;
    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean lossTold = new AtomicBoolean();
    private final Thread writer;
    private OutputStream out = OutputStream.nullOutputStream();
    private long bytes;
    /** The last line has no end: a full disk or a power cut came in between. */
    private boolean torn;

    private record Line(
            Instant at,
            long nanos,
            String name,
            int bcm,
            boolean high,
            boolean on,
            int percent,
            Pattern pattern,
            long causeNanos) {}

    private Journal(Optional<Path> file, Notices notices) throws IOException {
        this.file = file;
        this.notices = notices;
        if (file.isPresent()) {
            if (!isDevice(file.get())) {
                open(file.get());
            }
            // No virtual thread: one that is stuck in a file keeps a carrier from all the others.
            writer = Thread.ofPlatform().name("gpio-journal").daemon().start(this::write);
        } else {
            writer = Thread.currentThread();
        }
    }

    /** @throws HardwareException when the file cannot be appended to */
    static Journal open(Optional<Path> file, Notices notices) throws HardwareException {
        try {
            return new Journal(file, notices);
        } catch (IOException e) {
            throw new HardwareException(
                    "gpio.journal: " + file.orElseThrow() + " cannot be written: "
                            + e.getClass().getSimpleName() + ": " + Reasons.of(e),
                    e);
        }
    }

    /**
     * Whether {@link #open} is going to succeed, as far as can be told without making a file.
     *
     * @throws HardwareException when the file cannot be appended to
     */
    static void check(Optional<Path> file) throws HardwareException {
        if (file.isEmpty()) {
            return;
        }
        Path path = file.get();
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw new HardwareException("gpio.journal: " + path + " cannot be written: it is a directory");
        }
        if (!Files.exists(path) && !Files.isDirectory(folder)) {
            throw new HardwareException("gpio.journal: " + path + " cannot be written: there is no " + folder);
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder)) {
            throw new HardwareException("gpio.journal: " + path + " cannot be written by this user");
        }
    }

    /**
     * One change, just made.
     *
     * @param percent of the time that it is on, 0 to 100
     * @param causeNanos {@link System#nanoTime} of the cause, or 0
     */
    void changed(String name, Pin pin, boolean high, boolean on, int percent, Pattern pattern, long causeNanos) {
        if (file.isPresent()
                && !waiting.offer(new Line(
                        Instant.now(), System.nanoTime(), name, pin.bcm(), high, on, percent, pattern, causeNanos))) {
            tellLoss("the disk is too slow");
        }
    }

    /** True when no line waits; the last one may still be on its way to the file. */
    boolean idle() {
        return waiting.isEmpty();
    }

    /** Writes what waits, for at most {@link #LAST_LINES}. */
    @Override
    public void close() {
        if (file.isEmpty()) {
            return;
        }
        try {
            if (waiting.offer(END, LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.join(LAST_LINES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A terminal, or a FIFO, which cannot be opened before somebody reads it; neither is ever renamed. */
    private static boolean isDevice(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    private void open(Path path) throws IOException {
        out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        bytes = Files.size(path);
        torn = bytes > 0 && Files.isReadable(path) && !endsALine(path);
    }

    private static boolean endsALine(Path path) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(in.length() - 1);
            return in.read() == '\n';
        }
    }

    private void write() {
        try {
            if (isDevice(file.orElseThrow())) {
                out = Files.newOutputStream(file.orElseThrow());
            }
            for (Line line = waiting.take(); !line.equals(END); line = waiting.take()) {
                try {
                    append(text(line).getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    tellLoss(e.getClass().getSimpleName() + ": " + Reasons.of(e));
                }
            }
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            tellLoss(Reasons.of(e));
        }
    }

    private void append(byte[] line) throws IOException {
        Path path = file.orElseThrow();
        if (bytes + line.length >= MAX_BYTES && !isDevice(path)) {
            out.close();
            if (Files.exists(path)) {
                Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            open(path);
        }
        if (torn) {
            out.write('\n');
            bytes++;
        }
        torn = true;
        out.write(line);
        torn = false;
        bytes += line.length;
    }

    private void tellLoss(String reason) {
        if (lossTold.compareAndSet(false, true)) {
            notices.tell(true, "gpio_journal_lost", "file", file.orElseThrow(), "reason", reason);
        }
    }

    private static String text(Line line) {
        StringBuilder text = new StringBuilder(200)
                .append("{\"at\":\"")
                .append(TIME.format(line.at))
                .append("\",\"nanos\":")
                .append(line.nanos)
                .append(",\"name\":");
        quote(text, line.name);
        text.append(",\"pin\":")
                .append(line.bcm)
                .append(",\"level\":")
                .append(line.high ? 1 : 0)
                .append(",\"on\":")
                .append(line.on)
                .append(",\"duty\":")
                .append(line.percent);
        if (line.pattern != Pattern.SOLID) {
            text.append(",\"pattern\":\"")
                    .append(line.pattern.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        if (line.causeNanos != 0) {
            text.append(",\"after_us\":").append(TimeUnit.NANOSECONDS.toMicros(line.nanos - line.causeNanos));
        }
        return text.append("}\n").toString();
    }

    private static void quote(StringBuilder text, String name) {
        text.append('"');
        name.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        text.append('"');
    }
}
