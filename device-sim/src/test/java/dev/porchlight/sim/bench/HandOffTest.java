package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOffTest {
    private static List<String> told(String lines) throws IOException {
        StringWriter out = new StringWriter();
        HandOffCommand.serve(
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII)), new PrintWriter(out, true));
        return out.toString().lines().toList();
    }

    @Test
    void everyHandOffIsAnsweredWithItsTimeInOrderOfTheQuestions() throws IOException {
        assertThat(told("measure 3 1 1\nmeasure 2 2 1\n")).hasSize(5).allMatch(line -> line.matches("took [1-9]\\d*"));
    }

    @Test
    void aThreadThatIsToldWhileItIsAwakeMissesNothing() {
        try (HandOff handOff = new HandOff()) {
            assertThat(handOff.measure(20_000, 2, 0)).hasSize(20_000).doesNotContain(0);
        }
    }

    @Test
    void whatIsNoQuestionIsNamed() {
        assertThatThrownBy(() -> told("measure 3 1\n"))
                .isInstanceOf(BadAnswer.class)
                .hasMessageContaining("measure 3 1");
    }
}
