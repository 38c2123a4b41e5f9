package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says once an address, and not at every try of a board that tries without pause, why its boards are refused. Remembers
 * the {@value #ADDRESSES} addresses that failed last. Door loop only.
 */
final class AuthHints {

    private static final Log LOG = Log.of("devices");
    private static final int ADDRESSES = 1_024;
    private static final int REPEATED = 3;

    private final Map<InetAddress, Integer> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Integer> eldest) {
            return size() > ADDRESSES;
        }
    };

    /** Notes a refusal; the third in a row from one address is told, the later ones are not. */
    void refused(InetAddress client, Supplier<String> likelyCause) {
        int count = failures.merge(client, 1, (old, one) -> Math.min(old + one, REPEATED + 1));
        if (count == REPEATED) {
            LOG.warn(
                    "board_refused_repeatedly",
                    "client",
                    client.getHostAddress(),
                    "times",
                    REPEATED,
                    "likely_cause",
                    likelyCause.get());
        } else {
            LOG.debug("board_refused", "client", client.getHostAddress());
        }
    }

    /** A board of this address has the right token: its next trouble is worth a new line. */
    void admitted(InetAddress client) {
        failures.remove(client);
    }
}
