package dev.porchlight.bridge.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own, in an empty directory and with nothing in its environment but what is given. */
public final class Jar implements AutoCloseable {

    public static final Path FILE = Path.of("target", "porchlight.jar").toAbsolutePath();

    private static final Pattern LISTENING = Pattern.compile(" listening address=[0-9.]+:([0-9]+)");

    private final Process process;
    private final Path out;

    private Jar(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    public static Jar start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of("-Xmx32m"), directory, environment, arguments);
    }

    /** With flags for the JVM. */
    public static Jar start(List<String> flags, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(flags);
        command.add("-jar");
        command.add(FILE.toString());
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Jar(builder.start(), out);
    }

    /** The port it says it listens on. */
    public int port() throws Exception {
        Await.until("the jar listens", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the jar has ended: " + output());
            }
            return LISTENING.matcher(output()).find();
        });
        Matcher matcher = LISTENING.matcher(output());
        if (!matcher.find()) {
            throw new AssertionError(output());
        }
        return Integer.parseInt(matcher.group(1));
    }

    public String output() throws IOException {
        return Files.readString(out);
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** The exit code, waited for. */
    public int exitCode(Duration within) throws Exception {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + within + ": " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
