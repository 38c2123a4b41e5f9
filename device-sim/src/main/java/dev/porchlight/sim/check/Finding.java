package dev.porchlight.sim.check;

import java.util.Locale;

/**
 * One difference.
 *
 * @param step during which it was seen, e.g. {@code ping}
 * @param seen what the board did, at most a line, nothing in it but printable characters
 */
public record Finding(Rule rule, String step, String seen) {

    /** e.g. {@code deviation  key  (handshake) seen: …; expected: …; from: …}. */
    @Override
    public String toString() {
        return "%-9s  %s, at %s: seen %s; expected %s (%s)"
                .formatted(
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        rule.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        step,
                        seen,
                        rule.expected(),
                        rule.source());
    }
}
