package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.CommandRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoakCommandTest {
    private final CommandRun run = new CommandRun();

    private int soak(String... more) {
        List<String> arguments = new ArrayList<>(List.of("soak", "--bridge", "no-such.jar", "--folder", "."));
        arguments.addAll(List.of(more));
        return run.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ten",
                "0",
                "-1",
                "NaN",
                "43201",
                "1 2",
                "1 --boards 0",
                "1 --boards 5001",
                "1 --moments 0",
                "1 --when-stale maybe",
                "1 --turbulence 0s",
                "1 --settle soon",
                "1 --seed x",
                "1 --sead 1"
            })
    void aCommandLineThatCannotBeReadIsExitCode2AndSaysWhatIsWrong(String arguments) {
        assertThat(soak(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
        assertThat(run.err()).isNotBlank();
    }

    @Test
    void aMissingJarIsOneClearLine() {
        assertThat(soak("1")).isEqualTo(78);
        assertThat(run.err()).contains("no-such.jar", "scripts/soak builds it");
    }
}
