package dev.porchlight.sim.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * REST answers on demand. A route is written {@code GET /users/@me}, or without the method for all of them; a star in it
 * stands for one segment, as in {@code GET /channels/*}, and two at its end for any rest: {@code /guilds/**}, {@code /**}. Of several faults that fit a request, the one set first happens.
 *
 * <p>Any thread may call; guarded by the world's lock. At most {@value #MAX_FAULTS} faults wait at a time.
 */
public final class RestFaults {
    private static final int MAX_FAULTS = 256;

    /** What happens to a request instead of, or to, its answer. */
    enum Kind {
        RATE_LIMIT,
        GLOBAL_RATE_LIMIT,
        STATUS,
        CUT
    }

    /**
     * @param time {@code retry_after} of a rate limit
     * @param status of a STATUS
     * @param code Discord's error number in a 429's body; 0 for none
     */
    record Fault(Kind kind, RoutePattern route, Countdown left, Duration time, int status, int code) {}

    private record Delay(RoutePattern route, Duration time) {}

    private final World world;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Delay> delays = new ArrayList<>();

    RestFaults(World world) {
        this.world = world;
    }

    /** The next n requests of that route get 429 with that {@code retry_after}. */
    public void rateLimit(int n, String route, Duration retryAfter) {
        rateLimit(n, route, retryAfter, 0);
    }

    /** As {@link #rateLimit(int, String, Duration)}, with an error number in the body, e.g. 20028 for too many messages. */
    public void rateLimit(int n, String route, Duration retryAfter, int code) {
        add(Kind.RATE_LIMIT, n, route, retryAfter, 429, code);
    }

    /** The next n requests, whatever they are, get a 429 that is {@code global}. */
    public void rateLimitGlobally(int n, Duration retryAfter) {
        add(Kind.GLOBAL_RATE_LIMIT, n, "/**", retryAfter, 429, 0);
    }

    /**
     * The next n requests of that route get that status, e.g. 500, 502 or 503, and nothing is done for them.
     *
     * @param status 400 to 599
     */
    public void fail(int n, String route, int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is not from 400 to 599");
        }
        add(Kind.STATUS, n, route, Duration.ZERO, status, 0);
    }

    /** The next n requests of that route are done, and the connection is reset in the middle of the answer. */
    public void cutAnswers(int n, String route) {
        add(Kind.CUT, n, route, Duration.ZERO, 200, 0);
    }

    /** Answers on that route come so much later; zero takes it back. */
    public void delay(String route, Duration time) {
        RoutePattern pattern = RoutePattern.of(route);
        if (time.isNegative()) {
            throw new IllegalArgumentException("a delay of " + time);
        }
        world.change(() -> {
            delays.removeIf(delay -> delay.route().equals(pattern));
            if (!time.isZero()) {
                checkRoom(delays.size());
                delays.add(new Delay(pattern, time));
            }
        });
    }

    /** Takes every fault of this kind back. */
    public void clear() {
        world.change(() -> {
            faults.clear();
            delays.clear();
        });
    }

    Optional<Fault> take(String method, List<String> path) {
        for (Fault fault : List.copyOf(faults)) {
            if (fault.route().matches(method, path)) {
                if (fault.left().take()) {
                    return Optional.of(fault);
                }
                faults.remove(fault);
            }
        }
        return Optional.empty();
    }

    Duration delayOf(String method, List<String> path) {
        return delays.stream()
                .filter(delay -> delay.route().matches(method, path))
                .map(Delay::time)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private void add(Kind kind, int n, String route, Duration time, int status, int code) {
        Countdown left = new Countdown();
        left.set(n);
        Fault fault = new Fault(kind, RoutePattern.of(route), left, time, status, code);
        world.change(() -> {
            checkRoom(faults.size());
            faults.add(fault);
        });
    }

    private static void checkRoom(int size) {
        if (size >= MAX_FAULTS) {
            throw new IllegalStateException(MAX_FAULTS + " faults wait already; clear() takes them back");
        }
    }
}
