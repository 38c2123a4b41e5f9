package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.junit.BridgeBuilder;
import dev.porchlight.sim.junit.RunningBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a person starts it: a process, an empty environment, a directory of its own. */
@Timeout(60)
class PackagedCliIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    @Test
    void theVersionIsThatOfTheJar() throws Exception {
        Jar.Ended ended = run(Map.of(), "--version");

        assertThat(ended.out()).matches("porchlight \\d+\\.\\d+\\.\\d+\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void helpTellsOfTheCommands() throws Exception {
        assertThat(run(Map.of(), "--help").out()).contains("run", "check", "blink", "token", "--version");
    }

    @Test
    void checkShowsWhatAppliesWithoutSecrets() throws Exception {
        Files.writeString(directory.resolve(".env"), "DISCORD_TOKEN=abc.geheim\nHEALTH_PORT=3000\n");
        Jar.Ended ended = run(Map.of("PORT", "8081", "HOST", "127.0.0.77"), "check", "--offline");

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
            Jar.Ended ended = run(Map.of("PORT", "80a", "DISCORD_TOKEN", "", "LOG_LEVEL", "loud"), command);

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
        try (RunningBridge bridge = jar().setting("PORT", "0")
                .setting("HOST", "127.0.0.1")
                .setting("APP_ENV", "prod")
                .setting("LOG_LEVEL", "info")
                .launch()) {
            bridge.awaitLog("\n", PATIENCE);
            assertThat(bridge.log()).startsWith("{").contains("\"logger\":\"main\",\"event\":\"starting\"");
            bridge.terminate();
            assertThat(bridge.exitCode(PATIENCE)).isEqualTo(143); // 128 + SIGTERM
            assertThat(bridge.log().lines().toList().getLast()).contains("\"event\":\"stopped\"");
        }
    }

    private BridgeBuilder jar() {
        return new Jar(directory).builder();
    }

    private Jar.Ended run(Map<String, String> environment, String... arguments) throws IOException {
        return new Jar(directory).run(environment, arguments);
    }
}
