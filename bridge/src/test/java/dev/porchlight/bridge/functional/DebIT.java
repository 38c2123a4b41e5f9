package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porchlight.bridge.testing.Command;
import dev.porchlight.bridge.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The .deb, installed by dpkg into a folder instead of this machine: needs no root and changes nothing outside. What only a running
 * systemd does (starting, restarting) is not seen here.
 */
@Timeout(120)
class DebIT {

    private static final Pattern LISTENING = Pattern.compile(" listening address=[0-9.]+:([0-9]+)");
    private static final String SETTINGS = "etc/porchlight/.env";

    @TempDir
    Path root;

    @TempDir
    Path work;

    private static Path deb;

    @BeforeAll
    static void find() throws IOException {
        Tools.need("dpkg");
        try (Stream<Path> built = Files.list(Path.of("target").toAbsolutePath())) {
            deb = built.filter(file -> file.getFileName().toString().matches("porchlight_.+_all[.]deb"))
                    .max(Comparator.comparing(DebIT::time)) // of another version there may be one from before
                    .orElseThrow();
        }
    }

    @BeforeEach
    void emptySystem() throws IOException {
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createDirectories(root.resolve("etc"));
        for (String file : List.of("var/lib/dpkg/status", "etc/passwd", "etc/group")) {
            Files.createFile(root.resolve(file));
        }
    }

    @Test
    void givenAnEmptySystemWhenInstalledThenFilesModesUserGroupsAndUnitAreThere() throws Exception {
        assertThat(dpkg("-i", deb.toString())).contains("settings are in /etc/porchlight/.env");

        assertThat(modes("opt/porchlight"))
                .containsOnly(
                        Map.entry("porchlight.jar", "rw-r--r--"),
                        Map.entry("device-sim.jar", "rw-r--r--"),
                        Map.entry("jvm-flags", "rw-r--r--"),
                        Map.entry("lib-jvm", "rw-r--r--"),
                        Map.entry("lib-processes", "rw-r--r--"),
                        Map.entry("lib-demo", "rw-r--r--"),
                        Map.entry(".env.example", "rw-r--r--"),
                        Map.entry("start", "rwxr-xr-x"),
                        Map.entry("train", "rwxr-xr-x"));
        assertThat(mode("etc/porchlight")).isEqualTo("rwxr-x---");
        assertThat(modes("etc/porchlight")).containsOnly(Map.entry(".env", "rw-r-----"));
        assertThat(root.resolve(SETTINGS)).hasSameTextualContentAs(Path.of("../.env.example"));
        for (String unit : List.of("porchlight.service", "porchlight-cache.service")) {
            assertThat(root.resolve("usr/lib/systemd/system").resolve(unit))
                    .hasSameTextualContentAs(Path.of("../scripts").resolve(unit));
        }
        assertThat(root.resolve("usr/lib/udev/rules.d/60-porchlight.rules"))
                .hasSameTextualContentAs(Path.of("../scripts/60-porchlight.rules"));
        assertThat(root.resolve("etc/systemd/system/multi-user.target.wants/porchlight.service"))
                .isSymbolicLink();
        assertThat(Files.readString(root.resolve("etc/passwd")))
                .containsPattern("^porchlight:[^:]*:\\d+:\\d+::/nonexistent:/usr/sbin/nologin\n$");
        assertThat(Files.readString(root.resolve("etc/group"))).contains("gpio:", "porchlight:");
        if (Files.getAttribute(root, "unix:uid").equals(0)) {
            String group = Files.readString(root.resolve("etc/group"));
            assertThat(group).contains(":" + Files.getAttribute(root.resolve(SETTINGS), "unix:gid") + ":");
            assertThat(Files.getAttribute(root.resolve(SETTINGS), "unix:uid")).isEqualTo(0);
        }
    }

    @Test
    void theInstalledProgramStartsByItsLauncher() throws Exception {
        dpkg("-i", deb.toString());
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("opt/porchlight/start").toString())
                .directory(root.resolve("etc/porchlight").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "JAVA_HOME", System.getProperty("java.home"),
                        "DATA_DIR", work.toString(),
                        "HOST", "127.0.0.1",
                        "PORT", "0"));
        Process process = builder.start();
        try (BufferedReader out = process.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            URI healthz = URI.create("http://127.0.0.1:" + listening(out) + "/healthz");
            assertThat(client.send(HttpRequest.newBuilder(healthz).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void givenEditedSettingsWhenUpgradedThenTheyStayAndAnotherJarsCacheGoes() throws Exception {
        dpkg("-i", older().toString());
        Files.writeString(root.resolve(SETTINGS), "GUILD_ID=1\n", StandardOpenOption.APPEND);
        String edited = Files.readString(root.resolve(SETTINGS));
        assertThat(edited).startsWith("# of an older version\n");
        Path cache =
                Files.createDirectories(root.resolve("var/cache/porchlight")).resolve("porchlight.aot");
        Files.createFile(cache);

        assertThat(dpkg("-i", deb.toString())).contains("over (0.0.1)").doesNotContain("settings are in");

        assertThat(root.resolve(SETTINGS)).hasContent(edited);
        assertThat(mode(SETTINGS)).isEqualTo("rw-r-----");
        assertThat(modes("etc/porchlight")).containsOnlyKeys(".env");
        assertThat(cache).doesNotExist();

        Files.delete(root.resolve(SETTINGS));
        dpkg("-i", deb.toString());
        assertThat(root.resolve(SETTINGS)).doesNotExist();
    }

    @Test
    void removedItKeepsSettingsAndDataAndPurgedItLeavesNothing() throws Exception {
        dpkg("-i", deb.toString());
        Files.writeString(root.resolve("etc/porchlight/porchlight.properties"), "port = 8081\n");
        Files.createDirectories(root.resolve("var/lib/porchlight"));
        Files.writeString(root.resolve("var/lib/porchlight/tokens.json"), "{}");
        Files.createDirectories(root.resolve("var/cache/porchlight"));
        Files.writeString(
                Files.createDirectories(root.resolve("etc/default")).resolve("porchlight"), "PORCHLIGHT_AOT=off\n");

        dpkg("-r", "porchlight");
        assertThat(ours())
                .containsExactlyInAnyOrder(
                        "etc/default/porchlight",
                        "etc/porchlight",
                        "etc/porchlight/.env",
                        "etc/porchlight/porchlight.properties",
                        "var/lib/porchlight",
                        "var/lib/porchlight/tokens.json",
                        // The memory of whether the service was enabled, as of every Debian package.
                        "etc/systemd/system/multi-user.target.wants/porchlight.service",
                        "var/lib/systemd/deb-systemd-helper-enabled/multi-user.target.wants/porchlight.service",
                        "var/lib/systemd/deb-systemd-helper-enabled/porchlight.service.dsh-also");

        dpkg("-P", "porchlight");
        assertThat(ours()).isEmpty();
        assertThat(Files.readString(root.resolve("etc/passwd"))).isEmpty();
        assertThat(Files.readString(root.resolve("etc/group"))).doesNotContain("porchlight");
    }

    /** As after an installation that was killed before it had given the folder to the service. */
    @Test
    void givenAFolderThatTheServiceCannotReadThenTheNextRunMendsIt() throws Exception {
        dpkg("-i", deb.toString());
        assumeTrue(Files.getAttribute(root, "unix:uid").equals(0), "only root can give a folder away");
        Path settings = root.resolve("etc/porchlight");
        Object service = Files.getAttribute(settings, "unix:gid");
        Files.setAttribute(settings, "unix:gid", 0);

        dpkg("-i", deb.toString());

        assertThat(Files.getAttribute(settings, "unix:gid")).isEqualTo(service).isNotEqualTo(0);
    }

    @Test
    void givenAUserWithoutItsGroupThenItSaysSoAndNothingGoesToRootsGroup() throws Exception {
        Files.writeString(root.resolve("etc/passwd"), "porchlight:x:990:990::/nonexistent:/usr/sbin/nologin\n");

        Command refused = tryDpkg("-i", deb.toString());

        assertThat(refused.code()).as(refused.text()).isNotZero();
        assertThat(refused.text()).contains("sudo groupadd --system porchlight");
        assertThat(root.resolve(SETTINGS)).doesNotExist();

        Files.writeString(root.resolve("etc/group"), "porchlight:x:990:\n", StandardOpenOption.APPEND);
        dpkg("--configure", "porchlight");
        assertThat(root.resolve(SETTINGS)).exists();
        assertThat(modes("etc/porchlight")).containsOnlyKeys(".env");
    }

    @Test
    void whatScriptsInstallPutThereIsNotOverwritten() throws Exception {
        Path jar = Files.createDirectories(root.resolve("opt/porchlight")).resolve("porchlight.jar");
        Files.writeString(jar, "not the package's");

        Command refused = tryDpkg("-i", deb.toString());

        assertThat(refused.code()).isNotZero();
        assertThat(refused.text()).contains("sudo scripts/install --remove");
        assertThat(jar).hasContent("not the package's");
        assertThat(ours()).containsExactlyInAnyOrder("opt/porchlight", "opt/porchlight/porchlight.jar");
    }

    @Test
    void everyFileHasTheTimeThatThePomGivesSoThatTheSameSourcesGiveTheSameBytes() throws Exception {
        Command listed = Command.run(work, environment(), List.of("dpkg-deb", "-c", deb.toString()));
        assertThat(listed.text().lines()).allMatch(line -> line.contains(" 2026-11-20 00:00 "), "has that time");
        assertThat(listed.text().lines()).allMatch(line -> line.contains(" root/root "), "is root's");
        Command.run(work, environment(), List.of("dpkg-deb", "-e", deb.toString(), work + "/control"));
        try (Stream<Path> files = Files.list(work.resolve("control"))) {
            assertThat(files.map(DebIT::time)).containsOnly("2026-11-20T00:00:00Z");
        }
    }

    /** The same package as of an older version, with other settings to begin with. */
    private Path older() throws Exception {
        String content = work + "/older";
        Command.run(work, environment(), List.of("dpkg-deb", "-R", deb.toString(), content));
        Path control = Path.of(content, "DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*$", "Version: 0.0.1"));
        Files.writeString(Path.of(content, "opt/porchlight/.env.example"), "# of an older version\n");
        Path older = work.resolve("older.deb");
        Command built = Command.run(
                work,
                environment(),
                List.of("dpkg-deb", "--root-owner-group", "-Znone", "-b", content, older.toString()));
        assertThat(built.code()).as(built.text()).isZero();
        return older;
    }

    private String dpkg(String... arguments) throws Exception {
        Command done = tryDpkg(arguments);
        assertThat(done.code()).as(done.text()).isZero();
        return done.text();
    }

    private Command tryDpkg(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "dpkg",
                "--root=" + root,
                "--log=" + work.resolve("dpkg.log"),
                "--force-not-root",
                "--force-script-chrootless",
                "--force-depends"));
        words.addAll(List.of(arguments));
        return Command.run(work, environment(), words);
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", work.toString(), "LC_ALL", "C.UTF-8", "TZ", "UTC");
    }

    /** Everything that has to do with Porchlight, but for what dpkg keeps about packages that are gone. */
    private Set<String> ours() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.contains("porchlight") && !file.startsWith("var/lib/dpkg/"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Map<String, String> modes(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(),
                    file -> mode(root.relativize(file).toString())));
        }
    }

    private String mode(String file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int listening(BufferedReader out) throws IOException {
        while (true) {
            String line = out.readLine();
            Matcher port = LISTENING.matcher(line); // the end of the output would be a failure as well
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
    }
}
