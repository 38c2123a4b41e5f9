package dev.porchlight.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioParserTest {
    private static final String WORLD = """
            guild Home
            voice channels lounge, study
            people alice, bob
            bot jukebox
            board lamp
            """;

    private static List<ScenarioMistakes.One> mistakesIn(String text) {
        return catchThrowableOfType(ScenarioMistakes.class, () -> Scenario.parse("a.scenario", text))
                .all();
    }

    @Test
    void setUpComesBeforeTheFirstTimeAndGapsAreCountedFromLineToLine() {
        Scenario day = Scenario.parse("a.scenario", WORLD + """
                speed 60
                rounds 3
                09:30 alice joins lounge
                09:31:30 bob joins study     # a comment
                      expect lamp lit
                +500ms alice leaves
                09:32 bob leaves
                """);
        assertThat(day.setUp()).hasSize(7);
        assertThat(day.speed()).isEqualTo(60);
        assertThat(day.rounds()).isEqualTo(3);
        assertThat(day.steps())
                .extracting(Step::gap)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(90),
                        Duration.ZERO,
                        Duration.ofMillis(500),
                        Duration.ofMillis(29_500));
    }

    @Test
    void severalNamesAreSeveralCallsAndOneLine() {
        Scenario day =
                Scenario.parse("a.scenario", WORLD + "09:00 alice, bob and jukebox join lounge -- all of them\n");
        Step.Event event = (Step.Event) day.steps().getFirst();
        assertThat(event.calls()).hasSize(3);
        assertThat(event.told()).isEqualTo("alice, bob and jukebox join lounge: all of them");
    }

    @Test
    void whatIsNoScenarioDoesNotSpoilTheTerminal() {
        String text = "guild Home\nperson \u001b[2J\u0007 " + "x".repeat(100_000) + " \u009b2J\n";
        assertThatThrownBy(() -> Scenario.parse("a.scenario", text))
                .isInstanceOf(ScenarioMistakes.class)
                .message()
                .hasSizeLessThan(2_000)
                .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]");
    }

    @Test
    void thatThereIsNoGuildIsToldOnce() {
        assertThat(mistakesIn("gild Home\npeople alice\n09:30 alice leaves\n09:31 alice leaves\n"))
                .extracting(ScenarioMistakes.One::message)
                .containsExactly(
                        "no line begins with \"gild\"; did you mean guild?",
                        "there is no guild yet; begin with a line like: guild Home");
    }

    @Test
    void namesInQuotesMayHoldAnything() {
        Scenario day = Scenario.parse("a.scenario", """
                guild "The Guild, big"
                voice channel "my # room"
                person "joins"
                09:00 "joins" joins "my # room" in "The Guild, big"
                """);
        assertThat(day.steps()).hasSize(1);
    }

    @Test
    void aRepeatHoldsItsLinesAndMayStandInAnother() {
        Scenario day = Scenario.parse("a.scenario", WORLD + """
                09:00 alice joins lounge
                repeat 2 times
                  repeat 3
                    +1s alice moves to study
                  end
                  +1s alice moves to lounge
                end
                """);
        Step.Repeat outer = (Step.Repeat) day.steps().get(1);
        assertThat(outer.times()).isEqualTo(2);
        assertThat(((Step.Repeat) outer.steps().getFirst()).times()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "09:30 alcie joins lounge | 7 | there is no person or bot alcie; did you mean alice?",
                "09:30 alice jions lounge | 13 | \"jions\" is not understood here; did you mean joins?",
                "09:30 alice joins longue | 19 | there is no channel longue in Home; did you mean lounge?",
                "09:30 alice leaves quickly | 20 | \"quickly\" is",
                "09:30 alice moves to | 21 | something is missing here: the name of a channel",
                "09:30 alice joins lounge in Wrok | 29 | there is no guild Wrok",
                "09:30 expect lamp lit within 2x | 30 | \"2x\" has to be a duration like 500ms, 2s or 1m",
                "09:30 expect lamp lit within 2m | 30 | nobody waits that long; 1m is the most",
                "09:30 expect lmap lit | 14 | there is no board lmap; did you mean lamp?",
                "09:30 | 1 | nothing happens at this time",
                "25:00 alice leaves | 1 | 25:00 is no time of the day",
                "09:61 alice leaves | 1 | 09:61 is no time of the day",
                "08:00 alice leaves | 1 | 08:00 is before the line above",
                "speed fast | 7 | speed takes a number above 0, like 600",
                "speed 0 | 7 | speed takes a number above 0",
                "rounds many | 8 | rounds takes a number, or forever",
                "repat 3 | 1 | no line begins with \"repat\"; did you mean repeat?",
                "end | 1 | there is no repeat that this could end",
                "09:30 speed 3 | 7 | speed takes no time before it",
                "repeat 3 | 1 | this repeat has no end",
                "09:30 gateway wobbles | 7 | no line begins with \"gateway\"",
                "09:30 alcie wobbles | 7 | no line begins with \"alcie\"; did you mean alice?",
                "09:30 quietly expect lamp lit | 7 | what is expected cannot be expected quietly",
                "09:30 quietly | 7 | nothing happens on this line",
                "10am alice leaves | 1 | no line begins with \"10am\"; a time is written 09:30, 09:30:15 or +20m",
                "wait 5s | 1 | no line begins with \"wait\"; to wait, begin the next line with a time like +5s",
                "// noon | 1 | no line begins with \"//\"; a comment begins with #",
                "09:30 alice leaves // noon | 20 | \"//\" is too much; a comment begins with #",
                "09:30 alice leaves - to work | 20 | \"-\" is too much; what is told besides comes after --",
                "09:30 alice says \"hello in lounge | 18 | this quote has no end",
                "09:30 alice says \" | 18 | this quote has no end",
                "board lamp2 is an ESP9999 | 19 | \"ESP9999\" has to be one of ESP8266, ESP32, ESP32-S2"
            })
    void aMistakeIsTheLineTheColumnAndASentence(String line, int column, String message) {
        List<ScenarioMistakes.One> mistakes = mistakesIn(WORLD + "09:00 bob joins lounge\n" + line + "\n");
        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.getFirst().line()).isEqualTo(7);
        assertThat(mistakes.getFirst().message()).contains(message);
        assertThat(mistakes.getFirst().column()).isEqualTo(column);
    }

    @Test
    void allMistakesAreToldAtOnceEachWithACaret() {
        assertThatThrownBy(() -> Scenario.parse("a.scenario", """
                        guild Home
                        person alice
                        09:00 alice joins
                        \tvoyce channel x
                        """))
                .isInstanceOf(ScenarioMistakes.class)
                .hasMessage("""
                        a.scenario:3: something is missing here: the name of a channel
                            09:00 alice joins
                                             ^
                        a.scenario:4: no line begins with "voyce"; did you mean voice?
                             voyce channel x
                             ^""");
    }

    @Test
    void aTimeOfTheDayInsideARepeatIsAMistake() {
        assertThat(mistakesIn(WORLD + "09:00 bob joins lounge\nrepeat 2\n09:30 bob leaves\nend\n"))
                .extracting(ScenarioMistakes.One::message)
                .containsExactly("inside a repeat a time is relative, like +5m");
    }

    @Test
    void withoutAGuildThereIsNobodyToJoin() {
        assertThat(mistakesIn("person alice\n09:00 alice leaves\n"))
                .extracting(ScenarioMistakes.One::message)
                .containsExactly("there is no guild yet; begin with a line like: guild Home");
    }

    @Test
    void aFileInWhichNothingHappensIsAMistake() {
        assertThat(mistakesIn("# nothing\n")).hasSize(1);
    }

    @Test
    void aThousandMistakesAreNotAllShown() {
        assertThatThrownBy(() -> Scenario.parse("a.scenario", "nonsense\n".repeat(1_000)))
                .hasMessageEndingWith("and 980 more");
    }

    @Test
    void aFileThatIsTooLongIsNotRead() {
        byte[] long_ = new byte[Scenario.MAX_BYTES + 1];
        assertThatThrownBy(() -> Scenario.read("long.scenario", new ByteArrayInputStream(long_)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("256 KiB");
    }
}
