package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A text is no rule, and the caret stands in or behind it, or one whose canonical text is read back as the same and that is
 * worth what {@link PlainRule} makes of the text.
 */
class RuleFuzzTest {

    /** Choices of values for the signals of each rule. */
    private static final int WORLDS = 16;

    private static final List<Truth> TRUTHS = List.of(Truth.values());

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
            if (!refused.getMessage().contains(" most ")) { // a limit, which the second opinion does not have
                assertThatThrownBy(() -> PlainRule.truth(text, signal -> Truth.TRUE))
                        .isInstanceOf(PlainRule.Nonsense.class);
            }
            return;
        }
        String canonical = rule.toString();
        assertThat(Rule.parse(canonical)).isEqualTo(rule).hasToString(canonical);
        assertThat(rule.truth(signal -> Truth.UNKNOWN)).isEqualTo(Truth.UNKNOWN);
        for (int world = 0; world < WORLDS; world++) {
            int seed = world;
            Function<Signal, Truth> known = signal -> TRUTHS.get(mixed(signal, seed) % 3);
            Predicate<Signal> on = signal -> mixed(signal, seed) % 2 == 0;
            try {
                assertThat(rule.truth(known)).isEqualTo(PlainRule.truth(text, known));
                assertThat(Truth.of(rule.holds(on)))
                        .isEqualTo(PlainRule.truth(text, signal -> Truth.of(on.test(signal))));
            } catch (PlainRule.Nonsense e) {
                throw new AssertionError("a rule only for one of two: " + text, e);
            }
        }
    }

    /** Spreads the signals over the values, another way in each world. */
    private static int mixed(Signal signal, int seed) {
        int mixed = (signal.toString().hashCode() + seed) * 0x9E3779B1;
        return mixed >>> 8;
    }
}
