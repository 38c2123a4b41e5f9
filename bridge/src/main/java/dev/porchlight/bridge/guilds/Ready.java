package dev.porchlight.bridge.guilds;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A fresh session. Its guilds are names only; a GUILD_CREATE follows for each.
 *
 * @param self the bot's own user id
 * @param guilds every guild the bot is in
 */
public record Ready(long self, Set<Long> guilds) implements Dispatch {

    public Ready {
        guilds = Set.copyOf(guilds);
    }

    static Ready parse(Payload d) {
        long self = d.object("user").snowflake("id");
        Set<Long> guilds = new LinkedHashSet<>();
        d.list("guilds").forEach(guild -> guilds.add(guild.snowflake("id")));
        return new Ready(self, guilds);
    }
}
