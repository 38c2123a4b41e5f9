package dev.porchlight.bridge.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoggingTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** java.util.logging is global, and the tests after these listen to it. */
    @AfterEach
    void asTheJdkHasIt() throws IOException {
        LogManager.getLogManager().reset();
        LogManager.getLogManager().updateConfiguration(key -> (old, fresh) -> fresh);
        Logger.getLogger(Log.ROOT).setLevel(null);
        Logger.getLogger("net.dv8tion.jda").setLevel(null);
    }

    @Test
    void whatWasLoggedBeforeTheCloseIsWritten() {
        Logging logging = Logging.start(Logging.Format.TEXT, Level.INFO, new PrintStream(bytes, false, UTF_8));
        Log log = Log.of("door");
        log.info("first", "n", 1);
        log.error("second", new IllegalStateException("broken"), "n", "ä");

        assertThat(logging.close(LONG)).isTrue();
        assertThat(lines().getFirst()).endsWith("INFO  door first n=1");
        assertThat(lines().get(1)).endsWith("ERROR door second n=ä");
        assertThat(lines().get(2)).isEqualTo("    java.lang.IllegalStateException: broken");
    }

    @Test
    void atInfoLibrariesAreHeardFromInfoAndJdaFromWarn() {
        assertThat(heardAt(Level.INFO))
                .containsExactly(
                        "ours info", "ours warn", "library info", "library warn", "jda warn", "jdk info", "jdk warn");
    }

    @Test
    void atWarnOnlyWarningsOfAnybodyAreHeard() {
        assertThat(heardAt(Level.WARNING)).containsExactly("ours warn", "library warn", "jda warn", "jdk warn");
    }

    @Test
    void atDebugEverybodyIsHeardAndTheJdkFromInfo() {
        assertThat(heardAt(Level.FINE)).hasSize(11).doesNotContain("jdk debug");
    }

    @Test
    void atOffNobodyIsHeard() {
        assertThat(heardAt(Level.OFF)).isEmpty();
    }

    @Test
    void aBlockedStreamBlocksNobodyAndTheDroppedLinesAreCounted() throws InterruptedException {
        Blockable stream = new Blockable();
        Logging logging = Logging.start(Logging.Format.TEXT, Level.INFO, new PrintStream(stream, true, UTF_8));
        Log log = Log.of("door");
        log.info("blocks");
        stream.entered.await();
        // From here on the writer stands still; the queue takes its number, and five are too many.
        for (int i = 0; i < LineWriter.MAX_LINES + 5; i++) {
            log.info("filler", "i", i);
        }
        stream.go.countDown();

        assertThat(logging.close(LONG)).isTrue();
        assertThat(lines()).hasSize(1 + LineWriter.MAX_LINES + 1);
        assertThat(lines().get(LineWriter.MAX_LINES)).endsWith("filler i=" + (LineWriter.MAX_LINES - 1));
        assertThat(lines().getLast()).endsWith("WARN  log log_dropped count=5");
    }

    @Test
    void fewLongLinesAreBoundedTooByTheirCharacters() throws InterruptedException {
        Blockable stream = new Blockable();
        LineWriter writer = new LineWriter(new PrintStream(stream, true, UTF_8), count -> "dropped " + count);
        writer.offer("blocks");
        stream.entered.await();
        String quarter = "x".repeat(LineWriter.MAX_CHARS / 4);

        for (int i = 0; i < 4; i++) {
            assertThat(writer.offer(quarter)).isTrue();
        }
        assertThat(writer.offer("x")).isFalse();
        stream.go.countDown();
        assertThat(writer.close(LONG)).isTrue();
        assertThat(lines().getLast()).isEqualTo("dropped 1");
    }

    @Test
    void aCloseGivesUpOnABlockedStreamAtItsDeadline() throws InterruptedException {
        Blockable stream = new Blockable();
        Logging logging = Logging.start(Logging.Format.TEXT, Level.INFO, new PrintStream(stream, true, UTF_8));
        Log.of("door").info("blocks");
        stream.entered.await();

        assertThat(logging.close(Duration.ofMillis(20))).isFalse();
        stream.go.countDown();
    }

    @Test
    void afterTheCloseNothingIsWritten() {
        LineWriter writer = new LineWriter(new PrintStream(bytes, false, UTF_8), count -> "dropped " + count);
        assertThat(writer.close(LONG)).isTrue();

        assertThat(writer.offer("late")).isFalse();
        assertThat(lines()).isEmpty();
    }

    private List<String> heardAt(Level level) {
        Logging logging = Logging.start(Logging.Format.TEXT, level, new PrintStream(bytes, false, UTF_8));
        Log log = Log.of("room");
        log.debug("ours_debug");
        log.info("ours_info");
        log.warn("ours_warn");
        for (String name : List.of("org.example.library", "net.dv8tion.jda.jda", "java.lang.jdk")) {
            Logger logger = Logger.getLogger(name);
            String last = name.substring(name.lastIndexOf('.') + 1);
            logger.fine(last + "_debug");
            logger.info(last + "_info");
            logger.warning(last + "_warn");
        }
        assertThat(logging.close(LONG)).isTrue();
        return lines().stream()
                .map(line -> line.replaceAll(".*[ =](\\w+)_(\\w+)$", "$1 $2"))
                .toList();
    }

    private List<String> lines() {
        return bytes.toString(UTF_8).lines().toList();
    }

    /** A terminal somebody has stopped with Ctrl-S. */
    private final class Blockable extends OutputStream {

        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("PrintStream writes arrays");
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            bytes.write(buffer, offset, length);
        }
    }
}
