package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.RestFaults.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in front of REST, in Discord's order: Cloudflare, faults on demand, the global limit, the bucket, and only
 * then the resource. Notes every request down. Called under the world's lock.
 */
final class RestGate {
    private static final int MAX_REQUESTS = 256;
    private static final String PREFIX = "/api/v10";

    private final World world;
    private final Deque<RestRequest> requests = new ArrayDeque<>();
    private int count;

    RestGate(World world) {
        this.world = world;
    }

    /** @param path without the query */
    RestReply answer(RestApi api, String method, String path, String authorization, byte[] body) {
        String below = path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path;
        List<String> segments = RoutePattern.segmentsOf(below.startsWith("/") ? below : "/" + below);
        RestReply reply = decide(api, method, path, segments, authorization);
        world.rateLimits.answered(reply.status());
        note(new RestRequest(method, below, new String(body, StandardCharsets.UTF_8), reply.status()));
        return reply.delayed(world.restFaults.delayOf(method, segments));
    }

    private RestReply decide(RestApi api, String method, String path, List<String> segments, String authorization) {
        Optional<Duration> ban = world.rateLimits.ban();
        if (ban.isPresent()) {
            return RestReply.ofCloudflare(ban.get());
        }
        Optional<Fault> fault = world.restFaults.take(method, segments);
        if (fault.isPresent() && fault.get().kind() != RestFaults.Kind.CUT) {
            return happening(fault.get(), method, segments);
        }
        RestReply reply = world.access.authorises(authorization)
                ? limited(api, method, path, segments, authorization)
                : RestReply.of(api.answer(method, path, authorization), Map.of());
        return fault.isPresent() ? reply.thatBreaksOff() : reply;
    }

    private RestReply limited(RestApi api, String method, String path, List<String> segments, String authorization) {
        RateLimits limits = world.rateLimits;
        Optional<Duration> globalWait = limits.takeGlobal(segments);
        if (globalWait.isPresent()) {
            return globally(globalWait.get());
        }
        Optional<Window> bucket = limits.bucket(method, segments);
        if (bucket.isEmpty()) {
            return RestReply.of(api.answer(method, path, authorization), Map.of());
        }
        boolean let = bucket.get().take(world.clock.instant());
        Map<String, String> headers = limits.headers(bucket.get(), method, segments);
        if (let) {
            return RestReply.of(api.answer(method, path, authorization), headers);
        }
        Duration wait = bucket.get().resetAfter(world.clock.instant());
        RateLimits.tellScope(headers, wait, false);
        return RestReply.of(RateLimits.tooMany(wait, false, 0), headers);
    }

    private RestReply happening(Fault fault, String method, List<String> segments) {
        return switch (fault.kind()) {
            case GLOBAL_RATE_LIMIT -> globally(fault.time());
            case RATE_LIMIT -> {
                Map<String, String> headers = world.rateLimits.headers(method, segments, 1, 0, fault.time());
                RateLimits.tellScope(headers, fault.time(), false);
                yield RestReply.of(RateLimits.tooMany(fault.time(), false, fault.code()), headers);
            }
            case STATUS, CUT ->
                RestReply.of(
                        RestAnswer.error(fault.status(), 0, fault.status() + ": " + RestAnswer.words(fault.status())),
                        Map.of());
        };
    }

    private static RestReply globally(Duration wait) {
        Map<String, String> headers = new LinkedHashMap<>();
        RateLimits.tellScope(headers, wait, true);
        return RestReply.of(RateLimits.tooMany(wait, true, 0), headers);
    }

    private void note(RestRequest request) {
        count++;
        if (requests.size() == MAX_REQUESTS) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    /** The newest {@value #MAX_REQUESTS}, oldest first. */
    List<RestRequest> requests() {
        return List.copyOf(requests);
    }

    int count() {
        return count;
    }
}
