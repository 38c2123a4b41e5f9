package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionTest {

    private static final List<String> OUTPUTS = List.of("light.porch", "relay.sign");

    @Test
    void everyFormIsRead() {
        assertThat(read("toggle relay.sign")).isEqualTo(new Action.Toggle("relay.sign"));
        assertThat(read("on light.porch")).isEqualTo(new Action.Turn("light.porch", true, Optional.empty()));
        assertThat(read("off  light.porch\tfor 10m"))
                .isEqualTo(new Action.Turn("light.porch", false, Optional.of(Duration.ofMinutes(10))));
        assertThat(read("all off")).isEqualTo(new Action.AllOff(Optional.empty()));
        assertThat(read("all off for 1h")).isEqualTo(new Action.AllOff(Optional.of(Duration.ofHours(1))));
        assertThat(read("test")).isEqualTo(new Action.Test());
    }

    @ParameterizedTest
    @CsvSource({
        "toggle relay.sign",
        "on light.porch",
        "off light.porch for 10m",
        "all off",
        "all off for 1h",
        "on relay.sign for 90s",
        "test"
    })
    void itsTextIsReadBack(String text) {
        assertThat(read(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blink light.porch|toggle X, on X, off X, all off or test",
                "all|toggle X, on X, off X, all off or test",
                "all on|toggle X, on X, off X, all off or test",
                "test light.porch|toggle X, on X, off X, all off or test",
                "on relay.sgin|there is no relay.sgin, did you mean relay.sign?",
                "on kitchen|there is no kitchen, there are light.porch, relay.sign",
                "toggle relay.sign for 1h|toggle takes no time; on relay.sign for 10m",
                "on relay.sign 1h|nothing or for and a time such as 30s, 10m or 1h",
                "on relay.sign for|nothing or for and a time such as 30s, 10m or 1h",
                "on relay.sign for ever|a time such as 30s, 10m or 1h, from 1s to 720h",
                "on relay.sign for 10|a time such as 30s, 10m or 1h, from 1s to 720h",
                "on relay.sign for 999ms|a time such as 30s, 10m or 1h, from 1s to 720h",
                "on relay.sign for 721h|a time such as 30s, 10m or 1h, from 1s to 720h"
            })
    void anythingElseIsRefusedInASentence(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private static Action read(String text) {
        return Action.parse(text, OUTPUTS);
    }
}
