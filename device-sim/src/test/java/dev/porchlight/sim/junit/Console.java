package dev.porchlight.sim.junit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JUnit as a stranger without a build tool runs it: one of its own jars, device-sim.jar and their classes. The build puts
 * the jars of several versions into target/junit.
 *
 * @param jar junit-platform-console-standalone
 */
public record Console(Path jar) {
    private static final Path FOLDER = Path.of("target", "junit").toAbsolutePath();
    private static final Path SIM_JAR = Path.of("target", "device-sim.jar").toAbsolutePath();

    /** What it did: its exit code, 0 when every test succeeded, and what it printed. */
    public record Ended(int code, String said) {}

    /** One for each version, oldest first. */
    public static List<Console> all() throws IOException {
        try (Stream<Path> jars = Files.list(FOLDER)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .map(Console::new)
                    .toList();
        }
    }

    /** 1.14.4 as 1014. */
    private static int number(Path jar) {
        String[] parts = version(jar).split("\\.", -1);
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    private static String version(Path jar) {
        return jar.getFileName().toString().replaceAll(".*-([0-9.]+)\\.jar", "$1");
    }

    public boolean before(int major, int minor) {
        return number(jar) < major * 1000 + minor;
    }

    /** Runs what is selected on a class path of device-sim.jar and what is given. */
    public Ended run(List<Path> classPath, String... selection) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        if (!before(1, 10)) {
            command.add("execute");
        }
        command.addAll(List.of("--fail-if-no-tests", "--disable-ansi-colors", "--class-path", join(classPath)));
        command.addAll(List.of(selection));
        return end(new ProcessBuilder(command));
    }

    /** {@code javac}, with this JUnit and device-sim.jar. */
    public void compile(Path to, List<Path> classPath, List<Path> sources) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-d",
                to.toString(),
                "-cp",
                jar + File.pathSeparator + join(classPath)));
        sources.forEach(source -> command.add(source.toString()));
        Ended ended = end(new ProcessBuilder(command));
        if (ended.code() != 0) {
            throw new AssertionError(ended.said());
        }
    }

    private static String join(List<Path> classPath) {
        return Stream.concat(Stream.of(SIM_JAR), classPath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs a command to its end, for two minutes at most. */
    public static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("console-", ".log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("still running: " + builder.command() + "\n" + Files.readString(out));
            }
            return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out);
        }
    }

    /** The jars of this JVM's class path with one of these words in their paths. */
    public static List<Path> jars(String... words) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") && Arrays.stream(words).anyMatch(entry::contains))
                .map(Path::of)
                .toList();
    }

    @Override
    public String toString() {
        return "JUnit platform " + version(jar);
    }
}
