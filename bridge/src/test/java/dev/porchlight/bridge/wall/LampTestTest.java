package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.MovableTime;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.Safe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose turn it is in a test, by injected clock. */
class LampTestTest {

    private static final Duration HALF = Duration.ofMillis(500);

    private final MovableTime time = new MovableTime();
    private final List<String> shown = new ArrayList<>();
    private final List<Output> outputs = List.of(light("a"), light("b"), light("c"));
    private final LampTest test = new LampTest(outputs, time);

    private Output light(String name) {
        OutputSettings settings = new OutputSettings(
                "light." + name,
                new Pin(4),
                Optional.empty(),
                Delays.NONE,
                Pattern.SOLID,
                List.of(),
                Optional.empty(),
                WhenStale.HOLD,
                Safe.OFF);
        return new Output(
                settings, time, () -> Instant.EPOCH, (look, cause) -> shown.add(name + (look.on() ? " on" : " off")));
    }

    private void begin() {
        outputs.forEach(Output::begin);
        shown.clear();
        test.ready();
    }

    @Test
    void eachIsOnForASecondInTurn() {
        begin();
        test.begin(1);
        assertThat(shown).containsExactly("a on");
        time.pass(Duration.ofMillis(999));
        assertThat(shown).hasSize(1);
        time.pass(Duration.ofSeconds(10));
        assertThat(shown).containsExactly("a on", "a off", "b on", "b off", "c on", "c off");
    }

    @Test
    void oneThatRunsAlreadyGoesOnAndAnotherMayFollowIt() {
        begin();
        test.begin(1);
        time.pass(HALF);
        test.begin(2);
        time.pass(Duration.ofSeconds(10));
        assertThat(shown).hasSize(6);
        test.begin(3);
        time.pass(Duration.ofSeconds(10));
        assertThat(shown).hasSize(12);
    }

    @Test
    void oneThatIsAskedForBeforeTheFirstValuesTouchesNoSafeStateAndComesOnceBehindThem() {
        test.begin(1);
        test.begin(2);
        time.pass(Duration.ofSeconds(10));
        assertThat(shown).isEmpty();
        begin();
        time.pass(Duration.ofSeconds(10));
        test.ready();
        time.pass(Duration.ofSeconds(10));
        assertThat(shown).containsExactly("a on", "a off", "b on", "b off", "c on", "c off");
    }
}
