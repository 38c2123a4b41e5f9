package dev.porchlight.bridge.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that has ended.
 *
 * @param code its exit code
 * @param text its output and error output, together
 */
public record Command(int code, String text) {

    /** Runs it in that folder with that environment and no standard input, and waits for its end; the caller's timeout is the limit. */
    public static Command run(Path folder, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), text);
        } finally {
            process.destroyForcibly();
        }
    }
}
