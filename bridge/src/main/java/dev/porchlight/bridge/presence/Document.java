package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A JSON body that clients may keep and ask about again, and its strong entity tag (RFC 9110 §8.8.3), which is made of its
 * bytes: two bridges, or one before and after a restart, give the same tag to the same presence. Immutable.
 */
final class Document {

    private static final byte[] NOTHING = {};
    private static final int TAG_BYTES = 16;

    private final String tag;
    private final Answer whole;

    /** @param body UTF-8 JSON, not changed from here on */
    Document(byte[] body) {
        tag = '"' + HexFormat.of().formatHex(Arrays.copyOf(digest(body), TAG_BYTES)) + '"';
        whole = described(new Answer(200, Answer.JSON, body));
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** To be kept, and to be asked about before each use. */
    private Answer described(Answer answer) {
        return Cors.open(answer.with("ETag", tag).with("Cache-Control", "no-cache"));
    }

    /** The body, or 304 to a client that has it already. */
    Answer answer(Request request) {
        for (String tags : request.headers("if-none-match")) {
            // A list of tags, weak or not (§13.1.2 compares weakly), or a star. No tag holds a quote, so ours with its
            // quotes is in there only as one of them.
            if (tags.equals("*") || tags.contains(tag)) {
                return described(new Answer(304, Answer.JSON, NOTHING));
            }
        }
        return whole;
    }
}
