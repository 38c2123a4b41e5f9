package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    private static final List<String> SIGNALS = List.of("voice", "voice>=2", "voice:user:5", "discord:offline");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "voice | voice",
                "` \t voice\u00a0 ` | voice",
                "voice,voice>=2 | voice, voice>=2",
                "voice&!voice>=2 | voice & !voice>=2",
                "! ( voice , voice>=2 ) | !(voice, voice>=2)",
                "voice:user:5&voice,discord:offline | voice:user:5 & voice, discord:offline",
                "voice,voice:user:5&discord:offline | voice, voice:user:5 & discord:offline",
                "(voice,voice:user:5)&discord:offline | (voice, voice:user:5) & discord:offline",
                // needless parentheses, the same part twice, not not
                "(((voice))) | voice",
                "voice,(voice>=2,voice:user:5) | voice, voice>=2, voice:user:5",
                "voice&(voice>=2&voice:user:5) | voice & voice>=2 & voice:user:5",
                "!(voice) | !voice",
                "!!voice | voice",
                "!!!(voice,voice>=2) | !(voice, voice>=2)",
                "!(!(voice,voice>=2)),discord:offline | voice, voice>=2, discord:offline",
                "voice,voice>=1,voice | voice",
                "voice & (voice, voice) & voice:user:5 | voice & voice:user:5",
                // in quotes everything belongs to the name
                "voice:channel:\"A & B/(c), !d\" & !voice | voice:channel:\"a & b/(c), !d\" & !voice",
                "voice:channel:\"A\\\"/b\\\\\",voice | voice:channel:\"a\\\"/b\\\\\", voice",
            })
    void theCanonicalText(String text, String canonical) {
        assertThat(Rule.parse(text)).hasToString(canonical).isEqualTo(Rule.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | a rule is missing | 1",
                "`   ` | a rule is missing | 1",
                "voice, | a signal is missing | 7",
                ", voice | a signal is missing | 1",
                "voice & | a signal is missing | 8",
                "voice,,discord:offline | a signal is missing | 7",
                "voice & & discord:offline | a signal is missing | 9",
                "! | a signal is missing | 2",
                "() | a signal is missing | 2",
                "(voice & ) | a signal is missing | 10",
                "(voice | never closed | 1",
                "voice & (discord:offline, (voice) | never closed | 9",
                "voice) | closes nothing | 6",
                ") | a signal is missing | 1",
                "voice discord:offline | an operator is missing | 7",
                "voice (discord:offline) | an operator is missing | 7",
                "voice ! discord:offline | an operator is missing | 7",
                "voice or discord:offline | or is written as a comma | 7",
                "voice AND discord:offline | and is written as one & | 7",
                "not voice | not is written as ! | 1",
                "voice && discord:offline | and is written as one & | 8",
                "voice & muted | no such signal | 9",
                "voice & !muted:user:12x | Discord id | 21",
                "!voice>=0 | whole number from 1 | 9",
                "(voice:channel:\"home) | closing quote | 16",
                "voice:channel:\"a/b\"c, voice | nothing may follow | 20",
                "voice, voice:channel:\"a/b\\n\" | backslash | 26",
                "voice:channel:\"a/b/c\" | one slash | 19",
                "voice:channel:\"ab\" | one slash | 16",
                "voice:channel:\"a/\" | need a name | 16",
            })
    void aMistakeIsSaidAndShown(String text, String message, int column) {
        assertMistake(text, message, column);
    }

    @Test
    void bars() {
        assertMistake("voice || discord:offline", "or is written as a comma", 7);
        assertMistake("voice|discord:offline", "or is written as a comma", 6);
        assertMistake("| voice", "or is written as a comma", 1);
    }

    @Test
    void theCaretStandsBelowTheMistake() {
        assertThat(mistake("voice & !mutd:user:5").caret()).isEqualTo("voice & !mutd:user:5\n         ^");
        assertThat(mistake("voice &").caret()).isEqualTo("voice &\n       ^");
    }

    @Test
    void givenControlCharactersThenTheCaretIsStillTwoLines() {
        assertThat(mistake("voice,\n\u0000x\u001b[31m").caret()).isEqualTo("voice,??x?[31m\n       ^");
    }

    @Test
    void givenALongTextThenTheCaretShowsThePartAroundTheMistake() {
        String text = "voice, ".repeat(10) + "x" + ", voice".repeat(10);
        String[] lines = mistake(text).caret().split("\n", -1);
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).hasSizeLessThanOrEqualTo(86).startsWith("...").endsWith("...");
        assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('x');
    }

    @Test
    void aCharacterThatLooksLikeNoneIsNotTheEnd() {
        assertMistake("voice\u0000", "no such signal", 1);
        assertMistake("voice \uffff", "an operator is missing", 7);
    }

    @Test
    void theLongestTextAndOneLonger() {
        String longest = "voice" + " ".repeat(Rule.MAX_LENGTH - 5);
        assertThat(Rule.parse(longest)).hasToString("voice");
        assertMistake(longest + " ", "at most 1,024 characters, this one has 1025", 1_025);
    }

    @Test
    void aCanonicalTextThatIsTooLongIsRefusedSinceItCouldNotBeReadBack() {
        String name = "voice:channel:\"" + "x".repeat(236) + "/y\"";
        String four =
                IntStream.range(0, 4).mapToObj(i -> name.replace("/y", "/" + i)).collect(Collectors.joining(","));
        assertThat(four).hasSize(1_019);
        assertThat(Rule.parse(four).toString()).hasSize(1_022);
        assertMistake(four.replace(",", ",!"), "written out this one has 1025", 1_023);
    }

    @Test
    void theMostSignalsAndOneMore() {
        String most = "voice" + ",voice".repeat(Rule.MAX_SIGNALS - 1);
        assertThat(Rule.parse(most)).hasToString("voice");
        assertMistake(most + ",voice", "at most 32 signals", 6 * Rule.MAX_SIGNALS + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "!", "!("})
    void theDeepestAndOneDeeper(String opening) {
        String deepest = opening.repeat(Rule.MAX_DEPTH / opening.length());
        String closing = deepest.replace("!", "").replace('(', ')');
        assertThat(Rule.parse(deepest + "voice" + closing).signals()).hasSize(1);
        assertMistake(deepest + "!voice" + closing, "at most 16 deep", 17);
        assertMistake(deepest + "(voice)" + closing, "at most 16 deep", 17);
    }

    @Test
    void itsSignalsAreThoseWrittenEachOnce() {
        assertThat(Rule.parse("voice:user:5 & !(voice, voice:user:5)").signals())
                .containsExactly(new Signal.OfUser(UserFact.VOICE, 5), new Signal.People(1));
        assertThat(Rule.of(new Signal.People(1))).isEqualTo(Rule.parse("voice"));
    }

    @Test
    void onlyTheLinkItselfIsKnownWithoutDiscord() {
        assertThat(Rule.parse("!discord:offline").usesDiscord()).isFalse();
        assertThat(Rule.parse("discord:offline & voice:user:5").usesDiscord()).isTrue();
    }

    @Test
    void andBindsTighterThanOrAndNotTighterThanAnd() {
        assertThat(holds("voice, voice>=2 & discord:offline", "voice")).isTrue();
        assertThat(holds("(voice, voice>=2) & discord:offline", "voice")).isFalse();
        assertThat(holds("!voice & voice>=2", "voice>=2")).isTrue();
        assertThat(holds("!(voice & voice>=2)", "voice>=2")).isTrue();
        assertThat(holds("voice & !(voice>=2, discord:offline)", "voice")).isTrue();
    }

    @Test
    void whateverIsWrittenMeansTheSameInItsCanonicalText() {
        Random random = new Random(6);
        for (int i = 0; i < 5_000; i++) {
            String text = any(random, 4);
            Rule rule = Rule.parse(text);
            Rule again = Rule.parse(rule.toString());
            assertThat(again)
                    .as(text)
                    .isEqualTo(rule)
                    .hasToString(rule.toString())
                    .hasSameHashCodeAs(rule);
            for (int world = 0; world < 1 << SIGNALS.size(); world++) {
                assertThat(again.truth(in(world))).as(text).isEqualTo(naive(text, in(world)));
            }
        }
    }

    @Test
    void whatIsKnownIsWhatItHoldsWhateverTheUnknownTurnsOutToBe() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Rule rule = Rule.parse(any(random, 3));
            int unknown = random.nextInt(1 << SIGNALS.size());
            int known = random.nextInt(1 << SIGNALS.size());
            Truth truth = rule.truth(signal -> bit(unknown, signal) ? Truth.UNKNOWN : Truth.of(bit(known, signal)));
            for (int turns = 0; truth != Truth.UNKNOWN && turns < 1 << SIGNALS.size(); turns++) {
                int world = (known & ~unknown) | (turns & unknown);
                assertThat(Truth.of(rule.holds(signal -> bit(world, signal))))
                        .as(rule.toString())
                        .isEqualTo(truth);
            }
        }
    }

    /** A rule with more parentheses, blanks and repetitions than any person would write. */
    private static String any(Random random, int depth) {
        String blank = " ".repeat(random.nextInt(2));
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> blank + "!" + blank + "(" + any(random, depth - 1) + ")";
            case 2 -> "(" + any(random, depth - 1) + ")" + blank + "&" + blank + "(" + any(random, depth - 1) + ")";
            case 3 -> "(" + any(random, depth - 1) + ")" + blank + "," + blank + "(" + any(random, depth - 1) + ")";
            case 4 -> "!!(" + any(random, depth - 1) + blank + ")";
            default -> SIGNALS.get(random.nextInt(SIGNALS.size()));
        };
    }

    /** The meaning of what {@link #any} writes, worked out without the parser: every operand has parentheses. */
    private static Truth naive(String text, Function<Signal, Truth> world) {
        String t = text.strip();
        if (t.startsWith("!")) {
            return naive(t.substring(1), world).not();
        }
        if (!t.startsWith("(")) {
            return world.apply(Signal.parse(t));
        }
        int depth = 0;
        int end = 0;
        do {
            depth += t.charAt(end) == '(' ? 1 : t.charAt(end) == ')' ? -1 : 0;
            end++;
        } while (depth > 0);
        Truth left = naive(t.substring(1, end - 1), world);
        String rest = t.substring(end).strip();
        if (rest.isEmpty()) {
            return left;
        }
        Truth right = naive(rest.substring(1), world);
        return rest.startsWith("&") ? left.and(right) : left.or(right);
    }

    /** A world of three values for the signals: two bits each would be more than this needs, so every third is unknown. */
    private static Function<Signal, Truth> in(int world) {
        return signal -> {
            int index = SIGNALS.indexOf(signal.toString());
            return (world + index) % 3 == 0 ? Truth.UNKNOWN : Truth.of(bit(world, signal));
        };
    }

    private static boolean bit(int world, Signal signal) {
        return (world >> SIGNALS.indexOf(signal.toString()) & 1) == 1;
    }

    private static boolean holds(String rule, String... on) {
        Set<String> all = Set.of(on);
        return Rule.parse(rule).holds(signal -> all.contains(signal.toString()));
    }

    private static void assertMistake(String text, String message, int column) {
        RuleSyntaxException mistake = mistake(text);
        assertThat(mistake).hasMessageContaining(message);
        assertThat(mistake.column()).as(mistake.caret()).isEqualTo(column);
    }

    private static RuleSyntaxException mistake(String text) {
        return assertThatThrownBy(() -> Rule.parse(text))
                .asInstanceOf(InstanceOfAssertFactories.type(RuleSyntaxException.class))
                .actual();
    }
}
