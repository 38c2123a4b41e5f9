package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Effective;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.testing.Readme;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.ButtonSpec;
import dev.porchlight.hardware.LightSpec;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.Press;
import dev.porchlight.hardware.Pull;
import dev.porchlight.hardware.RelaySpec;
import dev.porchlight.hardware.Safe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallSettingsTest {

    @TempDir
    private Path directory;

    private Settings settings;

    private WallSettings read(String properties) throws IOException {
        return read(properties, Map.of());
    }

    private WallSettings read(String properties, Map<String, String> environment) throws IOException {
        Files.writeString(directory.resolve("porchlight.properties"), properties);
        settings = Settings.load(environment, directory);
        WallSettings wall = WallSettings.read(settings);
        settings.check();
        return wall;
    }

    private String mistakes(String properties) {
        return catchThrowableOfType(BadSettings.class, () -> read(properties)).getMessage();
    }

    @Test
    void theExampleIsUnderstoodAsWritten() throws IOException {
        WallSettings wall = read(Readme.wall());

        assertThat(wall.board().provider()).isEqualTo(BoardConfig.Provider.AUTO);
        assertThat(wall.board().lights())
                .containsExactly(
                        new LightSpec("light.porch", new Pin(17), false, false, 100, Safe.OFF),
                        new LightSpec("light.desk", new Pin(18), false, true, 100, Safe.OFF));
        assertThat(wall.board().relays())
                .containsExactly(new RelaySpec(
                        "relay.sign", new Pin(27), true, Duration.ofSeconds(3), Duration.ofSeconds(10), 60, Safe.OFF));
        assertThat(wall.board().buttons())
                .containsExactly(new ButtonSpec(
                        "button.door",
                        new Pin(22),
                        Pull.UP,
                        Duration.ofMillis(30),
                        Duration.ofMillis(800),
                        Set.of(Press.Kind.PRESS, Press.Kind.HOLD)));
        assertThat(wall.outputs())
                .containsExactly(
                        output("light.porch", 17, "voice", Pattern.SOLID, Optional.empty()),
                        output(
                                "light.desk",
                                18,
                                "voice:user:123456789012345678 & !unmuted:user:123456789012345678",
                                Pattern.BREATHE,
                                Optional.of(Quiet.parse("23:00-07:00"))),
                        output("relay.sign", 27, "voice:channel:\"Home/Studio\"", Pattern.SOLID, Optional.empty()));
        assertThat(wall.buttons())
                .containsExactly(Map.entry(
                        "button.door",
                        Map.of(
                                Press.Kind.PRESS,
                                new Action.Toggle("relay.sign"),
                                Press.Kind.HOLD,
                                new Action.AllOff(Optional.of(Duration.ofHours(1))))));
    }

    private static OutputSettings output(String name, int pin, String when, Pattern pattern, Optional<Quiet> quiet) {
        return new OutputSettings(
                name,
                new Pin(pin),
                Optional.of(Rule.parse(when)),
                Delays.NONE,
                pattern,
                List.of(),
                quiet,
                WhenStale.HOLD,
                Safe.OFF);
    }

    @Test
    void everythingElseThatCanBeSetIsUnderstood() throws IOException {
        WallSettings wall = read("""
                light.a = pin:33 pwm active-low
                light.a.brightness = 40
                light.a.when = voice
                light.a.on-after = 2s
                light.a.off-after = 1m
                light.a.when-stale = blink
                light.a.safe = hold
                light.a.pattern-when.fast = discord:offline
                light.a.pattern-when.breathe = voice>=3
                relay.b = GPIO27
                relay.b.max-per-minute = 6
                relay.b.safe = on
                relay.b.quiet = 1:00-2:00
                relay.b.when-stale = off
                button.c = gpio:4 pull-down
                button.c.double = test
                button.c.hold-time = 2s
                gpio.provider = memory
                gpio.journal = wall.journal
                hardware.required = true
                """);

        assertThat(wall.board().lights())
                .containsExactly(new LightSpec("light.a", new Pin(13), true, true, 40, Safe.HOLD));
        assertThat(wall.board().relays())
                .containsExactly(
                        new RelaySpec("relay.b", new Pin(27), false, Duration.ZERO, Duration.ZERO, 6, Safe.ON));
        assertThat(wall.board().buttons())
                .containsExactly(new ButtonSpec(
                        "button.c",
                        new Pin(4),
                        Pull.DOWN,
                        Duration.ofMillis(30),
                        Duration.ofSeconds(2),
                        Set.of(Press.Kind.DOUBLE)));
        OutputSettings a = wall.outputs().getFirst();
        assertThat(a.delays()).isEqualTo(new Delays(Duration.ofSeconds(2), Duration.ofMinutes(1)));
        assertThat(a.whenStale()).isEqualTo(WhenStale.BLINK);
        assertThat(a.patternWhen())
                .containsExactly(
                        new PatternWhen(Pattern.FAST, Rule.parse("discord:offline")),
                        new PatternWhen(Pattern.BREATHE, Rule.parse("voice>=3")));
        assertThat(wall.outputs().getLast().whenStale()).isEqualTo(WhenStale.OFF);
        assertThat(wall.outputs().getLast().when()).isEmpty();
        assertThat(wall.board().provider()).isEqualTo(BoardConfig.Provider.MEMORY);
        assertThat(wall.board().journal()).hasValue(Path.of("wall.journal"));
        assertThat(wall.board().required()).isTrue();
    }

    @Test
    void withoutAnyPinThereIsNoWall() throws IOException {
        assertThat(read("").isEmpty()).isTrue();
        assertThat(read("light.porch = gpio:17\n").isEmpty()).isFalse();
        assertThat(read("button.door = gpio:17\n").isEmpty()).isFalse();
    }

    @Test
    void whatStandsInTheFileTheEnvironmentMayOverrule() throws IOException {
        WallSettings wall = read(Readme.wall(), Map.of("LIGHT_PORCH", "gpio:5", "LIGHT_PORCH_WHEN", "voice>=2"));
        assertThat(wall.outputs().getFirst())
                .isEqualTo(output("light.porch", 5, "voice>=2", Pattern.SOLID, Optional.empty()));
    }

    @Test
    void aNameThatOnlyTheEnvironmentHasIsNotOverlookedInSilence() throws IOException {
        read(Readme.wall(), Map.of("LIGHT_KITCHEN", "gpio:5"));
        assertThat(settings.warnings())
                .containsExactly(
                        "LIGHT_KITCHEN has no effect: keys such as this are read from porchlight.properties only");
    }

    @Test
    void whatIsSetIsListedAndDefaultsAreNot() throws IOException {
        read("light.porch = gpio:17\nlight.porch.when = voice\n");
        assertThat(settings.effective())
                .extracting(Effective::key)
                .containsExactly(
                        "gpio.provider", "gpio.journal", "hardware.required", "light.porch", "light.porch.when");
    }

    @Test
    void aButtonThatDoesNothingIsToldOf() throws IOException {
        read("light.porch = gpio:17\nbutton.door = gpio:22\n");
        assertThat(settings.warnings())
                .containsExactly("button.door does nothing: button.door.press = toggle light.porch would");
    }

    @Test
    void aButtonWhoseActionIsAMistakeIsToldOfOnceAndAsAMistake() {
        assertThat(mistakes("light.porch = gpio:17\nbutton.door = gpio:22\nbutton.door.press = togle light.porch\n"))
                .contains("button.door.press = togle light.porch");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void aMistakeInARuleIsShownWithACaret() {
        assertThat(mistakes("light.porch = gpio:17\nlight.porch.when = voice & & discord:offline\n"))
                .isEqualTo("""
                one setting is wrong:
                  light.porch.when = voice & & discord:offline  (porchlight.properties line 2)
                      expected: a rule; a signal is missing here
                          voice & & discord:offline
                                  ^""");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        String told = mistakes("""
                light.porch = gpio:17 pmw
                light.porch.wehn = voice
                light.porch.pattern = breath
                light.porch.quiet = 23
                light.desk = gpio:99
                light.desk.when = voices
                light.desk.brightness = 0
                relay.sign = gpio:22
                relay.sign.when-stale = blink
                relay.sign.min-on = 3
                button.door = gpio:22 debounce:2s
                button.door.press = toggle relay.sgin
                gpio.provider = pi
                """);
        assertThat(told)
                .contains(
                        "13 settings are wrong:",
                        "light.porch.wehn = voice",
                        "did you mean light.porch.when?",
                        "a pin, and behind it nothing or some of: pwm, active-low",
                        "one of solid, blink, fast, heartbeat, breathe",
                        "hours of the day such as 23:00-07:00",
                        "GPIO99 is not on the 40-pin header",
                        "a rule; no such signal",
                        "a whole number from 1 to 100",
                        "one of hold, off",
                        "a time with its unit",
                        "a time from 1ms to 1s behind debounce:",
                        "there is no relay.sgin, did you mean relay.sign?",
                        "one of auto, gpiod, memory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "light.b = gpio:17|a pin of its own; GPIO17 (pin 11) is used by light.a already",
                "relay.b = pin:11|a pin of its own; GPIO17 (pin 11) is used by light.a already",
                "button.b = GPIO17|a pin of its own; GPIO17 (pin 11) is used by light.a already",
                "light.b = gpio:4 pwm|what the pin can do; GPIO4 (pin 7) has no hardware PWM",
                "light.a.brightness = 50|what the pin can do; brightness needs \"pwm\" behind the pin",
                "light.a.pattern = breathe|another pattern, or pwm behind the pin",
                "light.a.pattern-when.breathe = voice|another pattern, or pwm behind the pin",
                "light.a.pattern-when.blnk = voice|a pattern at the key's end, one of solid, blink, fast",
                "light.a.pattern-when.blink = voic|a rule; no such signal",
                "light.kitchen.when = voice|a line for light.kitchen itself too, such as light.kitchen = gpio:17",
                "light.Kitchen = gpio:4|a name of at most 32 small letters",
                "light.b =|a pin, such as gpio:17",
                "light.b = 4|a pin; \"4\" is no pin: write gpio:17",
                "light.b = gpio:4 active-low active-low|one of a kind behind the pin",
                "button.b = gpio:4 pull-up pull-down|one of a kind behind the pin",
                "button.b = gpio:4 debounce:1ms debounce:2ms|one of a kind behind the pin",
                "light.a.off-after = 25h|from 0ms to 24h",
                "relay.b = gpio:4 pwm|a pin, and behind it nothing or some of: active-low"
            })
    void aMistakeIsToldInASentence(String line, String sentence) {
        assertThat(mistakes("light.a = gpio:17\n" + line + "\n")).contains("one setting is wrong", sentence);
    }

    @Test
    void aNameThatNearlyExistsIsOffered() {
        assertThat(mistakes("light.porch = gpio:17\nlight.prch.when = voice\n"))
                .contains("a name that exists; did you mean light.porch?");
    }
}
