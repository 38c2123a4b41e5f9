package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who is banned from one guild, and why. Guarded by the world's lock, every method is called under it. */
final class Bans {
    private record Ban(SimUser user, String reason) {
        Map<String, Object> json() {
            return Json.object("user", user.json(), "reason", reason);
        }
    }

    private final SimGuild guild;
    /** By the user's id, the order in which REST lists them. */
    private final Map<Long, Ban> bans = new TreeMap<>();

    Bans(SimGuild guild) {
        this.guild = guild;
    }

    /**
     * GUILD_BAN_ADD, then the member leaves. Nothing happens to who is banned already.
     *
     * @param reason null for none
     */
    void add(SimUser user, String reason) {
        if (bans.putIfAbsent(user.id(), new Ban(user, reason)) == null) {
            dispatch("GUILD_BAN_ADD", user);
            guild.removeMember(user);
        }
    }

    /** GUILD_BAN_REMOVE; false when the user was not banned. */
    boolean remove(long userId) {
        Ban ban = bans.remove(userId);
        if (ban != null) {
            dispatch("GUILD_BAN_REMOVE", ban.user());
        }
        return ban != null;
    }

    private void dispatch(String type, SimUser user) {
        guild.world()
                .gateway
                .dispatch(
                        guild,
                        Intent.GUILD_MODERATION,
                        type,
                        Json.object("guild_id", Json.id(guild.id()), "user", user.json()));
    }

    Optional<Map<String, Object>> of(long userId) {
        return Optional.ofNullable(bans.get(userId)).map(Ban::json);
    }

    List<Map<String, Object>> json(long before, long after, int limit) {
        List<Ban> within = bans.values().stream()
                .filter(ban ->
                        ban.user().id() > after && (before == 0 || ban.user().id() < before))
                .toList();
        int from = before != 0 && after == 0 ? Math.max(0, within.size() - limit) : 0;
        return within.stream().skip(from).limit(limit).map(Ban::json).toList();
    }
}
