package dev.porchlight.sim.discord;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What can be done to a member of one guild. Any thread may call; every method throws IllegalStateException when the user
 * has left.
 */
public final class SimMember {
    private final SimGuild guild;
    private final SimUser user;

    SimMember(SimGuild guild, SimUser user) {
        this.guild = guild;
        this.user = user;
    }

    public SimUser user() {
        return user;
    }

    /** Null for none. GUILD_MEMBER_UPDATE. */
    public SimMember setNick(String nick) {
        return set("nick", nick);
    }

    /** The hash of the avatar a member has here alone; null for none. GUILD_MEMBER_UPDATE. */
    public SimMember setAvatar(String hash) {
        return set("avatar", hash);
    }

    /** May not speak until then; null for may speak. GUILD_MEMBER_UPDATE. */
    public SimMember timeout(Instant until) {
        return set("communication_disabled_until", until == null ? null : Times.of(until));
    }

    /** Any field of the member object. GUILD_MEMBER_UPDATE. */
    public SimMember set(String field, Object value) {
        return update(member -> member.set(field, value));
    }

    /** GUILD_MEMBER_UPDATE. */
    public SimMember give(SimRole role) {
        return update(member -> member.give(role.id()));
    }

    /** GUILD_MEMBER_UPDATE. */
    public SimMember take(SimRole role) {
        return update(member -> member.take(role.id()));
    }

    public boolean has(SimRole role) {
        return guild.world().ask(() -> guild.people().require(user).roles.contains(role.id()));
    }

    /** Without everybody's. */
    public List<SimRole> roles() {
        return guild.world().ask(() -> {
            Set<Long> given = guild.people().require(user).roles;
            return guild.roles().all().stream()
                    .filter(role -> given.contains(role.id()))
                    .toList();
        });
    }

    /** The nickname; null for none. */
    public String nick() {
        return guild.world().ask(() -> (String) guild.people().require(user).get("nick"));
    }

    /**
     * GUILD_BAN_ADD, then GUILD_MEMBER_REMOVE.
     *
     * @param reason null for none
     */
    public void ban(String reason) {
        guild.world().change(() -> guild.bans().add(user, reason));
    }

    private SimMember update(Consumer<Member> change) {
        guild.world().change(() -> guild.people().update(guild.people().require(user), change));
        return this;
    }

    @Override
    public String toString() {
        return user + " in " + guild;
    }
}
