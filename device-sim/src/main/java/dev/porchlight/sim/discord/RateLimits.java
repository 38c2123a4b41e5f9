package dev.porchlight.sim.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * REST rate limits that really count. All are off until switched on; {@link #likeDiscord} switches on what is known of the
 * real ones, {@link #off} takes everything back.
 *
 * <p>Any thread may call; guarded by the world's lock. A bucket belongs to a method, a route and its major parameter
 * (guild, channel or webhook); at most {@value #MAX_BUCKETS} are remembered, the oldest is forgotten first.
 */
public final class RateLimits {
    /** Requests a second of one bot, over all routes. */
    public static final int GLOBAL_PER_SECOND = 50;

    /** 401, 403 and 429 of one address in ten minutes, before Cloudflare steps in. */
    public static final int INVALID_REQUESTS = 10_000;

    private static final int MAX_BUCKETS = 4_096;

    private record Rule(RoutePattern route, int requests, Duration window) {}

    private final World world;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Window> buckets = new LinkedHashMap<>();
    private Window global;
    private Window invalid;
    private Duration banTime = Duration.ofMinutes(10);
    private Instant bannedUntil = Instant.MIN;

    RateLimits(World world) {
        this.world = world;
    }

    /** 50 requests a second, 5 messages to a channel in 5 s, 10,000 invalid requests in ten minutes. */
    public void likeDiscord() {
        limitGlobally(GLOBAL_PER_SECOND);
        limitRoute("POST /channels/*/messages", 5, Duration.ofSeconds(5));
        limitInvalidRequests(INVALID_REQUESTS, Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    /** Every bucket of every route has so many requests in such a time. */
    public void limitRoutes(int requests, Duration window) {
        limitRoute("/**", requests, window);
    }

    /** Each bucket of that route, written as for {@link RestFaults}. Of several rules that fit, the newest counts. */
    public void limitRoute(String route, int requests, Duration window) {
        Rule rule = new Rule(RoutePattern.of(route), new Window(requests, window).limit(), window);
        world.change(() -> {
            rules.removeIf(old -> old.route().equals(rule.route()));
            rules.addFirst(rule);
            buckets.clear();
        });
    }

    /** All requests together; interactions are exempt, as with Discord. */
    public void limitGlobally(int perSecond) {
        Window fresh = new Window(perSecond, Duration.ofSeconds(1));
        world.change(() -> global = fresh);
    }

    /** So many answers 401, 403 and 429 in such a time, and every further request gets Cloudflare's 429 for that long. */
    public void limitInvalidRequests(int most, Duration window, Duration ban) {
        Window fresh = new Window(most, window);
        world.change(() -> {
            invalid = fresh;
            banTime = ban;
        });
    }

    /** Cloudflare has had enough already: for that long every request gets its 429, which is HTML and no JSON. */
    public void banByCloudflare(Duration time) {
        world.change(() -> bannedUntil = world.clock.instant().plus(time));
    }

    public void off() {
        world.change(() -> {
            rules.clear();
            buckets.clear();
            global = null;
            invalid = null;
            bannedUntil = Instant.MIN;
        });
    }

    /** What is left of Cloudflare's ban; empty when there is none. */
    Optional<Duration> ban() {
        Instant now = world.clock.instant();
        return now.isBefore(bannedUntil) ? Optional.of(Duration.between(now, bannedUntil)) : Optional.empty();
    }

    /** The global limit's wait, when this request is one too many. */
    Optional<Duration> takeGlobal(List<String> path) {
        Instant now = world.clock.instant();
        if (global == null || path.getFirst().equals("interactions") || global.take(now)) {
            return Optional.empty();
        }
        return Optional.of(global.resetAfter(now));
    }

    /** The bucket of a request, when a rule fits it. */
    Optional<Window> bucket(String method, List<String> path) {
        return rules.stream()
                .filter(rule -> rule.route().matches(method, path))
                .findFirst()
                .map(rule -> {
                    if (buckets.size() == MAX_BUCKETS) {
                        buckets.remove(buckets.keySet().iterator().next());
                    }
                    return buckets.computeIfAbsent(
                            BucketName.withMajor(method, path), key -> new Window(rule.requests(), rule.window()));
                });
    }

    /** Counts an answer Discord takes amiss. */
    void answered(int status) {
        if (invalid != null && (status == 401 || status == 403 || status == 429)) {
            Instant now = world.clock.instant();
            if (!invalid.take(now) || invalid.remaining(now) == 0) {
                bannedUntil = now.plus(banTime);
            }
        }
    }

    /** The headers that tell of a bucket, as they come with every answer. */
    Map<String, String> headers(Window bucket, String method, List<String> path) {
        Instant now = world.clock.instant();
        return headers(method, path, bucket.limit(), bucket.remaining(now), bucket.resetAfter(now));
    }

    Map<String, String> headers(String method, List<String> path, int limit, int remaining, Duration resetAfter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Bucket", BucketName.hash(method, path));
        headers.put("X-RateLimit-Limit", "" + limit);
        headers.put("X-RateLimit-Remaining", "" + remaining);
        headers.put(
                "X-RateLimit-Reset",
                seconds(world.clock.instant().plus(resetAfter).toEpochMilli()));
        headers.put("X-RateLimit-Reset-After", seconds(resetAfter.toMillis()));
        return headers;
    }

    /** A 429 of Discord's own. */
    static RestAnswer tooMany(Duration retryAfter, boolean global, int code) {
        Map<String, Object> body = Json.object(
                "message",
                "You are being rate limited.",
                "retry_after",
                retryAfter.toMillis() / 1000.0,
                "global",
                global);
        if (code != 0) {
            body.put("code", code);
        }
        return new RestAnswer(429, body);
    }

    static void tellScope(Map<String, String> headers, Duration retryAfter, boolean global) {
        headers.put("Retry-After", wholeSeconds(retryAfter));
        headers.put("X-RateLimit-Scope", global ? "global" : "user");
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
    }

    /** Rounded up, since who comes back early is refused again. */
    static String wholeSeconds(Duration time) {
        return "" + Math.ceilDiv(time.toMillis(), 1000);
    }

    private static String seconds(long ms) {
        return ms / 1000 + "." + "%03d".formatted(ms % 1000);
    }
}
