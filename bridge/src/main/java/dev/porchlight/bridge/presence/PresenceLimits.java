package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.log.Log;
import dev.porchlight.bridge.settings.Settings;

/**
 * What sockets for presence may cost in all.
 *
 * @param subscriptions {@code limits.presence-subscriptions}: one for each pair of a socket and somebody it watches, and
 *     one more for each who is watched, about 75 bytes of the heap each; and one for every eight ids of an INIT_STATE that is
 *     on its way. Past it an Initialize closes its socket with 1013, and so does somebody new one that watches everybody
 */
public record PresenceLimits(int subscriptions) {

    /** Not less, so that one socket may always watch all it may. */
    private static final int LEAST = 2 * (TetherDialect.MOST_IDS + Greeting.placesOf(TetherDialect.MOST_IDS));

    private static final int MOST = 10_000_000;

    /** Of the heap for one: all of them together take a quarter of it. */
    private static final int HEAP_BYTES_EACH = 300;

    private static final Log LOG = Log.of("presence");

    /** Reads and declares the key. */
    public static PresenceLimits read(Settings settings) {
        return new PresenceLimits(settings.integer("limits.presence-subscriptions", standard(), LEAST, MOST));
    }

    private static int standard() {
        return (int) Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_BYTES_EACH, 10L * LEAST, MOST);
    }

    /** One allotment for all sockets; the log is told how large. */
    public Allotment allot() {
        LOG.info(
                "limits",
                "subscriptions",
                subscriptions,
                "ids_per_socket",
                TetherDialect.MOST_IDS,
                "message_bytes",
                PresenceSocket.MESSAGE_BYTES);
        return new Allotment(subscriptions);
    }
}
