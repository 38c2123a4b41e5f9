package dev.porchlight.bridge.settings;

/**
 * One thing that is wrong with the settings, ready to be shown: secrets are masked already.
 *
 * @param key the key in the spelling of its source, or the file when the file itself is wrong
 * @param origin where it was written, e.g. {@code .env line 4}
 * @param value what stands there, shortened and masked
 * @param expected what should stand there
 */
public record Mistake(String key, Origin origin, String value, String expected) {

    @Override
    public String toString() {
        return key + " = " + value + "  (" + origin + ")\n      expected: " + expected;
    }
}
