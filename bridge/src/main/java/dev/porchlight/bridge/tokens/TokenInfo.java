package dev.porchlight.bridge.tokens;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What may be shown of a token.
 *
 * @param id eight hexadecimal digits; says nothing of the secret
 * @param scopes what it opens; with none it is a token that opens nothing
 * @param label whose it is or what for, in a person's words; may be empty
 * @param created in whole seconds
 * @param expires from this moment on it opens nothing, nor before {@code created}; empty for never
 */
public record TokenInfo(String id, Set<Scope> scopes, String label, Instant created, Optional<Instant> expires) {

    public TokenInfo {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Whether its time is over at this moment. Before it was made it is: a Pi has no clock of its own, and one that starts
     * years ago must not bring back what has expired.
     */
    public boolean expired(Instant now) {
        return expires.isPresent() && (now.isBefore(created) || !now.isBefore(expires.get()));
    }
}
