package dev.porchlight.sim.discord;

import static dev.porchlight.sim.discord.RealJda.SOON;
import static dev.porchlight.sim.discord.RestClient.header;
import static dev.porchlight.sim.discord.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestFaultsTest {
    private static final String SELF = "GET /users/@me";

    private SimDiscord discord;
    private RestClient rest;

    @BeforeEach
    void start() {
        discord = SimDiscord.start();
        rest = new RestClient(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private List<Integer> statusesOf(String route) {
        RoutePattern pattern = RoutePattern.of(route);
        return discord.restCalls().stream()
                .filter(r -> pattern.matches(r.method(), RoutePattern.segmentsOf("/" + r.path())))
                .map(RestCall::status)
                .toList();
    }

    @Test
    void theNextRequestsOfARouteAreLimitedAndNoOthers() throws Exception {
        discord.restFaults().rateLimit(2, SELF, Duration.ofMillis(1250));
        assertThat(rest.get("gateway/bot").statusCode()).isEqualTo(200);
        HttpResponse<String> limited = rest.get("users/@me");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body())
                .isEqualTo("{\"message\":\"You are being rate limited.\",\"retry_after\":1.25,\"global\":false}");
        assertThat(header(limited, "Retry-After")).isEqualTo("2");
        assertThat(header(limited, "X-RateLimit-Scope")).isEqualTo("user");
        assertThat(header(limited, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(limited, "X-RateLimit-Limit")).isEqualTo("1");
        assertThat(header(limited, "X-RateLimit-Reset-After")).isEqualTo("1.250");
        assertThat(Double.parseDouble(header(limited, "X-RateLimit-Reset"))).isGreaterThan(1_700_000_000);
        assertThat(header(limited, "X-RateLimit-Bucket")).matches("[0-9a-f]{32}");
        assertThat(header(limited, "X-RateLimit-Global")).isEqualTo("(none)");
        assertThat(header(limited, "Via")).isEqualTo("1.1 google");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(429);
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void aGlobalLimitMeetsAnyRequestAndSaysSo() throws Exception {
        discord.restFaults().rateLimitGlobally(1, Duration.ofMillis(100));
        HttpResponse<String> limited = rest.get("users/1");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited)).containsEntry("global", true).containsEntry("retry_after", 0.1);
        assertThat(header(limited, "X-RateLimit-Global")).isEqualTo("true");
        assertThat(header(limited, "X-RateLimit-Scope")).isEqualTo("global");
        assertThat(header(limited, "Retry-After")).isEqualTo("1");
        assertThat(header(limited, "X-RateLimit-Bucket")).isEqualTo("(none)");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void aLimitMayCarryDiscordsErrorNumber() throws Exception {
        discord.restFaults().rateLimit(1, "/**", Duration.ofSeconds(1), 20_028);
        assertThat(json(rest.get("users/@me"))).containsEntry("code", 20_028);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aRouteFailsAsOftenAsAsked(int status) throws Exception {
        discord.restFaults().fail(1, SELF, status);
        HttpResponse<String> failed = rest.get("users/@me");
        assertThat(failed.statusCode()).isEqualTo(status);
        assertThat(json(failed)).containsKeys("message", "code");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void aDelayedAnswerIsDoneAtOnceAndComesLater() throws Exception {
        discord.restFaults().delay(SELF, Duration.ofMillis(300));
        long asked = System.nanoTime();
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(299));
        discord.restFaults().delay(SELF, Duration.ofDays(1));
        discord.restFaults().delay(SELF, Duration.ZERO);
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerThatBreaksOffWasBegun() throws Exception {
        discord.restFaults().cutAnswers(1, SELF);
        try (RawSocket socket = new RawSocket(discord.port())) {
            socket.send(
                    "GET /api/v10/users/@me HTTP/1.1\r\nHost: x\r\nAuthorization: Bot " + discord.token() + "\r\n\r\n");
            assertThat(socket.readToTheEnd()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("public_flags");
        }
        discord.restFaults().cutAnswers(1, SELF);
        assertThatThrownBy(() -> rest.get("users/@me")).isInstanceOf(IOException.class);
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsAreTakenBack() throws Exception {
        discord.restFaults().fail(5, "/**", 500);
        discord.restFaults().clear();
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void aRouteNobodyCanReadIsRefusedWithAnExample() {
        assertThatThrownBy(() -> discord.restFaults().fail(1, "users/@me", 500))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /users/@me");
        assertThatThrownBy(() -> discord.restFaults().fail(1, "/**", 200)).hasMessageContaining("400 to 599");
    }

    @Test
    void jdaComesBackAfterALimitAndAFailure() throws Exception {
        discord.restFaults().rateLimit(1, "/**", Duration.ofMillis(50));
        discord.restFaults().fail(1, "/**", 502);
        try (RealJda bot = RealJda.login(discord)) {
            bot.ready();
        }
        assertThat(statusesOf(SELF)).startsWith(429, 502).last().isEqualTo(200);
    }

    @Test
    void jdaWaitsForAGlobalLimit() throws Exception {
        try (RealJda bot = RealJda.login(discord).ready()) {
            discord.restFaults().rateLimitGlobally(1, Duration.ofMillis(50));
            assertThat(bot.jda()
                            .retrieveApplicationInfo()
                            .submit()
                            .get(SOON.toSeconds(), TimeUnit.SECONDS)
                            .getId())
                    .isEqualTo("" + discord.bot().id());
        }
        discord.awaitRestCalls(2, "GET /oauth2/applications/@me", SOON);
    }
}
