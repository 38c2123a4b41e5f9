package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Child shell(String script) throws Exception {
        return Child.start(folder, "child", Map.of("GREETING", "hello"), List.of("/bin/sh", "-c", script));
    }

    @Test
    void itEndsWithItsHandle() throws Exception {
        Child child = shell("echo \"$GREETING world\"; exec sleep 60");
        assertThat(child.awaitLine("world", SOON)).isEqualTo("hello world");
        child.close();
        assertThat(ProcessHandle.of(child.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void oneThatEndsTooEarlyIsQuoted() throws Exception {
        try (Child child = shell("echo port is taken")) {
            assertThatThrownBy(() -> child.awaitLine("listening", SOON)).hasMessageContaining("port is taken");
        }
    }
}
