package dev.porchlight.sim.discord;

import static dev.porchlight.sim.discord.RestClient.header;
import static dev.porchlight.sim.discord.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.ManualClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RateLimitsTest {
    private final ManualClock clock = new ManualClock();
    private SimDiscord discord;
    private RestClient rest;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().clock(clock).start();
        rest = new RestClient(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void withoutLimitsAnswersSayNothingOfThem() throws Exception {
        assertThat(rest.get("users/@me").headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("x-ratelimit"));
    }

    @Test
    void everyAnswerCountsDownAndTheOneTooManyWaitsForTheWindow() throws Exception {
        discord.rateLimits().limitRoutes(2, Duration.ofSeconds(5));
        HttpResponse<String> first = rest.get("users/@me");
        assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(header(first, "X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(header(first, "X-RateLimit-Reset-After")).isEqualTo("5.000");
        assertThat(header(first, "X-RateLimit-Reset")).isEqualTo(clock.instant().getEpochSecond() + 5 + ".000");
        clock.advance(Duration.ofMillis(1500));
        assertThat(header(rest.get("users/@me"), "X-RateLimit-Remaining")).isEqualTo("0");
        HttpResponse<String> limited = rest.get("users/@me");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited)).containsEntry("retry_after", 3.5).containsEntry("global", false);
        assertThat(header(limited, "X-RateLimit-Reset-After")).isEqualTo("3.500");
        assertThat(header(limited, "Retry-After")).isEqualTo("4");
        assertThat(header(limited, "X-RateLimit-Scope")).isEqualTo("user");
        clock.advance(Duration.ofMillis(3500));
        assertThat(header(rest.get("users/@me"), "X-RateLimit-Remaining")).isEqualTo("1");
    }

    @Test
    void majorParametersHaveBucketsOfTheirOwnUnderOneName() throws Exception {
        SimGuild home = discord.guild("Home");
        String lounge = "channels/" + home.voiceChannel("lounge").id();
        String study = "channels/" + home.voiceChannel("study").id();
        discord.rateLimits().limitRoute("GET /channels/*", 1, Duration.ofSeconds(5));
        HttpResponse<String> one = rest.get(lounge);
        HttpResponse<String> other = rest.get(study);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(header(other, "X-RateLimit-Bucket")).isEqualTo(header(one, "X-RateLimit-Bucket"));
        assertThat(rest.get(lounge).statusCode()).isEqualTo(429);
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void otherIdsShareTheBucketOfTheirRoute() throws Exception {
        discord.rateLimits().limitRoutes(1, Duration.ofSeconds(5));
        rest.get("users/" + discord.user("alice").id());
        assertThat(rest.get("users/" + discord.user("bob").id()).statusCode()).isEqualTo(429);
    }

    @Test
    void theGlobalLimitIsOverAllRoutes() throws Exception {
        discord.rateLimits().limitGlobally(2);
        rest.get("users/@me");
        rest.get("gateway/bot");
        HttpResponse<String> limited = rest.get("users/1");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited)).containsEntry("global", true).containsEntry("retry_after", 1.0);
        assertThat(header(limited, "X-RateLimit-Global")).isEqualTo("true");
        clock.advance(Duration.ofSeconds(1));
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void interactionsAreExemptFromTheGlobalLimit() throws Exception {
        discord.rateLimits().limitGlobally(1);
        rest.get("users/@me");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(429);
        assertThat(rest.get("interactions/1/x/callback").statusCode()).isEqualTo(405);
    }

    @Test
    void tooManyInvalidRequestsEndAtCloudflareWhichSpeaksNoJson() throws Exception {
        discord.rateLimits().limitInvalidRequests(3, Duration.ofMinutes(10), Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            assertThat(rest.send("GET", "users/@me", "Bot wrong").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> banned = rest.get("users/@me");
        assertThat(banned.statusCode()).isEqualTo(429);
        assertThat(banned.body()).startsWith("<!DOCTYPE html>");
        assertThat(header(banned, "Content-Type")).startsWith("text/html");
        assertThat(header(banned, "Via")).isEqualTo("(none)");
        assertThat(header(banned, "Retry-After")).isEqualTo("60");
        clock.advance(Duration.ofSeconds(61));
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void invalidRequestsSpreadOverMoreThanTheirWindowAreForgiven() throws Exception {
        discord.rateLimits().limitInvalidRequests(2, Duration.ofMinutes(10), Duration.ofMinutes(1));
        rest.send("GET", "users/@me", "Bot wrong");
        clock.advance(Duration.ofMinutes(10));
        rest.send("GET", "users/@me", "Bot wrong");
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void aBanComesOnDemandAndEverythingIsTakenBack() throws Exception {
        discord.rateLimits().banByCloudflare(Duration.ofMinutes(1));
        assertThat(rest.get("users/@me").body()).contains("1015");
        discord.rateLimits().off();
        assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void discordsOwnNumbersAreThere() throws Exception {
        discord.rateLimits().likeDiscord();
        for (int i = 0; i < 5; i++) {
            assertThat(rest.send("POST", "channels/1/messages", "Bot " + discord.token())
                            .statusCode())
                    .isNotEqualTo(429);
        }
        assertThat(rest.send("POST", "channels/1/messages", "Bot " + discord.token())
                        .statusCode())
                .isEqualTo(429);
        for (int i = 6; i < RateLimits.GLOBAL_PER_SECOND; i++) {
            assertThat(rest.get("users/@me").statusCode()).isEqualTo(200);
        }
        assertThat(json(rest.get("users/@me"))).containsEntry("global", true);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> discord.rateLimits().limitGlobally(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> discord.rateLimits().limitRoutes(1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jdaKeepsToABucketByItself() throws Exception {
        try (SimDiscord real = SimDiscord.start();
                RealJda bot = RealJda.login(real).ready()) {
            real.rateLimits().limitRoute("GET /users/*", 2, Duration.ofMillis(200));
            for (int i = 0; i < 5; i++) {
                long id = real.user("user" + i).id();
                assertThat(bot.jda()
                                .retrieveUserById(id)
                                .submit()
                                .get(10, TimeUnit.SECONDS)
                                .getIdLong())
                        .isEqualTo(id);
            }
            assertThat(real.restCalls()).extracting(RestCall::status).doesNotContain(429);
        }
    }
}
