package dev.porchlight.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.Terminal.Screen;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void theSizeIsReadAsSttySaysIt() {
        assertThat(Terminal.screen("30 100\n", true)).contains(new Screen(30, 100, true));
        assertThat(Terminal.screen("0 0\n", false)).contains(new Screen(0, 0, false));
    }

    @Test
    void whatSaysNoSizeIsNoScreen() {
        assertThat(Terminal.screen("", true)).isEmpty();
        assertThat(Terminal.screen("stty: standard input: Inappropriate ioctl for device\n", true))
                .isEmpty();
    }

    @Test
    void aDumbTerminalIsNoScreenWhateverItsSize() {
        assertThat(Terminal.screen(Map.of("TERM", "dumb"))).isEmpty();
        assertThat(Terminal.screen(Map.of())).isEmpty();
    }
}
