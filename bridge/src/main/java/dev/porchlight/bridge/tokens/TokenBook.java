package dev.porchlight.bridge.tokens;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, lists and revokes tokens, for the command line. Each change is read, made and written under one lock, so that
 * several processes may do it at the same time; a running bridge sees it within a second. Any thread; waits for the disk,
 * and up to ten seconds for the lock.
 */
public final class TokenBook {

    /** The longest label, in characters. */
    public static final int MAX_LABEL = TokenJson.MAX_LABEL;

    /** A new token, and all that will ever be known of its secret: keep it nowhere, show it once. */
    public record Made(String secret, TokenInfo info) {
        @Override
        public String toString() {
            return "Made[" + info + "]";
        }
    }

    private final Path directory;
    private final TokenFile file;
    private final InstantSource clock;

    public TokenBook(Path dataDir, InstantSource clock) {
        this.directory = dataDir;
        this.file = new TokenFile(dataDir);
        this.clock = clock;
    }

    /**
     * Makes one.
     *
     * @param scopes at least one
     * @param label at most {@value #MAX_LABEL} characters on one line, see {@link #isLabel}
     * @param lifetime in whole seconds, at least one; empty for a token that does not expire
     * @throws TokensUnreadable when the file cannot be read or written, or is full
     */
    public Made create(Set<Scope> scopes, String label, Optional<Duration> lifetime) {
        if (scopes.isEmpty() || !isLabel(label)) {
            throw new IllegalArgumentException("no scope, or no label");
        }
        file.prepare();
        return TokenLock.holding(directory, file, () -> {
            List<StoredToken> tokens = new ArrayList<>(file.read());
            if (tokens.size() >= TokenJson.MAX_TOKENS) {
                throw TokensUnreadable.because(
                        "there are " + TokenJson.MAX_TOKENS + " tokens already; revoke some first");
            }
            String secret = StoredToken.newSecret();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            TokenInfo info = new TokenInfo(freeId(tokens), scopes, label, now, lifetime.map(now::plus));
            tokens.add(new StoredToken(info, StoredToken.hashOf(secret)));
            file.write(tokens);
            return new Made(secret, info);
        });
    }

    /**
     * All of them, expired ones too, the oldest first.
     *
     * @throws TokensUnreadable when the file cannot be read
     */
    public List<TokenInfo> list() {
        return file.read().stream().map(StoredToken::info).toList();
    }

    /**
     * Takes one away for good; within a second it opens nothing any more.
     *
     * @return what it was; empty when there is none of that id, and then nothing has changed
     * @throws TokensUnreadable when the file cannot be read or written
     */
    public Optional<TokenInfo> revoke(String id) {
        if (find(file.read(), id).isEmpty()) {
            return Optional.empty(); // and no directory or lock is made for it
        }
        return TokenLock.holding(directory, file, () -> {
            List<StoredToken> tokens = new ArrayList<>(file.read());
            Optional<StoredToken> revoked = find(tokens, id);
            if (revoked.isPresent()) {
                tokens.remove(revoked.get());
                file.write(tokens);
            }
            return revoked.map(StoredToken::info);
        });
    }

    /** Whether this can be a token's label. */
    public static boolean isLabel(String label) {
        return TokenJson.isLabel(label);
    }

    private static Optional<StoredToken> find(List<StoredToken> tokens, String id) {
        return tokens.stream().filter(token -> token.info().id().equals(id)).findFirst();
    }

    private static String freeId(List<StoredToken> tokens) {
        String id = StoredToken.newId();
        while (find(tokens, id).isPresent()) {
            id = StoredToken.newId();
        }
        return id;
    }
}
