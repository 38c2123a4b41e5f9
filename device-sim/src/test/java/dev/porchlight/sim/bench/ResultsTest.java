package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("run.json");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Figures figures = new Figures();
        figures.of("fan-out", "10,000 boards: last board", "ms")
                .add("bridge", 70.25)
                .add("floor", 62)
                .add("bridge", 71)
                .add("floor", 1e-9);
        figures.of("http", "1: requests", "1/s").add("two", 123_456_789);
        new Results("a machine · 2 cores", true, false, figures).write(file);

        Results read = Results.read(file);
        assertThat(read.machine()).isEqualTo("a machine · 2 cores");
        assertThat(read.nativeTools()).isTrue();
        assertThat(read.quick()).isFalse();
        assertThat(read.figures().all())
                .extracting(Figure::name)
                .containsExactly("10,000 boards: last board", "1: requests");
        Figure first = read.figures().all().getFirst();
        assertThat(first.section() + " " + first.unit()).isEqualTo("fan-out ms");
        assertThat(first.of("bridge").values()).containsExactly(70.25, 71.0);
        assertThat(first.of("floor").values()).containsExactly(62.0, 1e-9);
        assertThat(read.figures().all().get(1).of("two").values()).containsExactly(123_456_789.0);
    }

    private void refused(String content, String... reasons) throws Exception {
        Files.writeString(file, content);
        assertThatThrownBy(() -> Results.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("run.json was not written by scripts/bench --json")
                .hasMessageContainingAll(reasons);
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        refused("# Porchlight benchmark", "it is not JSON");
        refused("", "it is not JSON");
        refused("[1, 2]", "it is not JSON");
    }

    @Test
    void aForeignFormatIsNamed() throws Exception {
        refused("{\"format\":\"other\"}", "its format is other");
        refused("{}", "its format is null");
    }

    @Test
    void anotherVersionIsNamed() throws Exception {
        refused("{\"format\":\"porchlight-bench\",\"version\":2}", "of version 2", "only 1");
        refused("{\"format\":\"porchlight-bench\",\"version\":\"1\"}", "of version 1");
    }

    @Test
    void onePartOfAnotherKindIsEnough() throws Exception {
        String head = "{\"format\":\"porchlight-bench\",\"version\":1,\"machine\":\"m\",\"native\":true,\"quick\":true";
        refused(head + "}", "missing or of another kind");
        refused(head + ",\"figures\":7}", "missing or of another kind");
        refused(
                head + ",\"figures\":[{\"section\":\"s\",\"name\":\"n\",\"unit\":\"ms\"}]}",
                "missing or of another kind");
        refused(
                head
                        + ",\"figures\":[{\"section\":\"s\",\"name\":\"n\",\"unit\":\"ms\",\"sides\":{\"bridge\":[\"1\"]}}]}",
                "missing or of another kind");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> Results.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no");
    }
}
