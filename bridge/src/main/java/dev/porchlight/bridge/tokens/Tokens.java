package dev.porchlight.bridge.tokens;

import dev.porchlight.bridge.log.Log;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Which tokens are good now, for a running bridge. Looks at the file at most every {@link #LOOK_EVERY}, when somebody asks,
 * and reads it again when it is another one: what the command line has made or revoked holds within that time.
 *
 * <p>Any thread. Waits for one small file at most. A file that cannot be read opens nothing, is told of in the log once, and
 * the bridge goes on: no light goes out because of it.
 */
public final class Tokens {

    /** Half of the second within which a change must hold. */
    static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Log LOG = Log.of("tokens");

    /** What the last reading found. */
    private record Known(TokenFile.Stamp stamp, List<StoredToken> tokens, boolean readable) {}

    private final TokenFile file;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock(); // no monitor: it is held while a file is read
    private volatile Known known;
    private long lookedAt; // guarded by looking

    private Tokens(TokenFile file, InstantSource clock, LongSupplier nanos) {
        this.file = file;
        this.clock = clock;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
        TokenFile.Stamp stamp = file.stamp();
        this.known = read(stamp, true);
    }

    /**
     * The tokens in that directory; it may be missing, and then there are none.
     *
     * @throws TokensUnreadable when the file is of a newer Porchlight; any other fault of it is logged
     */
    public static Tokens open(Path dataDir) {
        return open(dataDir, InstantSource.system(), System::nanoTime);
    }

    /** With clocks of the caller's: one for expiry, one for how often to look. */
    static Tokens open(Path dataDir, InstantSource clock, LongSupplier nanos) {
        return new Tokens(new TokenFile(dataDir), clock, nanos);
    }

    /** The token, when it is one of ours, not revoked, not expired. Takes as long for a wrong one as for a right one. */
    public Optional<TokenInfo> find(String token) {
        String hash = StoredToken.hashOf(token);
        TokenInfo found = null;
        for (StoredToken stored : current().tokens()) {
            // No way out before the end, or the time would tell how far it got.
            if (stored.has(hash)) {
                found = stored.info();
            }
        }
        return Optional.ofNullable(found).filter(info -> !info.expired(clock.instant()));
    }

    /** The same, when it also has that scope. */
    public Optional<TokenInfo> check(String token, Scope scope) {
        return find(token).filter(info -> info.scopes().contains(scope));
    }

    /** Whether the file could be read when it was last looked at; a missing one counts as read. */
    public boolean readable() {
        return current().readable();
    }

    private Known current() {
        looking.lock();
        try {
            long now = nanos.getAsLong();
            if (now - lookedAt >= LOOK_EVERY.toNanos()) {
                lookedAt = now;
                TokenFile.Stamp stamp = file.stamp();
                if (!stamp.equals(known.stamp())) {
                    known = read(stamp, false);
                }
            }
            return known;
        } finally {
            looking.unlock();
        }
    }

    private Known read(TokenFile.Stamp stamp, boolean atStart) {
        try {
            List<StoredToken> tokens = file.read();
            if (!atStart) {
                LOG.info("tokens_read", "tokens", tokens.size());
            }
            return new Known(stamp, tokens, true);
        } catch (TokensUnreadable e) {
            if (atStart && e.isNewer()) {
                throw e;
            }
            LOG.error("tokens_unreadable", "reason", e.getMessage(), "then", "no token opens anything");
            return new Known(stamp, List.of(), false);
        }
    }
}
