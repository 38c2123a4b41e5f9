package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is no rule, and the caret stands in or behind it, or one whose canonical text is read back as the same. */
class RuleFuzzTest {

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(RuleFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void whatARuleSaysOfItselfIsReadBackAsItself(Corpus.Input input) {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        Rule rule;
        try {
            rule = Rule.parse(text);
        } catch (RuleSyntaxException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.column()).isBetween(1, text.length() + 1);
            assertThat(refused.caret().split("\n", -1)).hasSize(2);
            assertThat(refused.marked()).contains("^");
            return;
        }
        String canonical = rule.toString();
        assertThat(Rule.parse(canonical)).isEqualTo(rule).hasToString(canonical);
        assertThat(rule.truth(signal -> Truth.UNKNOWN)).isEqualTo(Truth.UNKNOWN);
    }
}
