package dev.porchlight.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own, since a signal ends it. */
@Timeout(60)
class StopTest {

    /** A command that ends when it is asked to; its argument is its verdict, without one it has none. */
    static final class Obedient {
        private Obedient() {}

        public static void main(String[] arguments) {
            try (Stop stop =
                    arguments.length == 0 ? Stop.onSignal(() -> {}) : Stop.onSignal(() -> {}, Duration.ofSeconds(20))) {
                System.out.println("begun");
                if (!stop.within(Duration.ofSeconds(50))) {
                    System.out.println("nobody asked");
                }
            }
            System.out.println("tidied up");
            Stop.exit(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void givenASignalThenTheVerdictIsTheExitCode(int verdict) throws Exception {
        assertThat(exitAfterSignal(String.valueOf(verdict))).isEqualTo(verdict);
    }

    @Test
    void givenASignalAndNoVerdictThenItIsTheSignalsExitCode() throws Exception {
        assertThat(exitAfterSignal()).isEqualTo(143);
    }

    private static int exitAfterSignal(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Obedient.class.getName());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("begun");
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
