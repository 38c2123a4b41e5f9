package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.store.Store;
import dev.porchlight.bridge.store.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API keys by which people change their own pairs: {@code lnyd_} and 32 hexadecimal digits, one a person. Kept as
 * SHA-256 alone, which is enough for 128 random bits: there is no dictionary to go through.
 *
 * <p>Any thread but the loops; waits for the store. Invariant: {@code users} by hash and {@code hashes} by user are each
 * other's inverse, since both change in one write.
 */
final class ApiKeys {

    private static final int SECRET_BYTES = 16;
    private static final Pattern KEY = Pattern.compile("lnyd_[0-9a-f]{32}");

    private final SecureRandom random = new SecureRandom();
    private final Store store;
    private final Table users;
    private final Table hashes;

    ApiKeys(Store store) {
        this.store = store;
        this.users = store.table("lanyard.api-keys");
        this.hashes = store.table("lanyard.api-key-of-user");
    }

    /** Makes a person a new key, to be shown once; the one they had is good for nothing from now on. */
    String create(long user) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String key = "lnyd_" + HexFormat.of().formatHex(secret);
        String id = Long.toUnsignedString(user);
        store.write(() -> {
            hashes.get(id).ifPresent(users::remove);
            hashes.put(id, hash(key));
            users.put(hash(key), id);
            return null;
        });
        return key;
    }

    /** Whose key this is; empty for what is no key, or one no more. */
    OptionalLong owner(String key) {
        if (!KEY.matcher(key).matches()) {
            return OptionalLong.empty();
        }
        // The tree is searched by the hash: how long that takes tells nothing of the key.
        return store.read(() -> users.get(hash(key)))
                .map(id -> OptionalLong.of(Long.parseUnsignedLong(id)))
                .orElse(OptionalLong.empty());
    }

    /** Whether the key that this person has now stands somewhere in a text. */
    boolean isIn(String text, long user) {
        Matcher keys = KEY.matcher(text);
        if (!keys.find()) {
            return false;
        }
        // Asked once: a text may hold tens of thousands of what look like keys, and everybody waits for the store.
        Optional<String> own = store.read(() -> hashes.get(Long.toUnsignedString(user)));
        boolean found = false;
        do {
            found = own.isPresent() && own.get().equals(hash(keys.group()));
        } while (!found && own.isPresent() && keys.find());
        return found;
    }

    private static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
