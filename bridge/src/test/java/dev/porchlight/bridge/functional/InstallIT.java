package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.porchlight.bridge.testing.Command;
import dev.porchlight.bridge.testing.Installation;
import dev.porchlight.bridge.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** scripts/install as on a Pi: a folder with the jars, no sources, no Maven; the files go below a DESTDIR. */
@Timeout(120)
class InstallIT {

    private static final Pattern LISTENING = Pattern.compile(" listening address=[0-9.]+:([0-9]+)");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");

    /** Every file, with its mode. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("opt/porchlight/porchlight.jar", "rw-r--r--"),
            Map.entry("opt/porchlight/device-sim.jar", "rw-r--r--"),
            Map.entry("opt/porchlight/start", "rwxr-xr-x"),
            Map.entry("opt/porchlight/train", "rwxr-xr-x"),
            Map.entry("opt/porchlight/lib-jvm", "rw-r--r--"),
            Map.entry("opt/porchlight/lib-processes", "rw-r--r--"),
            Map.entry("opt/porchlight/lib-demo", "rw-r--r--"),
            Map.entry("opt/porchlight/jvm-flags", "rw-r--r--"),
            Map.entry("etc/systemd/system/porchlight.service", "rw-r--r--"),
            Map.entry("etc/systemd/system/porchlight-cache.service", "rw-r--r--"),
            Map.entry("etc/udev/rules.d/60-porchlight.rules", "rw-r--r--"),
            Map.entry("etc/porchlight/.env", "rw-r-----"));

    @TempDir
    Path directory;

    private Installation pi;

    @BeforeEach
    void copy() throws IOException {
        pi = Installation.in(directory);
    }

    @Test
    void givenAnEmptySystemThenEveryFileIsThereWithItsModeAndPurgeLeavesNothing() throws Exception {
        assertThat(pi.install()).returns(0, Command::code);
        assertThat(tree()).isEqualTo(new TreeMap<>(PARTS));
        assertThat(mode(pi.at("etc/porchlight"))).isEqualTo("rwxr-x---");
        assertThat(mode(pi.at("opt/porchlight"))).isEqualTo("rwxr-xr-x");

        Files.createDirectories(pi.at("var/lib/porchlight"));
        Files.createDirectories(pi.at("var/cache/porchlight"));
        Files.writeString(pi.at("var/cache/porchlight/porchlight.aot"), "");
        assertThat(pi.install("--remove")).returns(0, Command::code);
        assertThat(tree()).containsOnlyKeys("etc/porchlight/.env");
        assertThat(pi.at("var/lib/porchlight")).isDirectory();

        assertThat(pi.install("--purge")).returns(0, Command::code);
        assertThat(pi.root()).isEmptyDirectory();
    }

    @Test
    void givenAnUpdateThenSettingsStayAndWhatIsTheSameIsNotTouched() throws Exception {
        Files.writeString(pi.folder().resolve("porchlight.properties"), "port = 8081\n");
        assertThat(pi.install()).returns(0, Command::code);
        Files.writeString(pi.at("etc/porchlight/.env"), "GUILD_ID=42\n");
        Files.writeString(pi.at("opt/porchlight/jvm-flags"), "-Xmx1m\n");
        var jar = Files.getLastModifiedTime(pi.at("opt/porchlight/porchlight.jar"));
        Files.writeString(pi.folder().resolve("porchlight.properties"), "port = 8082\n");

        assertThat(pi.install().text()).contains("/etc/porchlight/.env is there and stays as it is");
        assertThat(pi.at("etc/porchlight/.env")).hasContent("GUILD_ID=42");
        assertThat(pi.at("etc/porchlight/porchlight.properties")).hasContent("port = 8081");
        assertThat(pi.at("opt/porchlight/jvm-flags"))
                .hasSameTextualContentAs(pi.folder().resolve("jvm-flags"));
        // The AOT cache fits this very file.
        assertThat(Files.getLastModifiedTime(pi.at("opt/porchlight/porchlight.jar")))
                .isEqualTo(jar);
    }

    @Test
    void givenItsOwnEnvThenThatIsInstalled() throws Exception {
        Files.writeString(pi.folder().resolve(".env"), "GUILD_ID=7\n");
        assertThat(pi.install()).returns(0, Command::code);
        assertThat(pi.at("etc/porchlight/.env")).hasContent("GUILD_ID=7");
        assertThat(mode(pi.at("etc/porchlight/.env"))).isEqualTo("rw-r-----");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--dry-run --remove", "--purge --dry-run"})
    void givenADryRunThenItSaysWhatItWouldDoAndDoesNothing(String arguments) throws Exception {
        if (!arguments.equals("--dry-run")) {
            assertThat(pi.install()).returns(0, Command::code);
        }
        Map<String, String> before = tree();
        Command run = pi.install(arguments.split(" "));
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.text()).contains("would run: ", "opt/porchlight");
        assertThat(tree()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--remove"})
    void givenTheDebIsInstalledThenItRefusesInOneLine(String arguments) throws Exception {
        Path unit = pi.at("usr/lib/systemd/system/porchlight.service");
        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "");
        Command run = arguments.isEmpty() ? pi.install() : pi.install(arguments);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.text().lines()).singleElement().asString().contains(".deb", "apt-get remove porchlight");
        assertThat(tree()).containsOnlyKeys("usr/lib/systemd/system/porchlight.service");
    }

    @Test
    void givenAnInstalledLauncherThenItBecomesTheBridgeWhichAnswers() throws Exception {
        assertThat(pi.install()).returns(0, Command::code);
        ProcessBuilder builder =
                new ProcessBuilder(pi.at("opt/porchlight/start").toString());
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Installation.environment(Map.of("PORT", "0", "HOST", "127.0.0.1")));
        Process process = builder.start();
        try (BufferedReader out = process.inputReader();
                HttpClient http = HttpClient.newHttpClient()) {
            Matcher listening = LISTENING.matcher("");
            while (!listening.reset(out.readLine()).find()) {
                // The end of the output would be a failure as well.
            }
            URI healthz = URI.create("http://127.0.0.1:" + listening.group(1) + "/healthz");
            assertThat(http.send(HttpRequest.newBuilder(healthz).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            // The process that systemd started is the JVM itself.
            assertThat(process.info().command().orElseThrow()).endsWith("/bin/java");
            assertThat(process.children()).isEmpty();
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void givenNoJarThenTheLauncherSaysSoAndSystemdDoesNotTryAgain() throws Exception {
        assertThat(pi.install()).returns(0, Command::code);
        Files.delete(pi.at("opt/porchlight/porchlight.jar"));
        Command run = pi.program("start", Map.of());
        assertThat(run.code()).isEqualTo(78);
        assertThat(run.text().lines()).singleElement().asString().contains("porchlight.jar");
    }

    @Test
    void givenTheUnitsThenSystemdFindsNothingWrongWithThem() throws Exception {
        Tools.need("systemd-analyze");
        assertThat(pi.install()).returns(0, Command::code);
        // What the units refer to.
        Path units = Files.createDirectories(pi.at("usr/lib/systemd/system"));
        for (String target : List.of("sysinit", "basic", "shutdown", "network-online", "multi-user")) {
            Files.writeString(units.resolve(target + ".target"), "[Unit]\nDescription=" + target + "\n");
        }
        for (String slice : List.of("-", "system")) {
            Files.writeString(units.resolve(slice + ".slice"), "[Unit]\nDescription=slice\n");
        }
        Command verified =
                analyze("verify", "--root=" + pi.root(), "--man=no", "porchlight.service", "porchlight-cache.service");
        assertThat(verified.text()).isEmpty();
        assertThat(verified.code()).isZero();
    }

    /** What the program and the README count on, and no check of systemd's would miss. */
    @Test
    void givenTheUnitsThenTheyMeanWhatTheProgramCountsOn() throws Exception {
        assertThat(section("porchlight.service", "Unit"))
                .contains(
                        "After=network-online.target",
                        "Wants=network-online.target porchlight-cache.service",
                        "StartLimitIntervalSec=600",
                        "StartLimitBurst=10");
        assertThat(section("porchlight.service", "Service"))
                .contains(
                        "Type=notify",
                        "NotifyAccess=all",
                        "WatchdogSec=60s",
                        "User=porchlight",
                        "Group=porchlight",
                        "SupplementaryGroups=gpio",
                        "WorkingDirectory=/etc/porchlight",
                        "StateDirectory=porchlight",
                        "StateDirectoryMode=0700",
                        "CacheDirectory=porchlight",
                        "CacheDirectoryMode=0700",
                        "Environment=DATA_DIR=/var/lib/porchlight",
                        "EnvironmentFile=-/etc/default/porchlight",
                        "ExecStart=/opt/porchlight/start",
                        "ExecStopPost=-/opt/porchlight/train --distrust",
                        "Restart=always",
                        "RestartSec=5s",
                        "RestartPreventExitStatus=78",
                        "SuccessExitStatus=143",
                        "KillSignal=SIGTERM",
                        "TimeoutStopSec=15s",
                        "MemoryMax=256M",
                        "LimitNOFILE=20000",
                        "UMask=0077",
                        "DeviceAllow=char-gpiochip rw",
                        "ReadWritePaths=-/sys/devices/platform");
        assertThat(section("porchlight.service", "Install")).containsExactly("WantedBy=multi-user.target");
        assertThat(section("porchlight-cache.service", "Unit")).contains("After=porchlight.service");
        assertThat(section("porchlight-cache.service", "Service"))
                .contains(
                        "Type=oneshot",
                        "User=porchlight",
                        "Group=porchlight",
                        "CacheDirectory=porchlight",
                        "CacheDirectoryMode=0700",
                        "EnvironmentFile=-/etc/default/porchlight",
                        "ExecStart=-/opt/porchlight/train",
                        "TimeoutStartSec=15min",
                        "CPUSchedulingPolicy=idle",
                        "OOMScoreAdjust=1000",
                        "PrivateNetwork=yes");
    }

    /** Nothing has an owner for a moment that would keep the service out, should the installation be cut off there. */
    @Test
    void givenThisMachineThenSettingsWouldBeTheServicesFromTheFirstMoment() throws Exception {
        assumeFalse(Files.exists(Path.of("/usr/lib/systemd/system/porchlight.service")), "the .deb is installed here");
        assumeFalse(Files.exists(Path.of("/etc/porchlight")), "there is a Porchlight here");
        Command run = Command.run(
                directory, Installation.environment(Map.of()), List.of("bash", pi.folder() + "/install", "--dry-run"));
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("would run: install -d -m 0750 -o root -g porchlight -- /etc/porchlight\n")
                .containsPattern(
                        "would run: install -m 0640 -o root -g porchlight -- .* /etc/porchlight/[.]env[.]new\n")
                .contains("would run: mv -f -- /etc/porchlight/.env.new /etc/porchlight/.env\n");
    }

    /** Of 10, which is no sandbox at all; every exemption is explained in the unit. systemd 252 says 1.5 and 0.7. */
    @ParameterizedTest
    @CsvSource({"porchlight, 1.6", "porchlight-cache, 0.8"})
    void givenTheUnitsThenTheyExposeNoMoreThanTheyMust(String unit, double atMost) throws Exception {
        Tools.need("systemd-analyze");
        Command rated = analyze(
                "security",
                "--no-pager",
                "--offline=yes",
                "--threshold=" + Math.round(atMost * 10),
                pi.folder().resolve(unit + ".service").toString());
        Matcher exposure = EXPOSURE.matcher(rated.text());
        assertThat(exposure.find()).as(rated.text()).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).as(rated.text()).isLessThanOrEqualTo(atMost);
        assertThat(rated.code()).isZero();
    }

    /** The lines of a unit's section, without comments. */
    private List<String> section(String unit, String name) throws IOException {
        return Files.readAllLines(pi.folder().resolve(unit)).stream()
                .dropWhile(line -> !line.equals("[" + name + "]"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("["))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private Command analyze(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("systemd-analyze"));
        words.addAll(List.of(arguments));
        return Command.run(directory, Installation.environment(Map.of()), words);
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> modes = new TreeMap<>();
        Files.walkFileTree(pi.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                modes.put(pi.root().relativize(file).toString(), mode(file));
                return FileVisitResult.CONTINUE;
            }
        });
        return modes;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
