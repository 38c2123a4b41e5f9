package dev.porchlight.bridge.home;

import java.util.List;

/**
 * A snapshot for {@code /health} and {@code /metrics}; immutable, safe to keep and to read from any thread.
 *
 * @param discordReady there is a ready gateway session, this moment
 * @param stale some of what is known is not vouched for: Discord is away, or a guild is
 * @param settled every guild of the first READY has been heard of, or three seconds have passed since it, or there is
 *     no Discord
 * @param voiceUsers people in voice after the filters, each counted once
 * @param guilds in the order of their ids
 */
public record HomeView(boolean discordReady, boolean stale, boolean settled, int voiceUsers, List<GuildView> guilds) {

    public HomeView {
        guilds = List.copyOf(guilds);
    }

    /**
     * One guild.
     *
     * @param id snowflake, unsigned
     * @param name empty until it is known
     * @param available false while the guild is in an outage or has yet to arrive, and while Discord is away
     * @param voiceUsers people in its voice channels after the filters
     */
    public record GuildView(long id, String name, boolean available, int voiceUsers) {}
}
