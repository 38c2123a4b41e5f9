package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.COUNT;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.ROUTE;

import dev.porchlight.sim.discord.RateLimits;
import java.time.Duration;
import java.util.List;

/** REST answers on demand, and REST rate limits. */
final class RestActions {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private RestActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("rest/rate-limit", "The next requests of a route get 429.")
                        .takes(ROUTE, "route", "/**")
                        .takes(COUNT, "times", 1)
                        .takes(DURATION, "retry_after", SECOND)
                        .takes(COUNT, "code", 0)
                        .says("the next {times} requests to {route} are rate limited [for {retry_after}]")
                        .does((stage, a) -> stage.discord()
                                .restFaults()
                                .rateLimit(
                                        a.count("times"), a.text("route"), a.duration("retry_after"), a.count("code"))),
                Action.post("rest/rate-limit-globally", "The next requests, whatever they are, get a global 429.")
                        .takes(COUNT, "times", 1)
                        .takes(DURATION, "retry_after", SECOND)
                        .says("the next {times} requests are rate limited globally [for {retry_after}]")
                        .does((stage, a) -> stage.discord()
                                .restFaults()
                                .rateLimitGlobally(a.count("times"), a.duration("retry_after"))),
                Action.post("rest/fail", "The next requests of a route get that status, e.g. 500, 502 or 503.")
                        .takes(ROUTE, "route", "/**")
                        .takes(COUNT, "times", 1)
                        .takes(COUNT, "status", 503)
                        .says("the next {times} requests to {route} get {status}")
                        .does((stage, a) -> stage.discord()
                                .restFaults()
                                .fail(a.count("times"), a.text("route"), a.count("status"))),
                Action.post("rest/delay", "Answers on a route come so much later; 0s takes it back.")
                        .takes(ROUTE, "route", "/**")
                        .takes(DURATION, "delay")
                        .says("answers to {route} take {delay}")
                        .does((stage, a) -> stage.discord().restFaults().delay(a.text("route"), a.duration("delay"))),
                Action.post("rest/cut", "The next answers of a route break off in the middle.")
                        .takes(ROUTE, "route", "/**")
                        .takes(COUNT, "times", 1)
                        .says("the next {times} answers to {route} break off")
                        .does((stage, a) -> stage.discord().restFaults().cutAnswers(a.count("times"), a.text("route"))),
                Action.post("rest/clear", "Takes every REST fault on demand back.")
                        .says("rest is well")
                        .does((stage, a) -> stage.discord().restFaults().clear()),
                Action.post("rest/limits/route", "Every bucket of a route has so many requests in such a time.")
                        .takes(ROUTE, "route", "/**")
                        .takes(COUNT, "requests")
                        .takes(DURATION, "window")
                        .says("{route} takes {requests} requests in {window}")
                        .does((stage, a) -> stage.discord()
                                .rateLimits()
                                .limitRoute(a.text("route"), a.count("requests"), a.duration("window"))),
                Action.post("rest/limits/global", "All requests together, a second.")
                        .takes(COUNT, "per_second", RateLimits.GLOBAL_PER_SECOND)
                        .says("rest takes {per_second} requests per second")
                        .does((stage, a) -> stage.discord().rateLimits().limitGlobally(a.count("per_second"))),
                Action.post("rest/limits/invalid", "After so many 401, 403 and 429 Cloudflare steps in.")
                        .takes(COUNT, "requests", RateLimits.INVALID_REQUESTS)
                        .takes(DURATION, "window", TEN_MINUTES)
                        .takes(DURATION, "ban", TEN_MINUTES)
                        .says("rest takes {requests} invalid requests in {window}")
                        .does((stage, a) -> stage.discord()
                                .rateLimits()
                                .limitInvalidRequests(a.count("requests"), a.duration("window"), a.duration("ban"))),
                Action.post("rest/limits/ban", "Cloudflare refuses everything for that long.")
                        .takes(DURATION, "time", TEN_MINUTES)
                        .says("cloudflare bans for {time}")
                        .does((stage, a) -> stage.discord().rateLimits().banByCloudflare(a.duration("time"))),
                Action.post("rest/limits/like-discord", "The limits that are known of the real Discord.")
                        .says("rest is limited like discord")
                        .does((stage, a) -> stage.discord().rateLimits().likeDiscord()),
                Action.post("rest/limits/off", "No limits, no ban.")
                        .says("rest is unlimited")
                        .does((stage, a) -> stage.discord().rateLimits().off()));
    }
}
