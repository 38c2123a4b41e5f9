package dev.porchlight.bridge.store;

import java.io.Serial;

/** The store could not do it now, and nothing has changed. The message is for whoever looks after the bridge. */
public final class StoreUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean full;

    private StoreUnavailable(String message, boolean full, Throwable cause) {
        super(message, cause);
        this.full = full;
    }

    static StoreUnavailable because(String message, Throwable cause) {
        return new StoreUnavailable(message, false, cause);
    }

    static StoreUnavailable full(long maxBytes) {
        return new StoreUnavailable(
                "the store has its " + maxBytes / (1024 * 1024) + " MiB; delete something first", true, null);
    }

    /** Whether it would go after something has been deleted. */
    public boolean isFull() {
        return full;
    }
}
