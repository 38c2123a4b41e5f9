package dev.porchlight.sim.boards;

import java.nio.charset.StandardCharsets;

/** Text as an Arduino {@code String} holds it: it ends at the first zero byte, and blanks are those of C. Stateless. */
final class ArduinoText {
    private ArduinoText() {}

    static String of(byte[] payload) {
        int end = 0;
        while (end < payload.length && payload[end] != 0) {
            end++;
        }
        return trim(new String(payload, 0, end, StandardCharsets.UTF_8));
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
