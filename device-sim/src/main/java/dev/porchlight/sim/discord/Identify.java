package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Op 2, what a client says of itself.
 *
 * @param intents -1 when it was no number
 * @param shard 0 when none was given
 * @param shards 1 when none was given
 * @param largeThreshold 50 to 250 members; 50 when none was given
 * @param presence what op 3 would say; empty when none was given
 */
record Identify(String token, int intents, int shard, int shards, int largeThreshold, Map<String, Object> presence) {
    private static final int NO_INTENTS = -1;
    private static final int LARGE_FROM = 50;
    private static final int LARGE_TO = 250;

    static Identify read(Map<String, Object> d) {
        int intents = d.get("intents") instanceof Number number ? number.intValue() : NO_INTENTS;
        String token = String.valueOf(d.get("token"));
        int large = d.get("large_threshold") instanceof Number number
                ? Math.clamp(number.intValue(), LARGE_FROM, LARGE_TO)
                : LARGE_FROM;
        Map<String, Object> presence = Json.asObject(d.get("presence"));
        if (d.get("shard") instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Number shard
                && pair.get(1) instanceof Number shards) {
            return new Identify(token, intents, shard.intValue(), shards.intValue(), large, presence);
        }
        return new Identify(token, intents, 0, 1, large, presence);
    }

    /** Whether the guild is told of on this shard. */
    boolean covers(SimGuild guild) {
        return (guild.id() >>> 22) % shards == shard;
    }

    /** Why Discord closes such a client: token, intents, granted intents, shard; empty when it lets it in. */
    Optional<CloseCode> refusal(Access access) {
        if (!access.accepts(token)) {
            return Optional.of(CloseCode.AUTHENTICATION_FAILED);
        }
        if ((intents & ~Intent.KNOWN) != 0) {
            return Optional.of(CloseCode.INVALID_INTENTS);
        }
        if (!access.allows(intents)) {
            return Optional.of(CloseCode.DISALLOWED_INTENTS);
        }
        return shard < 0 || shard >= shards ? Optional.of(CloseCode.INVALID_SHARD) : Optional.empty();
    }
}
