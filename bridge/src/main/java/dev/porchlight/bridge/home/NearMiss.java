package dev.porchlight.bridge.home;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of some words was meant by one that is none of them, if it misses by two slips of the finger at most. */
final class NearMiss {

    private static final int SLIPS = 2;

    private NearMiss() {}

    static Optional<String> of(String wrong, List<String> known) {
        String nearest = null;
        int least = SLIPS + 1;
        for (String candidate : known) {
            int slips = slips(wrong.toLowerCase(Locale.ROOT), candidate);
            if (slips < least) {
                nearest = candidate;
                least = slips;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Letters to add, drop or change; more than {@link #SLIPS} where it is clear at once that there are. */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > SLIPS) {
            return SLIPS + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
