package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void givenOtherPeoplesTextThenWhatCouldMoveTheCursorOrTurnTheLineIsAQuestionMark() {
        assertThat(Terminal.shown("a\u001B[2Jb\n\u202Ec\u2028d")).isEqualTo("a?[2Jb??c?d");
        assertThat(Terminal.isPlain("\u202E")).isFalse();
    }

    @Test
    void givenNamesOfTheWorldThenTheyStayAsTheyAre() {
        String names = "Küche 客厅 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 гостиная";
        assertThat(Terminal.shown(names)).isEqualTo(names);
        assertThat(Terminal.isPlain(names)).isTrue();
    }
}
