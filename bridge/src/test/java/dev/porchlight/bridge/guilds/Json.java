package dev.porchlight.bridge.guilds;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Payloads as text, with single quotes for double ones. */
final class Json {

    private Json() {}

    static Map<String, Object> map(String text) {
        try {
            return JSON.std.mapFrom(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dispatch dispatch(String type, String text) {
        return Dispatch.parse(type, map(text)).orElseThrow();
    }
}
