package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.door.DoorSettings;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Settings;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesSettingsTest {

    @TempDir
    private Path directory;

    private DevicesSettings read(String properties) throws Exception {
        Files.writeString(directory.resolve("porchlight.properties"), properties);
        Settings settings = Settings.load(Map.of(), directory);
        DevicesSettings devices = DevicesSettings.read(settings, DoorSettings.read(settings));
        settings.check();
        return devices;
    }

    @Test
    void givenNothingThenNoTokenAndTheDocumentedDefaults() throws Exception {
        DevicesSettings devices = read("");
        assertThat(devices.token()).isEmpty();
        assertThat(devices.onStop()).isEqualTo(OnStop.OFF);
        assertThat(devices.watch()).containsExactly("voice", "voice:guild:*", "voice:channel:*");
    }

    @Test
    void givenAnAddressThenItsBoardsFollowTheRule() throws Exception {
        assertThat(read("devices.192.168.1.20.watch = voice>=2 & !muted:user:5\n")
                        .byAddress())
                .containsExactly(Map.entry(
                        InetAddress.ofLiteral("192.168.1.20"),
                        new Shown(Rule.parse("voice>=2 & !muted:user:5"), Duration.ZERO)));
    }

    @Test
    void givenADelayForAnAddressThenItStandsBesideItsRuleOrTheDefault() throws Exception {
        assertThat(read("""
                        devices.10.0.0.1.off-after = 30s
                        devices.10.0.0.2.off-after = 24h
                        devices.10.0.0.2.watch = voice>=2
                        """).byAddress())
                .containsOnly(
                        Map.entry(
                                InetAddress.ofLiteral("10.0.0.1"),
                                new Shown(Rule.parse("voice"), Duration.ofSeconds(30))),
                        Map.entry(
                                InetAddress.ofLiteral("10.0.0.2"),
                                new Shown(Rule.parse("voice>=2"), Duration.ofHours(24))));
    }

    @Test
    void givenARuleWithAMistakeThenItIsShownWithACaret() {
        assertThatThrownBy(() -> read("devices.10.0.0.1.watch = voice & mutd:user:5\n"))
                .hasMessageContaining("expected: a rule: no such signal; known are voice,")
                .hasMessageContaining("\n          voice & mutd:user:5\n                  ^");
    }

    @Test
    void givenWhenStaleThenBoardsHoldUnlessToldOtherwise() throws Exception {
        assertThat(read("").whenStale()).isEqualTo(WhenStale.HOLD);
        assertThat(read("voice.when-stale = off\n").whenStale()).isEqualTo(WhenStale.OFF);
        assertThat(WhenStale.HOLD.shown(true, true)).isTrue();
        assertThat(WhenStale.OFF.shown(true, true)).isFalse();
        assertThat(WhenStale.OFF.shown(true, false)).isTrue();
        assertThat(WhenStale.OFF.shown(false, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "devices.kitchen.watch = voice",
                "devices.192.168.1.0/24.watch = voice",
                "devices.192.168.1.20.watch = voices",
                "devices.192.168.1.20.watch = voice &",
                "devices.kitchen.off-after = 30s",
                "devices.192.168.1.20.off-after = 30",
                "devices.192.168.1.20.off-after = 25h",
                "voice.when-stale = on",
                "devices.watch = voice:guild:x",
                "devices.watch = voice:chanel:*",
                "devices.watch = nonsense*",
                "devices.on-stop = blink"
            })
    void givenAMistakeThenItIsTold(String line) {
        assertThatThrownBy(() -> read(line + "\n"))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining(line.substring(0, line.indexOf(' ')));
    }

    @ParameterizedTest
    @CsvSource({
        "voice, true",
        "voice>=1, true",
        "voice>=2, false",
        "voice:guild:7, true",
        "voice:channel:7, true",
        "voice:user:7, false",
        "discord:offline, false"
    })
    void givenTheDefaultPolicyThenBoardsMayAskForPlacesButNotForPeople(String signal, boolean allowed) {
        assertThat(new WatchPolicy(WatchPolicy.DEFAULT).allows(Signal.parse(signal)))
                .isEqualTo(allowed);
    }

    @Test
    void givenARuleThenEverySignalOfItHasToBeAllowed() {
        WatchPolicy policy = new WatchPolicy(WatchPolicy.DEFAULT);
        assertThat(policy.refused(Rule.parse("voice & !(voice:guild:1, voice:channel:2)")))
                .isEmpty();
        assertThat(policy.refused(Rule.parse("voice, voice:guild:1 & !muted:user:5")))
                .contains(Signal.parse("muted:user:5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "v*", "voice*", "voice>=*", "voice>=1*", "voice:*", "voice:channel:\"Home/*", "camera:*"})
    void givenTheBeginningOfSignalsThenItIsAPattern(String pattern) {
        assertThat(WatchPolicy.isPattern(pattern)).isTrue();
    }

    @Test
    void givenAPatternWithANameThenTheCaseOfTheNameDoesNotMatter() {
        WatchPolicy policy = new WatchPolicy(List.of("voice:channel:\"Home/*"));
        assertThat(policy.allows(Signal.parse("voice:channel:\"home/Lounge\""))).isTrue();
        assertThat(policy.allows(Signal.parse("voice:channel:\"work/Lounge\""))).isFalse();
    }
}
