package dev.porchlight.sim.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the gateway puts up with: sessions started, shards, events of a client, the time in which a RESUME works.
 *
 * <p>Any thread may call; guarded by the world's lock. Starts with Discord's own numbers, but for the one IDENTIFY in five
 * seconds, which would make every test slow and is {@link #identifyConcurrency} for whoever wants it.
 */
public final class GatewayLimits {
    /** IDENTIFYs a day. */
    public static final int SESSION_STARTS = 1_000;

    /** What a client may send within a minute, heartbeats included. */
    public static final int CLIENT_EVENTS = 120;

    /** Where Discord asks for more shards. */
    public static final int GUILDS_PER_SHARD = 2_500;

    /** Discord names no figure; sessions were seen to be resumable for some minutes. */
    public static final Duration RESUME_WINDOW = Duration.ofMinutes(5);

    private static final Duration CONCURRENCY_WINDOW = Duration.ofSeconds(5);

    private final World world;
    private final Map<Integer, Window> identifySlots = new HashMap<>();
    private Window starts = new Window(SESSION_STARTS, Duration.ofDays(1));
    private boolean concurrencyLimited;
    private int concurrency = 1;
    private int shards = 1;
    private int guildsPerShard = GUILDS_PER_SHARD;
    private int clientEvents = CLIENT_EVENTS;
    private Duration clientEventsWindow = Duration.ofMinutes(1);
    private Duration resumeWindow = RESUME_WINDOW;
    private boolean resumeUrlRequired;

    GatewayLimits(World world) {
        this.world = world;
    }

    /**
     * So many IDENTIFYs are left from now on, and all of them again after that time. The one beyond costs the bot its
     * token, as with Discord: every session ends with 4004.
     */
    public void sessionStarts(int total, Duration window) {
        Window fresh = new Window(total, window);
        world.change(() -> starts = fresh);
    }

    /** So many shards may identify within 5 s ({@code max_concurrency}); one more gets INVALID_SESSION. */
    public void identifyConcurrency(int perFiveSeconds) {
        positive(perFiveSeconds);
        world.change(() -> {
            concurrency = perFiveSeconds;
            concurrencyLimited = true;
            identifySlots.clear();
        });
    }

    /** What {@code /gateway/bot} recommends, at least 1. */
    public void recommendShards(int n) {
        positive(n);
        world.change(() -> shards = n);
    }

    /** A shard that would get more guilds is closed with 4011. */
    public void guildsPerShard(int most) {
        positive(most);
        world.change(() -> guildsPerShard = most);
    }

    /** What one connection may send in that time, heartbeats included; for one event more it is closed with 4008. */
    public void clientEvents(int most, Duration window) {
        positive(most);
        world.change(() -> {
            clientEvents = most;
            clientEventsWindow = window;
        });
    }

    /** How long after its connection was lost a session can be resumed; later RESUMEs get INVALID_SESSION. */
    public void resumeWindow(Duration window) {
        world.change(() -> resumeWindow = window);
    }

    /** With true a RESUME at any URL but READY's {@code resume_gateway_url} gets INVALID_SESSION. */
    public void requireResumeUrl(boolean required) {
        world.change(() -> resumeUrlRequired = required);
    }

    /** What {@code /gateway/bot} says besides the URL. */
    Map<String, Object> json() {
        Instant now = world.clock.instant();
        return Json.object(
                "shards",
                shards,
                "session_start_limit",
                Json.object(
                        "total",
                        starts.limit(),
                        "remaining",
                        starts.remaining(now),
                        "reset_after",
                        starts.resetAfter(now).toMillis(),
                        "max_concurrency",
                        concurrency));
    }

    /** Uses up one session start; false when none is left. */
    boolean takeSessionStart() {
        return starts.take(world.clock.instant());
    }

    /** Whether this shard may identify now; its slot is then taken. */
    boolean takeIdentifySlot(int shard) {
        return !concurrencyLimited
                || identifySlots
                        .computeIfAbsent(shard % concurrency, key -> new Window(1, CONCURRENCY_WINDOW))
                        .take(world.clock.instant());
    }

    boolean needsMoreShards(long guilds) {
        return guilds > guildsPerShard;
    }

    Window clientEventsOfOneConnection() {
        return new Window(clientEvents, clientEventsWindow);
    }

    boolean isTooLateToResume(Instant lostAt) {
        return world.clock.instant().isAfter(lostAt.plus(resumeWindow));
    }

    boolean isResumeUrlRequired() {
        return resumeUrlRequired;
    }

    private static void positive(int n) {
        if (n < 1) {
            throw new IllegalArgumentException(n + " has to be 1 or more");
        }
    }
}
