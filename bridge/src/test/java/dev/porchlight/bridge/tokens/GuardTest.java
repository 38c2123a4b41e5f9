package dev.porchlight.bridge.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.testing.LogEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guarded route over real HTTP. */
class GuardTest {

    private static final Set<Scope> ADMIN = Set.of(Scope.ADMIN);
    private static final String WRONG = "pl_" + "A".repeat(43);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        Guard guard = new Guard(Tokens.open(folder, clock, clock::nanos), clock::nanos);
        Routes routes = new Routes()
                .post(
                        "/locked",
                        64,
                        guard.needs(
                                Scope.ADMIN,
                                (request, token) -> Answer.json(200, "{\"by\":\"" + token.id() + "\"}\n")));
        door = TestDoor.open(routes);
    }

    @AfterEach
    void close() {
        door.close();
        http.close();
    }

    private HttpResponse<String> post(String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.address().getPort() + "/locked"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private TokenBook.Made create() {
        TokenBook.Made made = new TokenBook(folder, clock).create(ADMIN, "", Optional.empty());
        clock.pass(Tokens.LOOK_EVERY);
        return made;
    }

    @Test
    void givenATokenThenTheHandlerAnswersAndKnowsWhose() throws Exception {
        TokenBook.Made made = create();

        for (String scheme : new String[] {"Bearer ", "bearer ", "BEARER  "}) {
            HttpResponse<String> answer = post(scheme + made.secret());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains(made.info().id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic cGxfeDpwbF94", "Bot x", "Bearer two words"})
    void givenNoTokenThen401SaysHowToBringOneAndItIsNoGuess(String authorization) throws Exception {
        for (int i = 0; i < 25; i++) {
            HttpResponse<String> answer = post(authorization);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer realm=\"porchlight\"");
            assertThat(answer.body()).contains("\"no_token\"");
        }
    }

    @Test
    void givenARevokedTokenThenItIsRefusedWithinASecond() throws Exception {
        TokenBook.Made made = create();
        assertThat(post("Bearer " + made.secret()).statusCode()).isEqualTo(200);

        new TokenBook(folder, clock).revoke(made.info().id());
        clock.pass(Duration.ofSeconds(1));

        HttpResponse<String> answer = post("Bearer " + made.secret());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate"))
                .get()
                .asString()
                .contains("error=\"invalid_token\"");
    }

    @Test
    void givenATokenOfAnotherScopeThen403AndItIsNoGuess() throws Exception {
        TokenBook.Made made = create();
        Path file = folder.resolve(TokenFile.NAME);
        Files.writeString(file, Files.readString(file).replaceAll("\"admin\"", ""));
        clock.pass(Tokens.LOOK_EVERY);

        for (int i = 0; i < 25; i++) {
            HttpResponse<String> answer = post("Bearer " + made.secret());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("www-authenticate"))
                    .contains("Bearer error=\"insufficient_scope\", scope=\"admin\"");
            assertThat(answer.body()).contains("wrong_scope").doesNotContain(made.secret());
        }
    }

    @Test
    void givenTwentyWrongTokensInAMinuteThen429EvenForARightOneUntilTheMinuteIsOver() throws Exception {
        TokenBook.Made made = create();
        try (LogEvents log = LogEvents.all()) {
            for (int i = 0; i < 20; i++) {
                assertThat(post("Bearer " + WRONG).statusCode())
                        .as("wrong %d", i)
                        .isEqualTo(401);
            }
            HttpResponse<String> refused = post("Bearer " + made.secret());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("60");
            assertThat(log.count("address_locked_out")).isEqualTo(1);
            assertThat(log.texts("address_locked_out").toString()).doesNotContain(WRONG);
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(post("Bearer " + made.secret()).statusCode()).isEqualTo(200);
    }

    @Test
    void givenTokensThatCannotBeReadThen503SinceTheTokenMayBeRight() throws Exception {
        TokenBook.Made made = create();
        Files.writeString(folder.resolve(TokenFile.NAME), "damaged");
        clock.pass(Tokens.LOOK_EVERY);

        for (int i = 0; i < 25; i++) {
            HttpResponse<String> answer = post("Bearer " + made.secret());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("tokens_unreadable").doesNotContain(made.secret());
        }
    }
}
