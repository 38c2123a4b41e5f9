package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.Latest;
import dev.porchlight.bridge.door.MinuteAllowance;
import java.net.InetAddress;
import java.util.Map;

/**
 * Decides when trouble with an address is worth a line in the log. A stock board comes back within milliseconds, so each
 * cause is told once per address, and again after ten minutes if it lasts. Somebody with many addresses gets no more than
 * {@value #LINES_A_MINUTE} lines a minute out of it. Remembers the {@value #KEPT} last causes of trouble. Door loop only.
 */
final class Hints {

    private static final int KEPT = 1_024;
    private static final long AGAIN_NANOS = 10 * 60 * 1_000_000_000L;

    static final int LINES_A_MINUTE = 30;

    private record Trouble(InetAddress client, String cause) {}

    private static final class Past {
        private int times;
        private long toldAt;
    }

    private final Map<Trouble, Past> past = new Latest<>(KEPT);
    private final MinuteAllowance allowance = new MinuteAllowance(LINES_A_MINUTE);

    /**
     * Notes trouble.
     *
     * @param patience how often it must come before it is told
     * @param now {@link System#nanoTime()}
     * @return whether to tell it now
     */
    boolean worthTelling(InetAddress client, String cause, int patience, long now) {
        Past trouble = past.computeIfAbsent(new Trouble(client, cause), key -> new Past());
        trouble.times = Math.min(trouble.times + 1, patience + 1);
        boolean first = trouble.times == patience;
        boolean again = trouble.times > patience && now - trouble.toldAt >= AGAIN_NANOS;
        if (!first && !again) {
            return false;
        }
        if (!allowance.take(now)) {
            trouble.times = patience - 1; // untold: the next time is the first again
            return false;
        }
        trouble.toldAt = now;
        return true;
    }
}
