package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.sim.junit.RunningBridge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code token} of the packaged jar, alone and beside a running bridge. */
@Timeout(180)
class TokenIT {

    @TempDir
    Path directory;

    private Jar jar;

    @BeforeEach
    void jar() {
        jar = new Jar(directory);
    }

    private String create(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("token", "create", "--scope", "admin"));
        words.addAll(List.of(more));
        Jar.Ended ended = jar.run(Map.of(), words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("pl_[A-Za-z0-9_-]{43}\n");
        assertThat(ended.err()).doesNotContain(ended.out().strip());
        return ended.out().strip();
    }

    private String idOf(String label) throws IOException {
        return jar.run(Map.of(), "token", "list")
                .out()
                .lines()
                .filter(line -> line.endsWith(label))
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
    }

    @Test
    void givenANewTokenThenItIsAloneOnStandardOutputAndTheListNeverShowsIt() throws Exception {
        String secret = create("--label", "kitchen tablet", "--ttl", "90d");

        Jar.Ended list = jar.run(Map.of(), "token", "list");
        assertThat(list.out()).contains("admin", "kitchen tablet").doesNotContain(secret);
        assertThat(Files.readString(directory.resolve("data/tokens.json"))).doesNotContain(secret);
    }

    @Test
    void givenSixCommandsAtOnceThenNoTokenIsLost() throws Exception {
        List<Jar.Begun> begun = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            begun.add(jar.begin(Map.of(), "token", "create", "--scope", "admin", "--label", "number " + i));
        }
        Set<String> secrets = new HashSet<>();
        for (Jar.Begun one : begun) {
            Jar.Ended ended = one.end();
            assertThat(ended.code()).as(ended.err()).isZero();
            secrets.add(ended.out());
        }
        assertThat(secrets).hasSize(6);
        assertThat(jar.run(Map.of(), "token", "list").out())
                .contains("number 0", "number 1", "number 2", "number 3", "number 4", "number 5");
    }

    /** A bridge looks when somebody asks; asking with a good token is no guess, however often. */
    @Test
    void givenARunningBridgeThenATokenWorksSoonAfterItIsMadeAndNotAfterItIsRevoked() throws Exception {
        String first = create();
        try (HttpClient http = HttpClient.newHttpClient();
                RunningBridge bridge = RunningBridge.builder()
                        .jar("target/porchlight.jar")
                        .withoutDiscord()
                        .directory(directory)
                        .file("porchlight.properties", "gpio.provider = memory\nlight.porch = gpio:17\n")
                        .start()) {
            assertThat(turn(http, bridge, first)).isEqualTo(200);
            String second = create("--label", "second");
            Await.until("it has seen one more", () -> hasRead(http, bridge, first, "tokens=2"));
            assertThat(turn(http, bridge, second)).isEqualTo(200);

            assertThat(jar.run(Map.of(), "token", "revoke", idOf("second")).code())
                    .isZero();
            Await.until("it has seen one less", () -> hasRead(http, bridge, first, "tokens=1"));
            assertThat(turn(http, bridge, second)).isEqualTo(401);
            assertThat(bridge.log()).doesNotContain(first, second);
        }
    }

    private static boolean hasRead(HttpClient http, RunningBridge bridge, String token, String told) throws Exception {
        assertThat(turn(http, bridge, token)).isEqualTo(200);
        return bridge.log().lines().anyMatch(line -> line.contains("tokens_read") && line.contains(told));
    }

    private static int turn(HttpClient http, RunningBridge bridge, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + bridge.port() + "/api/v1/wall/light.porch"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"on\":true}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void givenWordsThatCannotBeReadThenTwoAndTheExpectation() throws Exception {
        Jar.Ended ttl = jar.run(Map.of(), "token", "create", "--scope", "admin", "--ttl", "soon");
        assertThat(ttl.code()).isEqualTo(2);
        assertThat(ttl.err()).contains("--ttl: expected a time such as 30m, 12h or 90d");
        assertThat(jar.run(Map.of(), "token", "create", "--scope", "king").err())
                .contains("expected one of admin");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void givenADataDirectoryThatCannotBeUsedOrAFileThatIsDamagedThen78AndNothingIsChanged() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        Jar.Ended ended = jar.run(Map.of("DATA_DIR", file.toString()), "token", "create", "--scope", "admin");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err()).contains(file + " is no directory; DATA_DIR chooses another");
        assertThat(ended.out()).isEmpty();

        Files.createDirectory(directory.resolve("data"));
        Path tokens = Files.writeString(directory.resolve("data/tokens.json"), "{\"schema\":");
        Jar.Ended damaged = jar.run(Map.of(), "token", "create", "--scope", "admin");
        assertThat(damaged.code()).isEqualTo(78);
        assertThat(damaged.err()).contains("tokens.json is damaged").doesNotContain("Exception");
        assertThat(tokens).hasContent("{\"schema\":");
    }
}
