package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.UserError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTest {
    @Test
    void theBridgeAsItIsComesFirst() {
        assertThat(Variant.parse(List.of())).containsExactly(new Variant("bridge", Map.of()));
    }

    @Test
    void severalSettingsOfOneNameAreOneVariant() {
        assertThat(Variant.parse(List.of("two=DOOR_LOOPS=2", "quiet=LOG_LEVEL=error", "two=WATCH=a=b")))
                .containsExactly(
                        new Variant("bridge", Map.of()),
                        new Variant("two", Map.of("DOOR_LOOPS", "2", "WATCH", "a=b")),
                        new Variant("quiet", Map.of("LOG_LEVEL", "error")));
    }

    @Test
    void itsSettingsWinOverThoseOfTheSection() {
        assertThat(new Variant("two", Map.of("A", "own")).over(Map.of("A", "all", "B", "all")))
                .isEqualTo(Map.of("A", "own", "B", "all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "two=DOOR_LOOPS", "=DOOR_LOOPS=2", "two=door.loops=2", "a/b=DOOR_LOOPS=2"})
    void anythingElseIsShownTheForm(String option) {
        assertThatThrownBy(() -> Variant.parse(List.of(option)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("NAME=SETTING=VALUE")
                .hasMessageContaining(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge=A=1", "floor=A=1"})
    void theNamesOfOthersAreTaken(String option) {
        assertThatThrownBy(() -> Variant.parse(List.of(option))).hasMessageContaining("is taken");
    }
}
