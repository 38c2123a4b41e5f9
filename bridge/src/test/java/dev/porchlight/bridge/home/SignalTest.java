package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voice",
                "voice>=2",
                "voice>=99999",
                "voice:guild:81384788765712384",
                "voice:channel:1",
                "voice:channel:18446744073709551615",
                "voice:channel:\"home/lounge\"",
                "voice:channel:\"a \\\"b\\\" \\\\c/d\\/e\"",
                "voice:user:5",
                "muted:user:5",
                "unmuted:user:5",
                "streaming:user:5",
                "camera:user:5",
                "online:user:5",
                "status:user:5:online",
                "status:user:5:idle",
                "status:user:5:dnd",
                "status:user:18446744073709551615:offline",
                "playing:user:5",
                "listening:user:5",
                "discord:offline"
            })
    void theCanonicalTextIsReadBackAsItself(String text) {
        assertThat(Signal.parse(text)).hasToString(text).isEqualTo(Signal.parse(text));
        assertThat(Signal.parse(text)).hasSameHashCodeAs(Signal.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "voice>=1 | voice",
                "voice>=007 | voice>=7",
                "voice:guild:0042 | voice:guild:42",
                "status:user:007:dnd | status:user:7:dnd",
                "voice:channel:\"Home/Lounge\" | voice:channel:\"home/lounge\"",
                "voice:channel:\"CAFÉ/X\" | voice:channel:\"cafe\u0301/x\""
            })
    void twoSpellingsOfOneFactAreOneSignal(String one, String other) {
        assertThat(Signal.parse(one))
                .isEqualTo(Signal.parse(other))
                .hasToString(Signal.parse(other).toString());
    }

    @Test
    void differentFactsAreDifferentSignals() {
        assertThat(Signal.parse("voice:user:5")).isNotEqualTo(Signal.parse("muted:user:5"));
        assertThat(Signal.parse("voice:channel:5")).isNotEqualTo(Signal.parse("voice:guild:5"));
        assertThat(Signal.parse("voice:channel:\"a/b\\/c\"")).isNotEqualTo(Signal.parse("voice:channel:\"a\\/b/c\""));
    }

    @Test
    void empty() {
        assertRefused("", "missing");
    }

    @Test
    void longerThanTheLimit() {
        String name = "x".repeat(Signal.MAX_LENGTH - "voice:channel:\"a/\"".length());
        assertThat(Signal.parse("voice:channel:\"a/" + name + "\"").toString()).hasSize(Signal.MAX_LENGTH);
        assertRefused("voice:channel:\"a/" + name + "x\"", "at most 256 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Voice",
                " voice",
                "voice ",
                "voice:",
                "voice:role:5",
                "muted",
                "muted:guild:5",
                "discord:online",
                "voice>2",
                "voice:user",
                "deaf:user:5",
                "Online:user:5",
                "online:guild:5",
                "status:5:dnd",
                "playing",
                "dnd:user:5"
            })
    void anUnknownWord(String text) {
        assertRefused(text, "no such signal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice>=", "voice>=0", "voice>=100000", "voice>=-1", "voice>=+1", "voice>=1.5", "voice>=٣"})
    void aWrongCount(String text) {
        assertRefused(text, "whole number from 1 to 99999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voice:guild:",
                "voice:guild:abc",
                "voice:guild:-1",
                "voice:guild:+1",
                "voice:guild:18446744073709551616",
                "voice:guild:000000000000000000001",
                "voice:user:1 ",
                "muted:user:",
                "online:user:alice",
                "online:user:5:dnd",
                "status:user:",
                "status:user:dnd",
                "status:user::dnd",
                "voice:channel:lounge",
                "voice:guild:٣"
            })
    void aWrongId(String text) {
        assertRefused(text, "Discord id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status:user:5",
                "status:user:5:",
                "status:user:5:DND",
                "status:user:5:busy",
                "status:user:5:dnd "
            })
    void aWrongStatus(String text) {
        assertRefused(text, "one of online, idle, dnd, offline behind the id");
    }

    @ParameterizedTest
    @CsvSource({
        "mutd:user:5, muted:user:ID",
        "Voice, voice",
        "onlin:user:5, online:user:ID",
        "listenning:user:81384788765712384, listening:user:ID",
        "discord:ofline, discord:offline",
        "status:user:5:idel, idle",
        "status:user:5:DND, dnd"
    })
    void whatWasMeantIsOfferedToWhoeverMissesByALetterOrTwo(String text, String meant) {
        assertThatThrownBy(() -> Signal.parse(text)).hasMessageEndingWith("; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role:admin:5", "5", "status:user:5:busy", "deaf:user:5"})
    void nothingIsOfferedToWhoeverIsFurtherOff(String text) {
        assertThatThrownBy(() -> Signal.parse(text)).message().doesNotContain("did you mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice:channel:\"", "voice:channel:\"a/b", "voice:channel:\"a/b\\\""})
    void anUnclosedQuote(String text) {
        assertRefused(text, "closing quote");
    }

    @Test
    void textAfterTheQuote() {
        assertRefused("voice:channel:\"a/b\"c", "nothing may follow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice:channel:\"a/b\\n\"", "voice:channel:\"a/b\\"})
    void aWrongEscape(String text) {
        assertRefused(text, "backslash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice:channel:\"\"", "voice:channel:\"lounge\"", "voice:channel:\"a/b/c\""})
    void notExactlyOneSlash(String text) {
        assertRefused(text, "one slash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice:channel:\"/b\"", "voice:channel:\"a/\"", "voice:channel:\" / \""})
    void anEmptyName(String text) {
        assertRefused(text, "need a name");
    }

    @Test
    void aControlCharacter() {
        assertRefused("voice:channel:\"a/b\n\"", "control characters");
    }

    private static void assertRefused(String text, String because) {
        assertThatThrownBy(() -> Signal.parse(text))
                .isInstanceOf(SignalSyntaxException.class)
                .hasMessageContaining(because);
    }
}
