package dev.porchlight.bridge.tokens;

import dev.porchlight.bridge.settings.CannotStart;
import java.io.Serial;

/** {@code tokens.json} cannot be read or written. The message says why and what to do, and holds nothing of the file. */
public final class TokensUnreadable extends CannotStart {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private TokensUnreadable(String message, boolean newer) {
        super(message);
        this.newer = newer;
    }

    static TokensUnreadable because(String message) {
        return new TokensUnreadable(message, false);
    }

    /** The file is in order, but of a Porchlight that came after this one. */
    static TokensUnreadable newer(String message) {
        return new TokensUnreadable(message, true);
    }

    boolean isNewer() {
        return newer;
    }
}
