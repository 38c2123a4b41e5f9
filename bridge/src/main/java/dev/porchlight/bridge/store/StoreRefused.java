package dev.porchlight.bridge.store;

import dev.porchlight.bridge.settings.CannotStart;
import java.io.Serial;
import java.nio.file.Path;

/** The file is there and must not be used; it is left as it is. The message says why and what to do. */
public final class StoreRefused extends CannotStart {

    @Serial
    private static final long serialVersionUID = 1L;

    private StoreRefused(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreRefused inUse(Path file, Throwable cause) {
        return new StoreRefused(
                file + " is in use by another Porchlight; stop that one, or give this one a DATA_DIR of its own",
                cause);
    }

    static StoreRefused noAccess(Path file) {
        return new StoreRefused("this user cannot read and write " + file + "; is DATA_DIR this user's?", null);
    }

    static StoreRefused newer(Path file, String what) {
        return new StoreRefused(
                file + " was written by a newer Porchlight (" + what + "); use that one, or move the file away", null);
    }

    static StoreRefused damaged(Path file, Throwable cause) {
        return new StoreRefused(
                file
                        + " is damaged, and with it who opted out of being shown: put a copy of it back, or move it away to"
                        + " start with nothing stored",
                cause);
    }

    static StoreRefused notMigrated(Path file, String table, Throwable cause) {
        return new StoreRefused(
                "what an older Porchlight wrote into " + file + " cannot be understood (" + table
                        + "); nothing has changed in it: use that older one, or move the file away",
                cause);
    }
}
