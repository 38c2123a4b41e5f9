package dev.porchlight.bridge.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What scripts/deploy copies to a Pi, in one folder, and scripts/install run there with a DESTDIR. */
public final class Installation {

    private static final List<String> SCRIPTS = List.of(
            "install",
            "lib",
            "lib-jvm",
            "lib-processes",
            "lib-demo",
            "start",
            "train",
            "jvm-flags",
            "porchlight.service",
            "porchlight-cache.service",
            "60-porchlight.rules");

    private final Path folder;
    private final Path root;

    private Installation(Path folder, Path root) {
        this.folder = folder;
        this.root = root;
    }

    /** Copies what is needed below this folder, and installs nothing yet. */
    public static Installation in(Path directory) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("copied here"));
        for (String script : SCRIPTS) {
            Files.copy(Path.of("..", "scripts", script), folder.resolve(script));
        }
        Files.copy(Path.of("..", ".env.example"), folder.resolve(".env.example"));
        Files.copy(Path.of("target", "porchlight.jar"), folder.resolve("porchlight.jar"));
        Files.copy(Path.of("..", "device-sim", "target", "device-sim.jar"), folder.resolve("device-sim.jar"));
        return new Installation(folder, Files.createDirectory(directory.resolve("root")));
    }

    /** Where install and what it needs lie. */
    public Path folder() {
        return folder;
    }

    /** The DESTDIR. */
    public Path root() {
        return root;
    }

    /** Below the DESTDIR. */
    public Path at(String path) {
        return root.resolve(path);
    }

    /** Runs scripts/install. */
    public Command install(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", folder + "/install"));
        words.addAll(List.of(arguments));
        return Command.run(root, environment(Map.of("DESTDIR", root.toString())), words);
    }

    /** Runs a program of /opt/porchlight, and waits for its end. */
    public Command program(String name, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(at("opt/porchlight/" + name).toString()));
        words.addAll(List.of(arguments));
        return Command.run(root, environment(more), words);
    }

    /** Next to nothing, and the JDK that runs this test, which need not be in one of the usual folders. */
    public static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(
                Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "JAVA_HOME", System.getProperty("java.home")));
        environment.putAll(more);
        return environment;
    }
}
