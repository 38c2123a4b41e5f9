package dev.porchlight.bridge.lanyard;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as Lanyard's answers have it: null fields are there. Stateless, any thread. */
final class Json {

    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    /** A map's JSON object, UTF-8. */
    static byte[] object(Object map) {
        try {
            return WRITER.asBytes(map);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
