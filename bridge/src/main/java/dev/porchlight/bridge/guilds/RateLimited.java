package dev.porchlight.bridge.guilds;

import java.time.Duration;

/**
 * Something the bot sent was too much, and was not done.
 *
 * @param opcode of what it sent: 8 for a request of members
 * @param retryAfter how long to wait before the same once more
 * @param nonce of a request of members; empty for none
 */
public record RateLimited(int opcode, Duration retryAfter, String nonce) implements Dispatch {

    private static final double LONGEST_SECONDS = 3_600;

    static RateLimited parse(Payload d) {
        Object seconds = d.fields().get("retry_after");
        if (!(seconds instanceof Number number) || !(number.doubleValue() >= 0)) {
            throw MalformedDispatch.notANumber("retry_after");
        }
        double wait = Math.min(number.doubleValue(), LONGEST_SECONDS);
        boolean named = d.has("meta") && d.object("meta").has("nonce");
        return new RateLimited(
                d.number("opcode"),
                Duration.ofMillis((long) Math.ceil(wait * 1_000)),
                named ? d.object("meta").text("nonce") : "");
    }
}
