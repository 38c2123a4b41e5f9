package dev.porchlight.bridge.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One token as it is kept: what may be shown, and the SHA-256 of the whole token in hexadecimal digits. A plain hash is enough for a secret of
 * {@value #SECRET_BYTES} random bytes: there is no dictionary to go through.
 */
record StoredToken(TokenInfo info, String hash) {

    /** Marks a token as ours, for {@code log.Mask} and for whoever searches their files for secrets. */
    static final String PREFIX = "pl_";

    static final int SECRET_BYTES = 32;
    static final int HASH_DIGITS = 64;

    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    static String hashOf(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** In a time that does not depend on where the two differ. */
    boolean has(String otherHash) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), otherHash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "StoredToken[" + info + "]";
    }
}
