package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is no signal, or one whose canonical text is read back as the same. */
class SignalFuzzTest {

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(SignalFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void whatASignalSaysOfItselfIsReadBackAsItself(Corpus.Input input) {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] utf8) {
        Signal signal;
        try {
            signal = Signal.parse(new String(utf8, StandardCharsets.UTF_8));
        } catch (SignalSyntaxException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        String canonical = signal.toString();
        assertThat(Signal.parse(canonical)).isEqualTo(signal).hasToString(canonical);
    }
}
