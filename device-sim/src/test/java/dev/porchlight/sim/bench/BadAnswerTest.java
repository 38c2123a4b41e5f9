package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadAnswerTest {
    @Test
    void anAnswerIsAWordAndNumbers() {
        assertThat(BadAnswer.parse("fleet", "all 13270795991052 -7 0", "all", 3))
                .containsExactly(13270795991052L, -7, 0);
        assertThat(BadAnswer.parse("fleet", "cut", "cut", 0)).isEmpty();
    }

    @Test
    void anErrorIsWhatTheProgramSays() {
        assertThatThrownBy(() -> BadAnswer.parse("fleet", "error socket: Too many open files", "all", 3))
                .hasMessage("the benchmark's fleet failed: socket: Too many open files");
        assertThatThrownBy(() -> BadAnswer.parse("fleet", "error", "all", 3)).isInstanceOf(BadAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"late 1 2", "all 1 2", "all 1 2 3 4", "all 1 2 x", "all 1 2 3 ", " all 1 2 3", "all 1  3"})
    void anythingElseIsQuoted(String line) {
        assertThatThrownBy(() -> BadAnswer.parse("fleet", line, "all", 3))
                .isInstanceOfSatisfying(
                        BadAnswer.class, bad -> assertThat(bad.line()).isEqualTo(line))
                .hasMessageContaining("\"" + line + "\"");
    }
}
