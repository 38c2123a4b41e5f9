package dev.porchlight.bridge;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.health.Metrics;
import dev.porchlight.bridge.lanyard.LanyardCounts;

/** Lanyard's own metrics under its own names, so that dashboards made for it work. */
final class LanyardMetrics {

    private LanyardMetrics() {}

    static void register(Metrics metrics, People people, LanyardCounts counts) {
        metrics.gauge("lanyard_monitored_users", "People who are known", people::size)
                .foreignCount("lanyard_presence_updates", "Changes of people since the start", counts::presenceUpdates)
                .foreignCount("lanyard_2xx_responses", "Lanyard's REST answers of 200 to 299", () -> counts.answers(2))
                .foreignCount("lanyard_4xx_responses", "Lanyard's REST answers of 400 to 499", () -> counts.answers(4))
                .foreignCount("lanyard_5xx_responses", "Lanyard's REST answers of 500 to 599", () -> counts.answers(5));
    }
}
