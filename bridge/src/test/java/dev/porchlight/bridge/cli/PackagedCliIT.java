package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a person starts it: a process, an empty environment, a directory of its own. */
@Timeout(60)
class PackagedCliIT {

    @TempDir
    Path directory;

    @Test
    void theVersionIsThatOfTheJar() throws Exception {
        Ended ended = run(Map.of(), "--version");

        assertThat(ended.out()).matches("porchlight \\d+\\.\\d+\\.\\d+\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void helpTellsOfTheCommands() throws Exception {
        assertThat(run(Map.of(), "--help").out()).contains("run", "check", "--version");
    }

    @Test
    void checkShowsWhatAppliesWithoutSecrets() throws Exception {
        Files.writeString(directory.resolve(".env"), "DISCORD_TOKEN=abc.geheim\nHEALTH_PORT=3000\n");
        Ended ended = run(Map.of("PORT", "8081"), "check");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsPattern("port +8081 +environment")
                .containsPattern("discord.token +\\(hidden, 10 characters\\) +.env line 1")
                .contains("warning: HEALTH_PORT is ignored: /health is on the one port, 8081")
                .doesNotContain("geheim");
    }

    @Test
    void wrongSettingsEndTheProcessWith78AndAllMistakesOnStandardError() throws Exception {
        for (String[] command : new String[][] {{"check"}, {"run"}, {}}) {
            Ended ended = run(Map.of("PORT", "80a", "DISCORD_TOKEN", "", "LOG_LEVEL", "loud"), command);

            assertThat(ended.code()).isEqualTo(78);
            assertThat(ended.err())
                    .startsWith("porchlight: 3 settings are wrong:\n")
                    .contains("LOG_LEVEL = loud", "DISCORD_TOKEN = (empty)", "PORT = 80a");
        }
    }

    @Test
    void aCommandThatDoesNotExistEndsWithTwo() throws Exception {
        assertThat(run(Map.of(), "chekc").code()).isEqualTo(2);
    }

    @Test
    void aPlannedStopIsTheLastLineOfTheLog() throws Exception {
        Process process = start(Map.of("PORT", "0", "HOST", "127.0.0.1", "APP_ENV", "prod", "LOG_LEVEL", "info"));
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).contains("\"logger\":\"main\",\"event\":\"starting\"");
            // Process.destroy() would close the stream that is still to be read.
            process.toHandle().destroy();
            assertThat(out.lines().toList().getLast()).contains("\"event\":\"stopped\"");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private record Ended(int code, String out, String err) {}

    private Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Process process = start(environment, arguments);
        try {
            String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, err);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target", "porchlight.jar").toAbsolutePath().toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Xmx64m", "-jar", jar);
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
