package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of every kind of signal, and of rules of them, while one guild or all of Discord is away for long. */
class KnownTest {

    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final long DARK = 10;
    private static final long LIT = 20;

    private final MovableTime time = new MovableTime();
    private final Home home = new Home(time, AFTER);

    /** 1 is in DARK, 2 and 3 in LIT (3 muted, streaming); DARK has been in an outage for long. */
    private void givenOneGuildInTheDark() {
        edit(e -> {
            e.ready(Set.of(DARK, LIT));
            e.guild(DARK, "Dark", Map.of(11L, "Lounge", 12L, "Den"), List.of(Voice.of(DARK, 11, 1)));
            Voice muted = new Voice(LIT, 22, 3, false, false, true, false, true, false, false);
            e.guild(LIT, "Lit", Map.of(21L, "Lounge", 22L, "Bar"), List.of(Voice.of(LIT, 21, 2), muted));
        });
        edit(e -> e.guildUnavailable(DARK));
        time.pass(AFTER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // people: what is fresh can make it true, never false
                "voice | on",
                "voice>=2 | on",
                "voice>=3 | on, stale",
                "voice>=4 | off, stale",
                // a guild stands for itself; one that the bot is not in has nobody
                "voice:guild:10 | on, stale",
                "voice:guild:20 | on",
                "voice:guild:30 | off",
                // a channel is as known as its guild; one that no fresh guild has may be anywhere
                "voice:channel:11 | on, stale",
                "voice:channel:12 | off, stale",
                "voice:channel:21 | on",
                "voice:channel:23 | off, stale",
                "voice:channel:\"Dark/Lounge\" | on, stale",
                "voice:channel:\"Dark/Den\" | off, stale",
                "voice:channel:\"Lit/Lounge\" | on",
                "voice:channel:\"Lit/Other\" | off, stale",
                // a person who is in a fresh guild is in no other
                "voice:user:1 | on, stale",
                "voice:user:2 | on",
                "voice:user:9 | off, stale",
                "muted:user:1 | off, stale",
                "muted:user:2 | off",
                "muted:user:3 | on",
                "unmuted:user:1 | on, stale",
                "unmuted:user:2 | on",
                "unmuted:user:3 | off",
                "streaming:user:2 | off",
                "streaming:user:3 | on",
                "streaming:user:9 | off, stale",
                "camera:user:1 | off, stale",
                "camera:user:3 | off",
                "discord:offline | off",
                // rules: stale when the unknown matters
                "!voice | off",
                "!voice:guild:10 | off, stale",
                "voice, voice:guild:10 | on",
                "voice & voice:guild:10 | on, stale",
                "voice:guild:10 & voice:guild:30 | off",
                "voice:guild:10, voice:guild:30 | on, stale",
                "voice:guild:10, !voice:guild:10 | on, stale",
                "voice:user:9 & !(discord:offline) | off, stale",
                "voice:user:9 & discord:offline | off"
            })
    void givenAGuildInTheDark(String rule, String expected) {
        givenOneGuildInTheDark();
        assertThat(now(rule)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voice | on, stale",
                "voice>=4 | off, stale",
                "voice:guild:20 | on, stale",
                "voice:guild:30 | off, stale",
                "voice:channel:21 | on, stale",
                "voice:channel:\"Lit/Bar\" | on, stale",
                "voice:user:2 | on, stale",
                "muted:user:2 | off, stale",
                "!voice | off, stale",
                "discord:offline | on",
                "!discord:offline | off",
                "voice & !discord:offline | off",
                "voice, discord:offline | on",
                "!voice, discord:offline | on"
            })
    void givenDiscordAwayForLong(String rule, String expected) {
        givenOneGuildInTheDark();
        edit(HomeEdit::away);
        time.pass(AFTER);
        assertThat(now(rule)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "voice>=3 | on",
                "voice:guild:10 | on",
                "voice:channel:23 | off",
                "voice:channel:\"Lit/Other\" | off",
                "voice:user:9 | off",
                "!voice:guild:10 | off"
            })
    void givenTheGuildIsBackThenEverythingIsKnown(String rule, String expected) {
        givenOneGuildInTheDark();
        Heard heard = new Heard();
        home.watch(Rule.parse(rule), Delays.NONE, heard);
        edit(e -> e.guild(DARK, "Dark", Map.of(11L, "Lounge", 12L, "Den"), List.of(Voice.of(DARK, 11, 1))));
        assertThat(now(rule)).isEqualTo(expected);
        assertThat(heard.told()).containsExactly(expected);
    }

    @Test
    void givenAChannelThatAFreshGuildGetsThenItIsKnownToBeEmpty() {
        givenOneGuildInTheDark();
        Heard byId = new Heard();
        Heard byName = new Heard();
        home.watch(Rule.parse("voice:channel:23"), Delays.NONE, byId);
        home.watch(Rule.parse("voice:channel:\"lit/other\""), Delays.NONE, byName);
        edit(e -> e.channel(LIT, 23, "Other"));
        assertThat(byId.told()).containsExactly("off");
        assertThat(byName.told()).containsExactly("off");
    }

    @Test
    void givenAGuildInTheDarkThatIsCalledAsAFreshOneThenTheNameIsNotKnownToBeEmpty() {
        givenOneGuildInTheDark();
        Heard heard = new Heard();
        edit(e -> e.left(LIT, 3));
        home.watch(Rule.parse("voice:channel:\"lit/bar\""), Delays.NONE, heard);
        edit(e -> e.guildName(DARK, "LIT"));
        assertThat(heard.told()).containsExactly("off, stale");
    }

    @Test
    void givenSomebodyWhoGoesFromTheDarkToAFreshGuildThenTheyAreKnown() {
        givenOneGuildInTheDark();
        Heard heard = new Heard();
        home.watch(Rule.parse("voice:user:1"), Delays.NONE, heard);
        edit(e -> e.voice(Voice.of(LIT, 21, 1)));
        edit(e -> e.left(LIT, 1));
        assertThat(heard.told()).containsExactly("on", "on, stale");
    }

    private String now(String rule) {
        Watch watch = home.watch(Rule.parse(rule), Delays.NONE, new Heard());
        return (watch.on() ? "on" : "off") + (watch.stale() ? ", stale" : "");
    }

    private void edit(Consumer<HomeEdit> edit) {
        home.change(time.nanoTime(), edit);
    }
}
