package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts share, in a bash of its own and a checkout without jars. The JVM is a script, where there has to be one. */
@Timeout(60)
class ScriptsTest {

    private static final List<String> SHARED = List.of("lib", "lib-jvm", "lib-processes", "lib-demo", "jvm-flags");
    private static final String SOURCED =
            "set -euo pipefail; for part in lib lib-processes lib-demo; do" + " source \"scripts/$part\"; done; ";

    @TempDir
    Path directory;

    private Path checkout;

    @BeforeEach
    void copy() throws IOException {
        checkout = directory.toRealPath().resolve("check out");
        Files.createDirectories(checkout.resolve("bridge/target"));
        Path scripts = Files.createDirectory(checkout.resolve("scripts"));
        for (String part : SHARED) {
            Files.copy(Path.of("..", "scripts", part), scripts.resolve(part));
        }
    }

    @Test
    void givenACdpathThenTheScriptsStillFindThemselves() throws Exception {
        assertThat(bash(Map.of("CDPATH", ".:/"), SOURCED + "printf %s \"$PARTS\""))
                .isEqualTo(checkout.resolve("scripts").toString());
    }

    @Test
    void givenFlagsOnSeveralLinesThenAllOfThemCount() throws Exception {
        jvm("exit 0");
        assertThat(bash(
                        Map.of("PORCHLIGHT_JVM_FLAGS", "-Xmx40m\n  -Xss1m\n\n-Dx=y\n"),
                        SOURCED + "JAVA_HOME=$PWD JAVA=$PWD/java; choose_flags; printf '%s ' \"${FLAGS[@]: -OWN}\""))
                .isEqualTo("-Xmx40m -Xss1m -Dx=y ");
    }

    /** As {@code PeopleSettings} reads them: the environment before .env, that before the properties. */
    @ParameterizedTest
    @CsvSource({
        "'', '', '', ''",
        "presence.max-users=5000, '', '', ''",
        "presence.max-users=100000, '', '', -Xmx806m",
        "presence.max-users = 20000, '', '', -Xmx181m",
        "presence.max-users : 10, '', '', -Xmx32m",
        "presence.max-users=many, '', '', ''",
        "#presence.max-users=20000, '', '', ''",
        "presence.max-users=20000, PRESENCE_MAX_USERS='10000', '', -Xmx103m",
        "'', export PRESENCE_MAX_USERS=10000, 20000, -Xmx181m",
        "presence.enabled=false, '', 20000, -Xmx32m",
        "presence.max-users=1000001, '', '', ''"
    })
    void givenSoManyPeopleThenTheHeapIsChosenForThem(String properties, String dotEnv, String environment, String heap)
            throws Exception {
        jvm("exit 0");
        Files.writeString(checkout.resolve("porchlight.properties"), "a=b\n" + properties);
        Files.writeString(checkout.resolve(".env"), "A=b\n" + dotEnv + "\n");
        Map<String, String> more = environment.isEmpty() ? Map.of() : Map.of("PRESENCE_MAX_USERS", environment);
        String choose = "JAVA_HOME=$PWD JAVA=$PWD/java; choose_flags; choose_heap; printf '%s' \"${HEAP[*]}\"";
        assertThat(bash(more, SOURCED + choose)).isEqualTo(heap);
        Map<String, String> own = new HashMap<>(more);
        own.put("PORCHLIGHT_JVM_FLAGS", "-Dx=y -Xmx40m");
        assertThat(bash(own, SOURCED + choose)).as("somebody's own word").isEmpty();
    }

    @Test
    void givenTwoAtOnceThenEachHasAFolderOfItsOwnUntilItHasEnded() throws Exception {
        String first = "one=$(sandbox soak); : >\"$one/mine\"; two=$(sandbox soak); ls \"$one\" \"$two\"";
        assertThat(bash(Map.of(), SOURCED + first).lines())
                .containsExactly(target("soak") + ":", "mine", "owner", "", target("soak-2") + ":", "owner");

        assertThat(bash(Map.of(), SOURCED + "one=$(sandbox soak); printf '%s\\n' \"$one\"; ls \"$one\"")
                        .lines())
                .containsExactly(target("soak").toString(), "owner");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void givenASignalThenAMeasurementsOwnVerdictIsTheExitCode(int verdict) throws Exception {
        jvm("trap 'sleep 0.3; exit " + verdict + "' TERM; : >begun; while true; do sleep 0.1; done");
        Process process = start(Map.of(), SOURCED + "JAVA=$PWD/java FLAGS=() PLAIN=0 FOLDER=$PWD; measure soak 10");
        try {
            Await.until("it has begun", () -> Files.exists(checkout.resolve("begun")));
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(verdict);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Path target(String name) {
        return checkout.resolve("bridge/target").resolve(name);
    }

    private void jvm(String script) throws IOException {
        Path java = Files.writeString(checkout.resolve("java"), "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String bash(Map<String, String> more, String script) throws IOException, InterruptedException {
        Command done = Command.run(checkout, environment(more), List.of("bash", "-c", script));
        assertThat(done.code()).as(done.text()).isZero();
        return done.text();
    }

    private Process start(Map<String, String> more, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(checkout.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(more));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }
}
