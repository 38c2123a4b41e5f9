package dev.porchlight.bridge;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.health.Metrics;
import dev.porchlight.bridge.lanyard.LanyardCounts;
import dev.porchlight.bridge.presence.SocketCounts;
import java.util.List;

/** Lanyard's own metrics under its own names, so that dashboards made for it work. */
final class LanyardMetrics {

    private LanyardMetrics() {}

    static void register(Metrics metrics, People people, LanyardCounts counts, SocketCounts sockets) {
        metrics.gauge("lanyard_connected_sessions", "Lanyard's sockets open", sockets::sockets)
                .gauge("lanyard_monitored_users", "People who are known", people::size)
                .foreignCount("lanyard_messages_outbound", "Messages to Lanyard's sockets", sockets::sent)
                .foreignCount("lanyard_messages_inbound", "Messages from Lanyard's sockets", sockets::received)
                .foreignCount("lanyard_presence_updates", "Changes of people since the start", counts::presenceUpdates)
                .foreignCount("lanyard_2xx_responses", "Lanyard's REST answers of 200 to 299", () -> counts.answers(2))
                .foreignCount("lanyard_4xx_responses", "Lanyard's REST answers of 400 to 499", () -> counts.answers(4))
                .foreignCount("lanyard_5xx_responses", "Lanyard's REST answers of 500 to 599", () -> counts.answers(5))
                .counters(
                        "lanyard_socket_closes_total",
                        "Lanyard's sockets that ended, by close code, or why there was none",
                        List.of("code"),
                        sockets::closes)
                .counters(
                        "lanyard_socket_inits_total",
                        "Initializes of Lanyard's sockets, by whom they asked for and how it goes over the wire",
                        List.of("type", "compression"),
                        sockets::inits);
    }
}
