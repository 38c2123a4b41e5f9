package dev.porchlight.sim.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AttackCommandTest {
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            err.write(failure.getMessage());
            return 78;
        });
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int attack(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--bridge", "no-such.jar", "--folder", "."));
        arguments.addAll(List.of(more));
        return run(new AttackCommand(), arguments.toArray(String[]::new));
    }

    @Test
    void whatCannotBeAttackedIsOneClearLine() {
        assertThat(attack()).isEqualTo(78);
        assertThat(err.toString()).contains("no-such.jar", "scripts/attack builds it");
    }

    @Test
    void timeAndNumbersAreBounded() {
        assertThat(attack("--minutes", "0")).isEqualTo(78);
        assertThat(attack("--minutes", "51")).isEqualTo(78);
        assertThat(attack("--sockets", "5001")).isEqualTo(78);
        assertThat(attack("--rate", "1001")).isEqualTo(78);
        String[] mob = {
            "--port", "1", "--token", "t", "--seed", "1", "--sockets", "1", "--rate", "1", "--seconds", "9999"
        };
        assertThat(run(new MobCommand(), mob)).isEqualTo(78);
    }
}
