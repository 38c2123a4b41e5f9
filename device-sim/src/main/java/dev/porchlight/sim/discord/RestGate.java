package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.RestFaults.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in front of REST, in Discord's order: Cloudflare, faults on demand, the global limit, the bucket, and only
 * then the resource. Called under the world's lock.
 */
final class RestGate {
    private final World world;

    RestGate(World world) {
        this.world = world;
    }

    RestReply answer(RestRequest request) {
        List<String> path = RestApi.segments(request.path());
        RestReply reply = decide(request, path);
        world.rateLimits.answered(reply.status());
        world.rest.note(request, reply.status());
        return reply.delayed(world.restFaults.delayOf(request.method(), path));
    }

    private RestReply decide(RestRequest request, List<String> path) {
        Optional<Duration> ban = world.rateLimits.ban();
        if (ban.isPresent()) {
            return RestReply.ofCloudflare(ban.get());
        }
        Optional<Fault> fault = world.restFaults.take(request.method(), path);
        if (fault.isPresent() && fault.get().kind() != RestFaults.Kind.CUT) {
            return happening(fault.get(), request.method(), path);
        }
        RestReply reply = world.access.authorises(request.authorization())
                ? limited(request, path)
                : RestReply.of(world.rest.answer(request), Map.of());
        return fault.isPresent() ? reply.thatBreaksOff() : reply;
    }

    private RestReply limited(RestRequest request, List<String> path) {
        RateLimits limits = world.rateLimits;
        Optional<Duration> globalWait = limits.takeGlobal(path);
        if (globalWait.isPresent()) {
            return globally(globalWait.get());
        }
        Optional<Window> bucket = limits.bucket(request.method(), path);
        if (bucket.isEmpty()) {
            return RestReply.of(world.rest.answer(request), Map.of());
        }
        boolean let = bucket.get().take(world.clock.instant());
        Map<String, String> headers = limits.headers(bucket.get(), request.method(), path);
        if (let) {
            return RestReply.of(world.rest.answer(request), headers);
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
}
