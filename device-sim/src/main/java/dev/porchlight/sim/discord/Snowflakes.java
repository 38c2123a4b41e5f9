package dev.porchlight.sim.discord;

import java.util.concurrent.atomic.AtomicLong;

/** Ids as Discord makes them: milliseconds since 2015 in the upper 42 bits, a counter below. Safe from any thread. */
final class Snowflakes {
    private static final long DISCORD_EPOCH_MS = 1_420_070_400_000L;

    private final AtomicLong last = new AtomicLong((System.currentTimeMillis() - DISCORD_EPOCH_MS) << 22);

    /** Never 0 and never the same one twice. */
    long next() {
        return last.addAndGet(1 << 12);
    }

    /** The same for a guild, a millisecond on: guilds made one after the other are on one shard after the other. */
    long nextGuild() {
        return last.addAndGet(1 << 22);
    }
}
