package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.Command;
import dev.porchlight.bridge.testing.Installation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher and the recipe of the AOT cache, as installed: what a cache fits, what becomes of one that does not, and that none of it
 * is ever a reason not to start. The JVM is the real one, behind a script that notes how it is called.
 */
@Timeout(180)
class AotCacheIT {

    private static final String VERSION = "porchlight ";

    @TempDir
    private static Path directory;

    private static Installation pi;
    private static Path jvm;
    private static Path cache;

    /** What another training said while one was at it, and what that one left when it was killed. */
    private static Command second;

    private static List<String> killed;

    @TempDir
    Path own;

    @BeforeAll
    static void installAndTrain() throws Exception {
        pi = Installation.in(directory);
        assertThat(pi.install()).returns(0, Command::code);
        jvm = Files.createDirectories(directory.resolve("jvm"));
        Path real = Path.of(System.getProperty("java.home"));
        Files.createDirectory(jvm.resolve("bin"));
        Files.createSymbolicLink(jvm.resolve("lib"), real.resolve("lib"));
        Files.writeString(jvm.resolve("release"), "JAVA_VERSION=\"" + Runtime.version() + "\"\n");
        script(jvm.resolve("bin/java"), """
                echo "$*" >>"%s"
                exec "%s" "$@"
                """.formatted(directory.resolve("calls"), real.resolve("bin/java")));
        cache = pi.at("var/cache/porchlight/porchlight.aot");

        trainTwoAtOnceAndKillTheFirst();
        Command trained = run("train", Map.of());
        assertThat(trained.code()).as(trained.text()).isZero();
        assertThat(cache).isNotEmptyFile();
    }

    /** Before the one training whose cache the tests share, since each takes its time. */
    private static void trainTwoAtOnceAndKillTheFirst() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(pi.at("opt/porchlight/train").toString());
        builder.environment().clear();
        builder.environment().putAll(environment(Map.of()));
        Process first = builder.redirectErrorStream(true).start();
        try {
            Await.until("it trains", () -> calls().stream().anyMatch(call -> call.contains("-XX:AOTCacheOutput")));
            second = run("train", Map.of());
            startsQuietlyWithoutTheCache(Map.of());
        } finally {
            List<ProcessHandle> children = first.descendants().toList();
            first.destroyForcibly().waitFor();
            // Those end with it where the kernel sees to it; a training of another may begin when they have.
            children.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle child : children) {
                child.onExit().join();
            }
        }
        startsQuietlyWithoutTheCache(Map.of());
        killed = names(cache.getParent());
    }

    @BeforeEach
    void forgetCalls() throws IOException {
        Files.deleteIfExists(directory.resolve("calls"));
    }

    @Test
    void givenACacheThatFitsThenTheJvmTakesItsClassesFromThereAndItIsNotMadeAgain() throws Exception {
        Path loaded = own.resolve("loaded");
        Command started = run("start", Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded), "--version");
        assertThat(started.code()).isZero();
        assertThat(calls()).singleElement().asString().contains("-XX:AOTCache=" + cache);
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line ->
                        line.contains(" dev.porchlight.bridge.cli.Main ") && line.contains("shared objects file"));

        FileTime made = Files.getLastModifiedTime(cache);
        assertThat(run("train", Map.of())).isEqualTo(new Command(0, ""));
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);
    }

    @Test
    void givenTheTrainingThenItLeftNothingButTheCache() throws Exception {
        assertThat(names(cache.getParent()))
                .containsExactlyInAnyOrder(
                        "porchlight.aot", "porchlight.aot.key", "porchlight.aot.lock", "porchlight.flags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt/porchlight/porchlight.jar", "../jvm/release", "opt/porchlight/jvm-flags"})
    void givenAnotherJarJvmOrFlagThenItStartsWithoutTheCache(String changed) throws Exception {
        Path file = pi.at(changed);
        Path kept = Files.copy(file, own.resolve("kept"), StandardCopyOption.COPY_ATTRIBUTES);
        if (changed.endsWith("flags")) {
            Files.writeString(file, Files.readString(file) + "-Xmx40m\n");
        } else {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        }
        try {
            startsQuietlyWithoutTheCache(Map.of());
        } finally {
            Files.copy(kept, file, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
        startsWithTheCache();
    }

    @ParameterizedTest
    @CsvSource({"PORCHLIGHT_AOT, off", "PORCHLIGHT_JVM_FLAGS, -Xmx40m", "PORCHLIGHT_JVM_FLAGS, -Xshare:auto"})
    void givenAPersonsOwnWordThenItStartsWithoutTheCache(String variable, String value) throws Exception {
        startsQuietlyWithoutTheCache(Map.of(variable, value));
        assertThat(calls()).last().asString().contains(variable.endsWith("FLAGS") ? value + " -jar" : "-Xmx64m");
        startsWithTheCache();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut off", "written to", "empty", "gone"})
    void givenADamagedCacheThenItStartsWithoutIt(String damage) throws Exception {
        Path kept = Files.copy(cache, own.resolve("kept"), StandardCopyOption.COPY_ATTRIBUTES);
        damage(cache, damage);
        try {
            startsQuietlyWithoutTheCache(Map.of());
        } finally {
            Files.copy(kept, cache, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
        startsWithTheCache();
    }

    /** The launcher does not see the damage: then the JVM does. */
    @ParameterizedTest
    @ValueSource(strings = {"cut off", "no cache at all", "empty"})
    void givenACacheThatOnlyTheJvmRefusesThenItStartsAndSaysNothing(String damage) throws Exception {
        Path kept = Files.copy(cache, own.resolve("kept"), StandardCopyOption.COPY_ATTRIBUTES);
        Path key = cache.resolveSibling("porchlight.aot.key");
        Path keptKey = Files.copy(key, own.resolve("key"));
        damage(cache, damage);
        sign(pi.at("opt/porchlight"), environment(Map.of()));
        try {
            Command started = run("start", Map.of(), "--version");
            assertThat(started.text()).startsWith(VERSION).hasLineCount(1);
            assertThat(started.code()).isZero();
            assertThat(calls()).last().asString().contains("-XX:AOTCache=");
        } finally {
            Files.copy(kept, cache, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(keptKey, key, StandardCopyOption.REPLACE_EXISTING);
        }
        startsWithTheCache();
    }

    @Test
    void givenFlagsThisJvmDoesNotKnowThenTheyAreLeftOutInOneLineAndItIsAskedOnlyOnce() throws Exception {
        Path flags = pi.at("opt/porchlight/jvm-flags");
        String kept = Files.readString(flags);
        Path release = jvm.resolve("release");
        FileTime before = Files.getLastModifiedTime(release);
        Map<String, String> environment = Map.of("CACHE_DIRECTORY", own.toString());
        Files.writeString(flags, "# both unknown\n-XX:+UseTheForce\n" + kept + "--allow-everything # no such\n-Xmn2m");
        try {
            Command first = run("start", environment, "--version");
            assertThat(first.code()).as(first.text()).isZero();
            assertThat(first.text().lines().toList())
                    .satisfiesExactly(
                            line -> assertThat(line).endsWith("does not take it: -XX:+UseTheForce --allow-everything"),
                            line -> assertThat(line).startsWith(VERSION));
            assertThat(calls()).last().asString().contains("-Xmx64m", "-Xmn2m").doesNotContain("Force");

            forgetCalls();
            assertThat(run("start", environment, "--version")).isEqualTo(first);
            assertThat(calls()).as("asked once").hasSize(1);

            Files.setLastModifiedTime(release, FileTime.fromMillis(2));
            run("start", environment, "--version");
            assertThat(calls()).as("another JVM is asked again").hasSizeGreaterThan(2);
        } finally {
            Files.writeString(flags, kept);
            Files.setLastModifiedTime(release, before);
        }
    }

    /** A JVM that was killed, for memory say, has said nothing about its flags. */
    @Test
    void givenAProbeThatIsKilledThenNoFlagIsLeftOut() throws Exception {
        Path other = Files.createDirectories(own.resolve("jvm"));
        Files.createDirectory(other.resolve("bin"));
        Files.copy(jvm.resolve("release"), other.resolve("release"));
        script(other.resolve("bin/java"), """
                [[ $* != *" -version" ]] || kill -KILL $$
                exec "%s" "$@"
                """.formatted(jvm.resolve("bin/java")));
        Command started =
                run("start", Map.of("JAVA_HOME", other.toString(), "CACHE_DIRECTORY", own.toString()), "--version");
        assertThat(started.text()).startsWith(VERSION).hasLineCount(1);
        assertThat(calls()).singleElement().asString().contains("-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access");
    }

    @Test
    void givenAFolderThatCannotBeWrittenToThenItStartsAndTheRecipeSaysWhy() throws Exception {
        Path file = Files.writeString(own.resolve("no folder"), "");
        Map<String, String> environment = Map.of("CACHE_DIRECTORY", file.toString());
        Command trained = run("train", environment);
        assertThat(trained.code()).isEqualTo(1);
        assertThat(trained.text().lines()).singleElement().asString().contains("cannot be written to");
        startsQuietlyWithoutTheCache(environment);
    }

    @Test
    void givenADiskThatIsFullThenNoHalfCacheStaysAndItStarts() throws Exception {
        String train = pi.at("opt/porchlight/train").toString();
        Map<String, String> environment = environment(Map.of("CACHE_DIRECTORY", own.toString()));
        // 4 MB a file: the cache has more.
        Command trained = Command.run(own, environment, List.of("bash", "-c", "ulimit -f 4096; \"$0\"", train));
        assertThat(trained.code()).isEqualTo(1);
        assertThat(trained.text().lines()).singleElement().asString().contains("starts without it");
        assertThat(names(own))
                .containsExactlyInAnyOrder("porchlight.aot.lock", "porchlight.aot.tried", "porchlight.flags");
        startsQuietlyWithoutTheCache(Map.of("CACHE_DIRECTORY", own.toString()));
    }

    @Test
    void givenATrainingThatFailsThenAfterThreeTimesItIsLeftAlone() throws Exception {
        Path sim = pi.at("opt/porchlight/device-sim.jar");
        Path kept = Files.move(sim, own.resolve("kept"));
        Files.writeString(sim, "no jar");
        Map<String, String> environment = Map.of("CACHE_DIRECTORY", own.toString());
        try {
            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThat(run("train", environment).text()).contains("starts without it");
            }
            forgetCalls();
            assertThat(run("train", environment).text()).contains("failed 3 times", "porchlight.aot.tried");
            assertThat(calls()).isEmpty();
            startsQuietlyWithoutTheCache(environment);
        } finally {
            Files.move(kept, sim, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void givenOneAtItThenAnotherLeavesItAloneAndOneThatWasKilledIsMadeUpFor() throws Exception {
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.text().lines()).singleElement().asString().contains("another process");
        assertThat(killed).contains("porchlight.aot.tried").anyMatch(name -> name.startsWith("porchlight.aot.work."));
        assertThat(names(cache.getParent())).noneMatch(name -> name.contains(".tried") || name.contains(".work"));
    }

    /** It is another user's when root asks for what only the service writes; nobody else has to follow a link in there. */
    @Test
    void givenAnotherUsersFolderThenNothingIsWrittenThere() throws Exception {
        Path folder = own;
        if (Files.getAttribute(own, "unix:uid").equals(0)) {
            Files.setAttribute(own, "unix:uid", 65_534);
        } else {
            folder = Path.of("/tmp"); // root's, and everybody may write
        }
        Map<String, String> environment = Map.of("CACHE_DIRECTORY", folder.toString());
        startsQuietlyWithoutTheCache(environment);
        Command trained = run("train", environment);
        assertThat(trained.code()).isEqualTo(1);
        assertThat(trained.text().lines()).singleElement().asString().contains("is another user's");
        assertThat(names(folder)).noneMatch(name -> name.startsWith("porchlight."));
    }

    /** systemd's words for how a service ended. */
    @ParameterizedTest
    @CsvSource({
        "signal, SEGV, false",
        "signal, BUS, false",
        "core-dump, ABRT, false",
        "signal, KILL, true",
        "watchdog, ABRT, true",
        "exit-code, 70, true",
        "success, TERM, true"
    })
    void givenAServiceThatACrashHasEndedThenItsCacheIsNotTrusted(String result, String status, boolean stays)
            throws Exception {
        Files.writeString(own.resolve("porchlight.aot"), "");
        Command ended = run(
                "train",
                Map.of("CACHE_DIRECTORY", own.toString(), "SERVICE_RESULT", result, "EXIT_STATUS", status),
                "--distrust");
        assertThat(ended.code()).isZero();
        assertThat(Files.exists(own.resolve("porchlight.aot"))).isEqualTo(stays);
    }

    /**
     * scripts/run of a checkout keeps its cache beside the jar. When its bytes have gone bad and nobody can see it, the JVM crashes, and
     * the bridge is started again without.
     */
    @Test
    void givenACheckoutThenItsFirstRunMakesTheCacheAndACrashTakesItAway() throws Exception {
        Path run = checkout();
        Path made = own.resolve("bridge/target/porchlight.aot");
        // A real JDK has javac, too, which a checkout needs.
        Map<String, String> environment = new HashMap<>(
                environment(Map.of("JAVA_HOME", System.getProperty("java.home"), "PORT", "0", "HOST", "127.0.0.1")));
        Command demo = Command.run(own, environment, List.of("bash", run.toString(), "--rounds", "1", "--speed", "8"));
        assertThat(demo.code()).as(demo.text()).isZero();
        assertThat(demo.text()).contains("preparing a faster start", "alice joins lounge");
        assertThat(made).isNotEmptyFile();

        damage(made, "written to");
        sign(own.resolve("scripts"), environment);
        // Nothing listens on port 1, so that no test ever reaches the real Discord.
        environment.put("DISCORD_TOKEN", "abc.def");
        environment.put("DISCORD_API_URL", "http://127.0.0.1:1/api/v10/");
        environment.put("DISCORD_GATEWAY_URL", "ws://127.0.0.1:1");
        ProcessBuilder builder = new ProcessBuilder("bash", run.toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process bridge =
                builder.directory(own.toFile()).redirectErrorStream(true).start();
        try (BufferedReader out = bridge.inputReader()) {
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); line != null && !line.contains(" listening "); line = out.readLine()) {
                lines.add(line);
            }
            assertThat(lines).anyMatch(line -> line.endsWith("it starts without one"));
            assertThat(made).doesNotExist();
            bridge.toHandle().destroy();
            assertThat(bridge.waitFor()).isZero();
        } finally {
            bridge.descendants().forEach(ProcessHandle::destroyForcibly);
            bridge.destroyForcibly();
        }
    }

    /** Scripts and jars as in a checkout that is built, and scripts/run of it. */
    private Path checkout() throws IOException {
        Path scripts = Files.createDirectory(own.resolve("scripts"));
        try (Stream<Path> files = Files.list(pi.folder())) {
            for (Path file : files.toList()) {
                if (!file.toString().endsWith(".jar")) {
                    Files.copy(file, scripts.resolve(file.getFileName()));
                }
            }
        }
        for (String module : List.of("bridge/target/porchlight.jar", "device-sim/target/device-sim.jar")) {
            Path jar = own.resolve(module);
            Files.createDirectories(jar.getParent());
            Files.copy(pi.folder().resolve(jar.getFileName()), jar);
        }
        return Files.copy(Path.of("..", "scripts", "run"), scripts.resolve("run"));
    }

    private static void startsQuietlyWithoutTheCache(Map<String, String> more) throws Exception {
        Command started = run("start", more, "--version");
        assertThat(started.text()).startsWith(VERSION).hasLineCount(1);
        assertThat(started.code()).isZero();
        assertThat(calls()).last().asString().doesNotContain("-XX:AOTCache=").endsWith("--version");
    }

    private static void startsWithTheCache() throws Exception {
        assertThat(run("start", Map.of(), "--version").code()).isZero();
        assertThat(calls()).last().asString().contains("-XX:AOTCache=" + cache);
    }

    private static void damage(Path cache, String how) throws IOException {
        switch (how) {
            case "gone" -> Files.delete(cache);
            case "empty" -> Files.write(cache, new byte[0]);
            case "no cache at all" -> Files.writeString(cache, "no cache ".repeat(1_000_000));
            default -> {
                try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
                    if (how.equals("cut off")) {
                        file.setLength(file.length() / 2);
                    } else {
                        file.seek(file.length() / 2);
                        file.write(new byte[1 << 20]);
                    }
                }
            }
        }
    }

    /** Writes the key that fits the cache as it is now. */
    private static void sign(Path scripts, Map<String, String> environment) throws Exception {
        String script = "source \"$0/lib-jvm\"; look_for_jvm java; choose_flags; cache_key >\"$CACHE.key\"";
        Command signed = Command.run(directory, environment, List.of("bash", "-c", script, scripts.toString()));
        assertThat(signed).isEqualTo(new Command(0, ""));
    }

    private static Command run(String name, Map<String, String> more, String... arguments) throws Exception {
        return pi.program(name, environment(more), arguments);
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_HOME", jvm.toString()));
        environment.putAll(more);
        return Installation.environment(environment);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** How the JVM has been called, one line each. */
    private static List<String> calls() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? new ArrayList<>(Files.readAllLines(calls)) : List.of();
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
