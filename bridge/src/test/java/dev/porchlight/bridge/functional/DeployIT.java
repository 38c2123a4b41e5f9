package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Command;
import dev.porchlight.bridge.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * scripts/deploy through a real ssh and a real sshd, which ssh itself starts: no port, no account, no key of this machine is used. The "Pi"
 * is this machine with another home, and what is installed goes below a folder (DESTDIR).
 */
@Timeout(120)
class DeployIT {

    private static final String JAR = "bridge/target/porchlight.jar";
    private static final int FILES = 15;

    @TempDir
    Path directory;

    private Path checkout;
    private Path pi;
    private Path stage;
    private Path fakes;

    @BeforeEach
    void aPiAndACheckoutWithJars() throws Exception {
        Tools.need("ssh");
        Tools.need("sshd");
        Tools.need("tar");
        checkout = Files.createDirectory(directory.resolve("check out"));
        copy(Path.of("..", "scripts"), checkout.resolve("scripts"));
        Files.copy(Path.of("..", ".env.example"), checkout.resolve(".env.example"));
        for (String jar : List.of(JAR, "device-sim/target/device-sim.jar")) {
            Files.createDirectories(checkout.resolve(jar).getParent());
            // Nothing runs it here, so 1 MB of its bytes will do.
            try (InputStream whole = Files.newInputStream(Path.of("..", jar))) {
                Files.write(checkout.resolve(jar), whole.readNBytes(1 << 20));
            }
        }
        pi = directory.resolve("pi");
        stage = Files.createDirectory(directory.resolve("home")).resolve(".cache/porchlight-deploy");
        fakes = Files.createDirectory(directory.resolve("fakes"));
        sshd();
    }

    private void sshd() throws Exception {
        if (Files.getAttribute(directory, "unix:uid").equals(0)) {
            Files.createDirectories(Path.of("/run/sshd")); // root's sshd wants it; it stays empty
        }
        for (String key : List.of("host_key", "user_key")) {
            run(
                    Map.of(),
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve(key).toString());
        }
        Path there = Files.writeString(
                directory.resolve("there"), """
                cd %1$s/home && exec env HOME=%1$s/home PATH=%1$s/fakes:/usr/bin:/bin JAVA_HOME=%2$s sh -c "$SSH_ORIGINAL_COMMAND"
                """.formatted(directory, System.getProperty("java.home")));
        Files.writeString(directory.resolve("sshd_config"), """
                HostKey %1$s/host_key
                AuthorizedKeysFile %1$s/user_key.pub
                PidFile none
                UsePAM no
                StrictModes no
                Subsystem sftp internal-sftp
                ForceCommand sh %2$s
                """.formatted(directory, there));
        String daemon = Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                directory.resolve("ssh_config"), """
                Host pi fe80::5054
                    ProxyCommand %3$s -i -f %1$s/sshd_config
                Host unplugged
                    HostName 127.0.0.1
                    Port 1
                Host *
                    User %2$s
                    IdentityFile %1$s/user_key
                    IdentitiesOnly yes
                    UserKnownHostsFile %1$s/known_hosts
                    StrictHostKeyChecking accept-new
                    BatchMode yes
                """.formatted(directory, System.getProperty("user.name"), daemon));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenAPiWhenDeployedThenItIsInstalledAndAnUpdateSendsOnlyWhatChanged(boolean rsync) throws Exception {
        if (rsync) {
            Tools.need("rsync");
        } else {
            fake("rsync", "exit 127");
        }
        String first = deploy("pi");

        assertThat(first).contains(FILES + " of " + FILES + " files to send");
        assertThat(pi.resolve("opt/porchlight/porchlight.jar")).hasSameBinaryContentAs(checkout.resolve(JAR));
        assertThat(pi.resolve("opt/porchlight/device-sim.jar")).exists();
        assertThat(pi.resolve("opt/porchlight/start")).isExecutable();
        assertThat(pi.resolve("etc/systemd/system/porchlight.service")).exists();
        assertThat(pi.resolve("etc/porchlight/.env")).hasSameTextualContentAs(checkout.resolve(".env.example"));

        Files.writeString(pi.resolve("etc/porchlight/.env"), "GUILD_ID=1\n");
        assertThat(deploy("pi")).contains("0 of " + FILES + " files to send");

        // A changed jar of the same size and time: the bytes count.
        FileTime time = Files.getLastModifiedTime(checkout.resolve(JAR));
        byte[] jar = Files.readAllBytes(checkout.resolve(JAR));
        jar[jar.length / 2]++;
        Files.write(checkout.resolve(JAR), jar);
        Files.setLastModifiedTime(checkout.resolve(JAR), time);
        assertThat(deploy("pi")).contains("1 of " + FILES + " files to send: porchlight.jar");
        assertThat(pi.resolve("opt/porchlight/porchlight.jar")).hasBinaryContent(jar);
        assertThat(pi.resolve("etc/porchlight/.env")).hasContent("GUILD_ID=1");
    }

    @Test
    void aDryRunLooksAndChangesNothing() throws Exception {
        assertThat(deploy("--dry-run", "pi"))
                .contains(FILES + " of " + FILES + " files to send", "would then run scripts/install on pi");

        assertThat(pi).doesNotExist();
        assertThat(directory.resolve("home")).isEmptyDirectory();
    }

    @Test
    void settingsGoOnlyWhenAskedForAndAnotherOneThatIsThereIsKept() throws Exception {
        Files.writeString(checkout.resolve(".env"), "DISCORD_TOKEN=mine\n");
        deploy("pi");
        Path there = pi.resolve("etc/porchlight/.env");
        assertThat(there).content().doesNotContain("mine");
        Files.writeString(there, "DISCORD_TOKEN=theirs\n");

        assertThat(deploy("pi", "--settings"))
                .contains("/etc/porchlight/.env was another one; it is now /etc/porchlight/.env.old");

        assertThat(there).hasContent("DISCORD_TOKEN=mine");
        assertThat(pi.resolve("etc/porchlight/.env.old")).hasContent("DISCORD_TOKEN=theirs");
        for (String secret : List.of(".env", ".env.old")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there.resolveSibling(secret))))
                    .isEqualTo("rw-r-----");
        }
        assertThat(stage.resolve(".env")).doesNotExist();
        assertThat(deploy("pi", "--settings")).contains("/etc/porchlight/.env is the same already");
    }

    @Test
    void givenAnInstallationThatFailsThenTheLiveSettingsComeBack() throws Exception {
        Files.writeString(checkout.resolve(".env"), "DISCORD_TOKEN=mine\n");
        Path there = Files.createDirectories(pi.resolve("etc/porchlight")).resolve(".env");
        Files.writeString(there, "DISCORD_TOKEN=theirs\n");
        // What scripts/install refuses: the .deb is there.
        Path unit = pi.resolve("usr/lib/systemd/system/porchlight.service");
        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "");

        Command failed = tryDeploy("pi", "--settings");

        assertThat(failed.code()).as(failed.text()).isEqualTo(1);
        assertThat(failed.text()).contains("installed from its .deb");
        assertThat(there).hasContent("DISCORD_TOKEN=theirs");
        assertThat(there.resolveSibling(".env.old")).doesNotExist();
        assertThat(stage.resolve(".env")).doesNotExist();
    }

    @Test
    void givenADeployThatBreaksOffThenNoSecretStaysBehindAndNoneIsInstalledLater() throws Exception {
        Files.writeString(checkout.resolve(".env"), "DISCORD_TOKEN=mine\n");
        fake("bash", "case $* in 'on-pi install '*) exit 255 ;; esac; exec /bin/bash \"$@\"");
        Command broken = tryDeploy("pi", "--settings");
        assertThat(broken.code()).as(broken.text()).isEqualTo(1);
        assertThat(stage.resolve("porchlight.jar")).exists();
        assertThat(stage.resolve(".env")).doesNotExist();

        // Should the way to the Pi be gone by then, it does stay.
        Files.writeString(stage.resolve(".env"), "DISCORD_TOKEN=left\n");
        Files.writeString(stage.resolve("porchlight.properties"), "port = 1\n");
        Files.delete(fakes.resolve("bash"));
        deploy("pi");
        assertThat(pi.resolve("etc/porchlight/.env")).hasSameTextualContentAs(checkout.resolve(".env.example"));
        assertThat(pi.resolve("etc/porchlight/porchlight.properties")).doesNotExist();
    }

    @Test
    void givenAPiThatSaysMoreThanItWasAskedThenNothingOfItRunsHere() throws Exception {
        Path ran = directory.resolve("ran");
        fake(
                "bash",
                "echo '=== Hi ==='; /bin/bash \"$@\"; code=$?; echo 'free_mb=needed[$(touch %s)]'; exit $code"
                        .formatted(ran));

        assertThat(deploy("--dry-run", "pi")).contains("would then run scripts/install on pi");

        assertThat(ran).doesNotExist();
    }

    @Test
    void givenAnIpv6AddressThenItIsAHostToRsyncToo() throws Exception {
        Tools.need("rsync");
        Command done = tryDeploy(System.getProperty("user.name") + "@fe80::5054");

        assertThat(done.code()).as(done.text()).isZero();
        assertThat(pi.resolve("opt/porchlight/start")).isExecutable();
    }

    @Test
    void removedItLeavesTheSettingsAndPurgedItLeavesNothing() throws Exception {
        deploy("pi");

        deploy("--remove", "pi");
        assertThat(pi.resolve("opt/porchlight")).doesNotExist();
        assertThat(pi.resolve("etc/systemd/system/porchlight.service")).doesNotExist();
        assertThat(pi.resolve("etc/porchlight/.env")).exists();
        assertThat(stage).doesNotExist();

        deploy("--purge", "pi");
        try (Stream<Path> left = Files.walk(pi)) {
            assertThat(left.filter(file -> file.toString().contains("porchlight")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            getconf | echo 32                                                | runs a 32-bit system
            df      | printf 'x\\nx 1 1 102400 1 /\\n'                       | has 100 MB free where Porchlight goes, and 150 are needed
            """)
    void aPiThatCannotRunItIsRefusedBeforeAnythingIsSent(String program, String instead, String told) throws Exception {
        fake(program, instead);

        Command refused = tryDeploy("pi");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains(told);
        assertThat(directory.resolve("home")).isEmptyDirectory();
    }

    @Test
    void givenNoJavaOnThePiAndNoPackageOfItThenItSaysWhatToDo() throws Exception {
        Path library = checkout.resolve("scripts/lib-jvm");
        Files.writeString(library, Files.readString(library).replace("JAVA_NEEDED=25", "JAVA_NEEDED=999"));
        fake("apt-cache", "exit 100");

        Command refused = tryDeploy("pi");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text())
                .contains("has no Java 999, and no package of it")
                .contains("sudo apt-get update");
    }

    @Test
    void whatIsWrongWithTheWayThereIsSaid() throws Exception {
        assertThat(tryDeploy("unplugged").text()).contains("no ssh answers. On the Pi: sudo raspi-config");

        Files.writeString(directory.resolve("user_key.pub"), "");
        assertThat(tryDeploy("pi").text()).contains("ssh-copy-id pi");

        assertThat(tryDeploy().text()).contains("to which Pi? Type: scripts/deploy pi@raspberrypi.local");
        assertThat(tryDeploy("pi", "--dryrun").text()).contains("no such option: --dryrun");
    }

    private String deploy(String... arguments) throws Exception {
        Command done = tryDeploy(arguments);
        assertThat(done.code()).as(done.text()).isZero();
        return done.text();
    }

    private Command tryDeploy(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "bash",
                checkout.resolve("scripts/deploy").toString(),
                "-F",
                directory.resolve("ssh_config").toString()));
        words.addAll(List.of(arguments));
        return run(Map.of("DESTDIR", pi.toString()), words.toArray(String[]::new));
    }

    private Command run(Map<String, String> more, String... words) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("HOME", directory.toString());
        environment.put("LC_ALL", "C.UTF-8");
        return Command.run(directory, environment, List.of(words));
    }

    /** A program of the Pi that says something else than this machine's. */
    private void fake(String program, String script) throws IOException {
        Path fake = Files.writeString(fakes.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
