package dev.porchlight.bridge.lanyard;

import java.io.Serial;

/** A key-value pair that cannot be. The message is for whoever sent it, and quotes nothing. */
final class KvRejected extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    private KvRejected(String code, String message) {
        super(message);
        this.code = code;
    }

    /** One of Lanyard's error codes. */
    String code() {
        return code;
    }

    private static KvRejected invalid(String message) {
        return new KvRejected("kv_validation_failed", message);
    }

    static KvRejected key() {
        return invalid("A key has at most " + KeyValues.MAX_KEY + " characters of a-z, A-Z, 0-9 and _");
    }

    static KvRejected value() {
        return invalid("A value has at most " + KeyValues.MAX_VALUE + " characters");
    }

    static KvRejected tooMany() {
        return invalid("There can be at most " + KeyValues.MAX_KEYS + " keys");
    }

    static KvRejected tooLarge(int maxBytes) {
        return invalid("All keys and values together have at most " + maxBytes + " bytes of JSON");
    }

    static KvRejected noRoom() {
        return invalid("The bridge has no room for more pairs of anybody's");
    }

    static KvRejected ownKey() {
        return invalid("A value holds your API key, and everybody can read values");
    }

    static KvRejected notText() {
        return new KvRejected("invalid_kv_value", "A value is text in UTF-8");
    }

    static KvRejected notAnObject() {
        return new KvRejected("invalid_kv_value", "The body is a JSON object of texts");
    }
}
