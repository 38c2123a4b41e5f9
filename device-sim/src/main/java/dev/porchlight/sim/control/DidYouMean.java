package dev.porchlight.sim.control;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody probably meant to write. */
public final class DidYouMean {
    private static final int MAX_LENGTH = 200; // the distance takes memory by the product of both lengths

    private DidYouMean() {}

    /** The nearest of the candidates, when it is near: a third of the letters may differ, at least one. */
    public static Optional<String> nearest(String written, Collection<String> candidates) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> candidate.length() <= MAX_LENGTH)
                .map(candidate -> Map.entry(candidate, distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(near -> near.getValue()
                        <= Math.max(1, Math.max(written.length(), near.getKey().length()) / 3))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** "; did you mean lounge?", or what there is when nothing is near and little enough; "" else. */
    public static String hint(String written, Collection<String> candidates) {
        return nearest(written, candidates)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse(
                        candidates.isEmpty() || candidates.size() > 12
                                ? ""
                                : "; there " + (candidates.size() == 1 ? "is " : "are ")
                                        + String.join(", ", candidates));
    }

    /** Insertions, deletions, replacements and swaps of neighbours between the two. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
