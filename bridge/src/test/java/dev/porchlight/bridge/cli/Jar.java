package dev.porchlight.bridge.cli;

import dev.porchlight.sim.junit.BridgeBuilder;
import dev.porchlight.sim.junit.RunningBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The packaged jar as a person starts it: a process with nothing in its environment, in a directory of the test's own. */
record Jar(Path directory) {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a process left behind. */
    record Ended(int code, String out, String err) {}

    /** Still running, and where its standard error goes. */
    record Begun(RunningBridge process, Path errors) {

        Ended end() throws IOException {
            try (process) {
                return new Ended(process.exitCode(PATIENCE), process.log(), Files.readString(errors));
            }
        }
    }

    BridgeBuilder builder() {
        return RunningBridge.builder()
                .jar("target/porchlight.jar")
                .withoutSettings()
                .directory(directory)
                .jvmFlags("-Xmx64m");
    }

    Begun begin(Map<String, String> environment, String... arguments) throws IOException {
        Path errors = Files.createTempFile(directory, "stderr", ".log");
        BridgeBuilder builder = builder().arguments(arguments).errorsTo(errors);
        environment.forEach(builder::setting);
        return new Begun(builder.launch(), errors);
    }

    Ended run(Map<String, String> environment, String... arguments) throws IOException {
        return begin(environment, arguments).end();
    }

    void properties(String... lines) throws IOException {
        Files.writeString(directory.resolve("porchlight.properties"), String.join("\n", lines) + "\n");
    }
}
