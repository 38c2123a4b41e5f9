package dev.porchlight.bridge.tokens;

import dev.porchlight.bridge.settings.Settings;
import java.nio.file.Path;

/**
 * Where the tokens are.
 *
 * @param dataDir DATA_DIR: the directory of all that the program writes; {@code data} where it was started, unless set
 */
public record TokenSettings(Path dataDir) {

    private static final Path DEFAULT = Path.of("data");

    /** Reads {@code data.dir}. */
    public static TokenSettings read(Settings settings) {
        return new TokenSettings(settings.parsed("data.dir", DEFAULT, "the path of a directory", Path::of));
    }
}
