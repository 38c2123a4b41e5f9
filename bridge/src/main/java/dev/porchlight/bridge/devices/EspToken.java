package dev.porchlight.bridge.devices;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The shared token of the boards; compared in a time that does not depend on where the texts differ. Immutable. */
final class EspToken {

    private static final String PREFIX = "AUTH:";

    private final byte[] message;
    private final String token;

    EspToken(String token) {
        this.token = token;
        this.message = (PREFIX + token).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a board's first message is exactly {@code AUTH:<token>}. */
    boolean opens(String firstMessage) {
        return MessageDigest.isEqual(message, firstMessage.getBytes(StandardCharsets.UTF_8));
    }

    /** What is probably wrong with a first message that does not open; holds nothing of what was sent. */
    String likelyCause(String firstMessage) {
        if (!firstMessage.startsWith(PREFIX)) {
            return "the first message is not AUTH:<token>: is this a Porchlight board?";
        }
        String sent = firstMessage.substring(PREFIX.length());
        if (sent.isEmpty()) {
            return "the board has no token: send its CONFIG line again";
        }
        if (sent.strip().equals(token)) {
            return "the board's token has blanks around it";
        }
        if (sent.equalsIgnoreCase(token)) {
            return "the board's token differs in upper and lower case only";
        }
        return "the board's token is not ESP_AUTH_TOKEN";
    }
}
