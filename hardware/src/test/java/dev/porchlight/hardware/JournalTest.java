package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Pin PIN = new Pin(4);
    private final Told told = new Told();

    @Test
    void whateverIsWrittenItIsOneFileOfFourMebibytesAndOneOldOne(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("wall.jsonl");
        int lines = 3 * Journal.MAX_BYTES / 130;
        try (Journal journal = Journal.open(Optional.of(file), told)) {
            for (int i = 0; i < lines; i++) {
                journal.changed("light.a", PIN, true, true, 100, Pattern.SOLID, 0);
                if (i % 500 == 499) {
                    Await.until(journal::idle);
                }
            }
        }
        assertThat(told.of("gpio_journal_lost")).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(path -> assertThat(Files.size(path)).isLessThanOrEqualTo(Journal.MAX_BYTES));
        }
        assertThat(Files.size(folder.resolve("wall.jsonl.1"))).isGreaterThan(Journal.MAX_BYTES - 1_000);
        assertThat(Files.readAllLines(file)).allMatch(line -> line.startsWith("{\"at\":") && line.endsWith("}"));
    }

    @Test
    void aNewBoardAppendsToWhatIsThere(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("wall.jsonl");
        for (int i = 0; i < 2; i++) {
            try (Journal journal = Journal.open(Optional.of(file), told)) {
                journal.changed("light.a", PIN, true, true, 100, Pattern.SOLID, 0);
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aLineThatWasCutOffSpoilsNoOther(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("wall.jsonl");
        Files.writeString(file, "{\"at\":\"2026-11-20T16:2");
        try (Journal journal = Journal.open(Optional.of(file), told)) {
            journal.changed("light.a", PIN, true, true, 100, Pattern.SOLID, 0);
            journal.changed("light.a", PIN, false, false, 0, Pattern.SOLID, 0);
        }
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("{\"at\":")
                .endsWith("}");
    }

    /** With a deadline of its own, since nobody reads it and a thread that opens it waits for ever. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFifoThatNobodyReadsHoldsUpNobody(@TempDir Path folder) throws Exception {
        Path fifo = folder.resolve("wall.fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        try (Journal journal = Journal.open(Optional.of(fifo), told)) {
            for (int i = 0; i <= Journal.MAX_WAITING; i++) {
                journal.changed("light.a", PIN, true, true, 100, Pattern.SOLID, 0);
            }
            assertThat(told.of("gpio_journal_lost")).hasSize(1);
        }
    }

    @Test
    void aDeviceIsNeverRenamed(@TempDir Path folder) throws Exception {
        Path device = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
        int lines = Journal.MAX_BYTES / 100;
        try (Journal journal = Journal.open(Optional.of(device), told)) {
            for (int i = 0; i < lines; i++) {
                journal.changed("light.a", PIN, true, true, 100, Pattern.SOLID, 0);
                if (i % 500 == 499) {
                    Await.until(journal::idle);
                }
            }
        }
        assertThat(device).isSymbolicLink();
        assertThat(told.of("gpio_journal_lost")).isEmpty();
    }

    @Test
    void aFullDiskIsToldOnceAndNobodyWaits() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (Journal journal = Journal.open(Optional.of(full), told)) {
            for (int i = 0; i < 3 * Journal.MAX_WAITING; i++) {
                journal.changed("light.a", PIN, true, true, 100, Pattern.SOLID, 0);
            }
            Await.until(journal::idle);
        }
        List<String> lost = told.of("gpio_journal_lost");
        assertThat(lost).hasSize(1);
        assertThat(lost.getFirst()).startsWith("warning ").contains("/dev/full");
    }
}
