package dev.porchlight.bridge.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Spellings of a key, and which known name somebody may have meant. */
public final class Names {

    private Names() {}

    /** {@code voice.count-bots} is {@code VOICE_COUNT_BOTS} in the environment and in {@code .env}. */
    static String environment(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The nearest known name, however far, as long as at least half of it is right. */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        return closest(wrong, known)
                .filter(name -> distance(wrong, name) <= Math.max(wrong.length(), name.length()) / 2);
    }

    /**
     * The known name this one narrowly misses: two slips of the finger in a long name, one in a short one. Names of fewer
     * than five letters are left alone, because an environment is full of other programs' short names.
     */
    static Optional<String> nearMiss(String name, Collection<String> known) {
        if (name.length() < 5) {
            return Optional.empty();
        }
        int slips = name.length() < 8 ? 1 : 2;
        // An environment has dozens of names, and each distance costs a table: at a start that is a tenth of its time.
        List<String> similar = known.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= slips)
                .toList();
        return closest(name, similar).filter(candidate -> distance(name, candidate) <= slips);
    }

    private static Optional<String> closest(String name, Collection<String> known) {
        String closest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (closest == null || distance < least) {
                closest = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(closest);
    }

    /** Letters to add, drop, change or swap with their neighbour, regardless of case. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        // Nothing this long is a slip of the finger, and the table stays small.
        if (a.length() > 128 || b.length() > 128) {
            return a.equals(b) ? 0 : Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
