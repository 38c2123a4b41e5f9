package dev.porchlight.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.discord.NodeModules;
import dev.porchlight.sim.junit.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What device-sim/examples shows to strangers, run with device-sim.jar and nothing else of this repository. */
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();
    private static final Path JAR = Path.of("target", "device-sim.jar").toAbsolutePath();
    private static final String JAVA_FIRST =
            Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");

    @TempDir
    private Path folder;

    static List<Console> versions() throws IOException {
        return Console.all();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theJdaBotIsTestedWithoutADiscord(Console junit) throws Exception {
        // All that JDA needs at run time, and none of it in device-sim.jar.
        List<Path> jda = Console.jars(
                "JDA",
                "jackson",
                "okhttp",
                "okio",
                "kotlin",
                "nv-websocket",
                "trove",
                "commons-collections",
                "slf4j",
                "annotations");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve("jda-bot/src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSize(2);
        junit.compile(folder, jda, sources);
        List<Path> classPath = new ArrayList<>(jda);
        classPath.add(folder);
        Console.Ended ended = junit.run(classPath, "--scan-class-path=" + folder);
        assertThat(ended.said()).contains("1 tests successful", "0 tests failed");
    }

    @Test
    void theDiscordJsBotIsTestedWithoutADiscord() throws Exception {
        Path modules = NodeModules.with("discord.js").getParent();
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("discordjs-bot"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.createSymbolicLink(folder.resolve("node_modules"), modules);
        ProcessBuilder npmTest = new ProcessBuilder("node", "--test").directory(folder.toFile());
        npmTest.environment().put("DEVICE_SIM_JAR", JAR.toString());
        npmTest.environment().put("PATH", JAVA_FIRST);
        Console.Ended ended = Console.end(npmTest);
        assertThat(ended.said()).contains("welcomes who joins", "pass 1", "fail 0");
        assertThat(ended.code()).isZero();
    }

    @Test
    void theFirmwareIsCheckedWithoutABoard() throws Exception {
        Tools.need("g++");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder check =
                new ProcessBuilder("sh", EXAMPLES.resolve("firmware/check.sh").toString(), "--quick");
        Map<String, String> environment = check.environment();
        environment.put("DEVICE_SIM_JAR", JAR.toString());
        environment.put("PORT", Integer.toString(port));
        environment.put("PATH", JAVA_FIRST);
        Console.Ended ended = Console.end(check);
        assertThat(ended.said()).contains("LED on", "PASSED", " 0 deviations");
        assertThat(ended.code()).isZero();
    }

    @Test
    void theVersionsInThemAreOurs() throws Exception {
        String parent = Files.readString(Path.of("..", "pom.xml"));
        String pom = Files.readString(EXAMPLES.resolve("jda-bot/pom.xml"));
        for (String property : List.of("jda.version", "junit.version", "surefire.version")) {
            String version = parent.replaceAll("(?s).*<" + property + ">(.*?)</.*", "$1");
            assertThat(pom).contains("<version>" + version + "</version>");
        }
        String scripts = Files.readString(Path.of("..", "scripts", "test"));
        String version = scripts.replaceAll("(?s).*DISCORDJS_VERSION=(\\S+).*", "$1");
        assertThat(Files.readString(EXAMPLES.resolve("discordjs-bot/package.json")))
                .contains("\"discord.js\": \"" + version + "\"");
    }
}
