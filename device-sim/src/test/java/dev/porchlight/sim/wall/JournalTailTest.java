package dev.porchlight.sim.wall;

import static dev.porchlight.sim.wall.Journals.append;
import static dev.porchlight.sim.wall.Journals.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
    @TempDir
    private Path folder;

    private Path file;
    private JournalTail tail;

    @BeforeEach
    void start() {
        file = folder.resolve("pins.journal");
        tail = new JournalTail(file);
    }

    @AfterEach
    void stop() throws IOException {
        tail.close();
    }

    private List<Long> nanos() throws IOException {
        return tail.poll().stream().map(PinChange::nanos).toList();
    }

    @Test
    void whatIsThereAndWhatIsAppendedIsGivenOnce() throws IOException {
        assertThat(tail.poll()).isEmpty();
        append(file, line("light.porch", 17, true, 1));
        assertThat(nanos()).containsExactly(1L);
        append(file, line("light.porch", 17, false, 2) + line("light.porch", 17, true, 3));
        assertThat(nanos()).containsExactly(2L, 3L);
        assertThat(nanos()).isEmpty();
    }

    @Test
    void everyMemberIsRead() throws IOException {
        append(file, line("light.desk", 18, true, 42, 5, ",\"pattern\":\"breathe\",\"after_us\":412"));
        assertThat(tail.poll())
                .containsExactly(
                        new PinChange("light.desk", 18, true, 42, Optional.of("breathe"), 5, OptionalLong.of(412)));
    }

    @Test
    void aLineIsGivenWhenItIsWhole() throws IOException {
        String whole = line("light.porch", 17, true, 1);
        append(file, whole.substring(0, 40));
        assertThat(nanos()).isEmpty();
        append(file, whole.substring(40));
        assertThat(nanos()).containsExactly(1L);
    }

    @Test
    void aRotatedJournalIsReadToItsEndAndThenTheNextOne() throws IOException {
        append(file, line("light.porch", 17, true, 1));
        assertThat(nanos()).containsExactly(1L);
        append(file, line("light.porch", 17, false, 2));
        Files.move(file, folder.resolve("pins.journal.1"));
        append(file, line("light.porch", 17, true, 3));
        assertThat(nanos()).containsExactly(2L, 3L);
    }

    @Test
    void aJournalEmptiedInPlaceIsReadFromItsStart() throws IOException {
        append(file, line("light.porch", 17, true, 1) + line("light.porch", 17, false, 2));
        assertThat(nanos()).containsExactly(1L, 2L);
        Files.writeString(file, line("light.porch", 17, true, 3));
        assertThat(nanos()).containsExactly(3L);
    }

    @Test
    void whatIsNoChangeIsPassedOver() throws IOException {
        append(
                file,
                "\n{}\nnonsense\n[1]\n{\"name\":7}\n" + "x".repeat(100_000) + "\n" + line("light.porch", 17, true, 1));
        assertThat(nanos()).containsExactly(1L);
    }
}
