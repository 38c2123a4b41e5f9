package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The programs of {@code scripts/bench.d}, compiled once for all tests; without a compiler the test is skipped, loudly. */
final class CompiledTools {
    static final Path SCRIPT = Path.of("..", "scripts", "bench.d", "build").toAbsolutePath();
    private static final Path FOLDER = Path.of("target", "bench.d").toAbsolutePath();
    private static final int NO_COMPILER = 3;

    /** What the build script answered. */
    record Built(int code, String output) {}

    private static Built built;

    private CompiledTools() {}

    static synchronized NativeTools compiledOrSkip() throws Exception {
        if (built == null) {
            built = build(FOLDER, Map.of());
        }
        if (built.code == NO_COMPILER) {
            Tools.missing("There is no C compiler (cc, gcc, clang): scripts/bench.d was NOT tested.");
        }
        assertThat(built.code).as(built.output).isZero();
        return new NativeTools(FOLDER);
    }

    static Built build(Path folder, Map<String, String> environment) throws Exception {
        Files.createDirectories(folder);
        Path output = Files.createTempFile(folder, "build", ".log");
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Built(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
