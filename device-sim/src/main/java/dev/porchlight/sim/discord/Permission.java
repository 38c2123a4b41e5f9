package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The permissions the simulator asks for, and what somebody may do in a channel. Called under the world's lock. */
enum Permission {
    KICK_MEMBERS(1),
    BAN_MEMBERS(2),
    ADMINISTRATOR(3),
    MANAGE_CHANNELS(4),
    MANAGE_GUILD(5),
    ADD_REACTIONS(6),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    MANAGE_NICKNAMES(27),
    MANAGE_ROLES(28),
    MANAGE_EXPRESSIONS(30),
    MANAGE_THREADS(34),
    CREATE_PUBLIC_THREADS(35),
    CREATE_PRIVATE_THREADS(36),
    SEND_MESSAGES_IN_THREADS(38),
    MODERATE_MEMBERS(40),
    PIN_MESSAGES(51);

    /** Everything Discord has a bit for. */
    static final long ALL = (1L << 53) - 1 - (1L << 47) - (1L << 48);
    /** What an invited bot's own role has here: everything but the one that makes the rest meaningless. */
    static final long BOT = ALL & ~(1L << 3);
    /** What everybody may do in a new guild: with view and send, without moderating. */
    static final long EVERYONE = 2_248_473_465_835_073L | (1L << 10) | (1L << 11);

    private final long bit;

    Permission(int position) {
        this.bit = 1L << position;
    }

    boolean in(long bits) {
        return (bits & bit) != 0;
    }

    /** What a member may do in the whole guild: the owner and administrators everything. */
    static long of(SimGuild guild, SimUser user) {
        if (user.id() == guild.ownerId()) {
            return ALL;
        }
        Set<Long> roles = guild.people().of(user).map(member -> member.roles).orElse(Set.of());
        long bits = guild.roles().everyone().permissions();
        for (SimRole role : guild.roles().all()) {
            if (roles.contains(role.id())) {
                bits |= role.permissions();
            }
        }
        return ADMINISTRATOR.in(bits) ? ALL : bits;
    }

    /** And in one channel: overwrites of everyone, then of the member's roles together, then the member's own. */
    static long of(SimGuild guild, SimUser user, SimChannel channel) {
        long bits = of(guild, user);
        if (bits == ALL) {
            return ALL;
        }
        List<Map<String, Object>> overwrites = channel.governing().overwrites();
        Set<Long> roles = guild.people().of(user).map(member -> member.roles).orElse(Set.of());
        bits = overwritten(bits, overwrites, Set.of(guild.id()));
        bits = overwritten(bits, overwrites, roles);
        return overwritten(bits, overwrites, Set.of(user.id()));
    }

    private static long overwritten(long bits, List<Map<String, Object>> overwrites, Set<Long> ids) {
        long allow = 0;
        long deny = 0;
        for (Map<String, Object> overwrite : overwrites) {
            if (ids.contains(Json.snowflake(overwrite.get("id")))) {
                allow |= Json.snowflake(overwrite.get("allow"));
                deny |= Json.snowflake(overwrite.get("deny"));
            }
        }
        return (bits & ~deny) | allow;
    }
}
