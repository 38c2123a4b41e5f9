package dev.porchlight.bridge.tokens;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.AuthLimit;
import dev.porchlight.bridge.door.ErrorWriter;
import dev.porchlight.bridge.door.Handler;
import dev.porchlight.bridge.door.MinuteAllowance;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a request through to its handler when it brings {@code Authorization: Bearer} and a token of the right scope
 * (RFC 6750). In this order: 429 when its address has used up its {@link AuthLimit}, whatever it brings; 401 without a token;
 * 503 while the tokens cannot be read; 401 for a token that is unknown, revoked or expired, which counts as a failure; 403
 * for one of another scope. No answer and no log line holds anything of what was sent.
 *
 * <p>Any thread; all guarded routes share one, so that an address has its failures once.
 */
public final class Guard {

    /** Answers a request that a token has let through. On the request's virtual thread; may wait. */
    @FunctionalInterface
    public interface Guarded {
        /** Never null; {@code token} says whose request this is. */
        Answer handle(Request request, TokenInfo token) throws Exception;
    }

    private static final int LINES_A_MINUTE = 30;
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");
    private static final Log LOG = Log.of("tokens");

    private final Tokens tokens;
    private final LongSupplier nanos;
    private final ReentrantLock counting = new ReentrantLock();
    private final AuthLimit limit = new AuthLimit(); // guarded by counting, like lines
    private final MinuteAllowance lines = new MinuteAllowance(LINES_A_MINUTE);

    public Guard(Tokens tokens) {
        this(tokens, System::nanoTime);
    }

    Guard(Tokens tokens, LongSupplier nanos) {
        this.tokens = tokens;
        this.nanos = nanos;
    }

    /** A handler that asks for a token of this scope first; errors in the standard form. */
    public Handler needs(Scope scope, Guarded handler) {
        return needs(scope, ErrorWriter.STANDARD, handler);
    }

    /** The same with errors in the form of the routes around it. */
    public Handler needs(Scope scope, ErrorWriter errors, Guarded handler) {
        return request -> {
            if (lockedOut(request.client())) {
                return errors.write(
                                429, "too_many_wrong_tokens", "Too many wrong tokens from this address; wait a minute")
                        .with("Retry-After", "60");
            }
            Optional<String> token = bearer(request);
            if (token.isEmpty()) {
                return errors.write(401, "no_token", "This needs the header Authorization: Bearer and a token")
                        .with("WWW-Authenticate", "Bearer realm=\"porchlight\"");
            }
            Optional<TokenInfo> known = tokens.find(token.get());
            if (known.isEmpty()) {
                return unknown(request.client(), errors);
            }
            if (!known.get().scopes().contains(scope)) {
                return errors.write(403, "wrong_scope", "This needs a token of the scope " + scope.word())
                        .with(
                                "WWW-Authenticate",
                                "Bearer error=\"insufficient_scope\", scope=\"" + scope.word() + "\"");
            }
            return handler.handle(request, known.get());
        };
    }

    private Answer unknown(InetAddress client, ErrorWriter errors) {
        if (!tokens.readable()) {
            return errors.write(503, "tokens_unreadable", "The bridge cannot read its tokens; its log says why");
        }
        failed(client);
        return errors.write(401, "unknown_token", "This token is unknown, revoked or expired")
                .with("WWW-Authenticate", "Bearer realm=\"porchlight\", error=\"invalid_token\"");
    }

    private static Optional<String> bearer(Request request) {
        return request.header("authorization")
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    private boolean lockedOut(InetAddress client) {
        counting.lock();
        try {
            return limit.exhausted(client, nanos.getAsLong());
        } finally {
            counting.unlock();
        }
    }

    private void failed(InetAddress client) {
        counting.lock();
        try {
            long now = nanos.getAsLong();
            limit.failed(client, now);
            if (limit.exhausted(client, now) && lines.take(now)) {
                LOG.warn(
                        "address_locked_out",
                        "address",
                        client.getHostAddress(),
                        "reason",
                        AuthLimit.FAILURES + " wrong tokens within a minute");
            }
        } finally {
            counting.unlock();
        }
    }
}
