package dev.porchlight.bridge;

import dev.porchlight.bridge.devices.Boards;
import dev.porchlight.bridge.discord.Discord;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.guilds.PeopleCounts;
import dev.porchlight.bridge.health.Metrics;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.presence.RequestLimit;
import dev.porchlight.bridge.presence.SocketCounts;
import dev.porchlight.bridge.wall.Wall;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What {@code /metrics} tells of every room. The names are a public promise: dashboards are built on them. */
final class BridgeMetrics {

    private BridgeMetrics() {}

    /** Told the nanoseconds of each delivery. */
    static LongConsumer deliverySeconds(Metrics metrics) {
        return metrics.histogramSeconds(
                "porchlight_delivery_seconds",
                "From the gateway event's arrival to the last board written",
                0.0005,
                0.001,
                0.0025,
                0.005,
                0.01,
                0.025,
                0.05,
                0.1,
                0.25,
                1,
                5);
    }

    /** Apart, as a bridge without pins loads no class of the wall's. */
    static void registerWall(Metrics metrics, Wall wall) {
        metrics.gauges("porchlight_output", "1 while the light or relay is on", "name", wall::levels);
    }

    /** Every gauge and counter; asked only when somebody scrapes, on the scrape's thread. */
    static void register(
            Metrics metrics, Home home, HomeLoop homeLoop, Boards boards, Door open, Optional<Discord> discord) {
        metrics.gauge("porchlight_boards", "Boards connected and authenticated", boards.counts()::boards)
                .gauge(
                        "porchlight_voice_users",
                        "People in voice",
                        () -> home.view().voiceUsers())
                .gauge(
                        "porchlight_discord_ready",
                        "1 while the gateway session is ready",
                        () -> home.view().discordReady() ? 1 : 0)
                .gauge("porchlight_connections", "Open connections", open.counts()::open)
                .gauge(
                        "porchlight_buffer_bytes",
                        "Held for clients, of limits.buffer-bytes",
                        open.counts()::bufferBytes)
                .gauge("porchlight_home_queued", "Events waiting for the home loop", homeLoop::queued)
                .counter("porchlight_deliveries_total", "Values sent to boards", boards.counts()::deliveries)
                .counter(
                        "porchlight_conflations_total",
                        "Values a full board never saw, since a newer one came",
                        boards.counts()::conflations)
                .counter(
                        "porchlight_changes_overtaken_total",
                        "Changes no board saw, since the next one came before the door's turn",
                        boards.counts()::overtaken)
                .counter("porchlight_auth_failures_total", "Boards answered NOAUTH", boards.counts()::authFailures)
                .counter("porchlight_boards_dropped_total", "Boards lost without a goodbye", boards.counts()::dropped)
                .counter("porchlight_home_waits_total", "Gateway events that had to wait for room", homeLoop::waits)
                .counter("porchlight_connections_accepted_total", "Connections accepted", open.counts()::accepted)
                .counter(
                        "porchlight_connections_turned_away_total",
                        "Connections over a limit",
                        open.counts()::turnedAway)
                .counter(
                        "porchlight_buffer_refusals_total",
                        "What the full buffers had no room for",
                        open.counts()::noRoom)
                .counter("porchlight_http_requests_total", "Requests handled", open.counts()::requests)
                .counter("porchlight_http_refused_total", "Requests refused by the door", open.counts()::refused)
                .counter("porchlight_handler_errors_total", "Handlers that failed", open.counts()::handlerErrors);
        metrics.gauge(
                "porchlight_stale",
                "1 while some of what is shown is not vouched for",
                () -> home.view().stale() ? 1 : 0);
        discord.ifPresent(d -> metrics.counter(
                        "porchlight_discord_reconnects_total", "Gateway links that came back", d.counters()::reconnects)
                .counter("porchlight_discord_events_total", "Gateway events received", d.counters()::received)
                .counter(
                        "porchlight_discord_events_malformed_total",
                        "Gateway events left out as malformed",
                        d.counters()::malformed)
                .counter(
                        "porchlight_discord_events_lost_total",
                        "Gateway events that JDA stumbled over and did not hand on",
                        d.counters()::lost));
    }

    /** Told the nanoseconds of each round of updates. */
    static LongConsumer updateSeconds(Metrics metrics) {
        return metrics.histogramSeconds(
                "porchlight_presence_update_seconds",
                "From a changed presence to the last socket told of it",
                0.001,
                0.0025,
                0.005,
                0.01,
                0.02,
                0.05,
                0.1,
                0.25,
                1,
                5);
    }

    /** Requests for presences, and sockets by dialect. */
    static void registerPresence(Metrics metrics, RequestLimit limit, Map<String, SocketCounts> sockets) {
        metrics.counter(
                        "porchlight_http_rate_limited_total",
                        "Requests for presences over an address's share",
                        limit::refused)
                .gauges("porchlight_presence_sockets", "Sockets open", "dialect", by(sockets, SocketCounts::sockets))
                .gauges(
                        "porchlight_presence_subscriptions",
                        "Pairs of a socket and somebody it watches",
                        "dialect",
                        by(sockets, SocketCounts::subscriptions))
                .counter(
                        "porchlight_presence_updates_total",
                        "Updates sent to sockets",
                        () -> sockets.values().stream()
                                .mapToLong(SocketCounts::updates)
                                .sum())
                .counter(
                        "porchlight_presence_conflations_total",
                        "States a socket never saw, since a newer one came",
                        () -> sockets.values().stream()
                                .mapToLong(SocketCounts::conflations)
                                .sum());
    }

    private static Supplier<Map<String, Double>> by(
            Map<String, SocketCounts> sockets, ToLongFunction<SocketCounts> count) {
        return () -> sockets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> (double) count.applyAsLong(e.getValue())));
    }

    /** Who is known, without anybody's name or id. */
    static void registerPeople(Metrics metrics, PeopleCounts people) {
        metrics.gauge("porchlight_people", "People known, at most presence.max-users", people::known)
                .gauge("porchlight_people_online", "Of those, not offline", people::online)
                .counter(
                        "porchlight_people_left_out_total",
                        "How often presence.max-users left no room for somebody, or took it from somebody offline",
                        people::leftOut)
                .counter("porchlight_member_lists_total", "Whole lists of members received", people::lists)
                .counter("porchlight_member_requests_total", "Requests for members sent", people::requests)
                .counter(
                        "porchlight_member_requests_limited_total",
                        "Of those, answered with RATE_LIMITED and asked again later",
                        people::rateLimited);
    }
}
