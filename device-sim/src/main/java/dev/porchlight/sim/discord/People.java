package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The members of one guild and their presences. Guarded by the world's lock, every method is called under it.
 *
 * <p>Invariant: each change was dispatched, member events to those with GUILD_MEMBERS (the bot's own to everybody),
 * presences to those with GUILD_PRESENCES.
 */
final class People {
    private final SimGuild guild;
    private final Map<Long, Member> members = new LinkedHashMap<>();

    People(SimGuild guild) {
        this.guild = guild;
    }

    /** The member; GUILD_MEMBER_ADD when it is a new one, followed by the presence of who is online. */
    Member add(SimUser user, String joinedAt) {
        Member there = members.get(user.id());
        if (there != null) {
            return there;
        }
        Member member = new Member(user, joinedAt);
        members.put(user.id(), member);
        tell(People::asksForMembers, "GUILD_MEMBER_ADD", () -> withGuild(json(member)));
        if (user.presence().isOnline()) {
            presenceChanged(user);
        }
        return member;
    }

    /** False when there was no such member. */
    boolean remove(SimUser user) {
        if (members.remove(user.id()) == null) {
            return false;
        }
        tell(
                People::asksForMembers,
                "GUILD_MEMBER_REMOVE",
                () -> Json.object("guild_id", Json.id(guild.id()), "user", user.json()));
        return true;
    }

    /** Changes the member, then GUILD_MEMBER_UPDATE. */
    void update(Member member, Consumer<Member> change) {
        change.accept(member);
        updated(member);
    }

    private void updated(Member member) {
        Predicate<Session> who = member.user.equals(guild.world().bot) ? session -> true : People::asksForMembers;
        tell(who, "GUILD_MEMBER_UPDATE", () -> withGuild(json(member)));
    }

    /** A user is somebody else now: the member with them, and the presence with the whole user. */
    void identityChanged(SimUser user) {
        updated(members.get(user.id()));
        tell(People::asksForPresences, "PRESENCE_UPDATE", () -> presence(user, user.json()));
    }

    void presenceChanged(SimUser user) {
        tell(People::asksForPresences, "PRESENCE_UPDATE", () -> presence(user, Json.object("id", Json.id(user.id()))));
    }

    private Map<String, Object> presence(SimUser user, Map<String, Object> asSaid) {
        Map<String, Object> json = withGuild(user.presence().json(user));
        json.put("user", asSaid);
        return json;
    }

    private void tell(Predicate<Session> who, String type, Supplier<Map<String, Object>> d) {
        guild.world().gateway.tell(guild, who, type, d);
    }

    private static boolean asksForMembers(Session session) {
        return session.wants(Intent.GUILD_MEMBERS);
    }

    private static boolean asksForPresences(Session session) {
        return session.wants(Intent.GUILD_PRESENCES);
    }

    private Map<String, Object> withGuild(Map<String, Object> json) {
        json.put("guild_id", Json.id(guild.id()));
        return json;
    }

    Map<String, Object> json(Member member) {
        return member.json(guild.voice().of(member.user));
    }

    Map<String, Object> withoutUser(Member member) {
        return member.withoutUser(guild.voice().of(member.user));
    }

    Optional<Member> of(long userId) {
        return Optional.ofNullable(members.get(userId));
    }

    Optional<Member> of(SimUser user) {
        return of(user.id());
    }

    /** @throws IllegalStateException when the user is no member */
    Member require(SimUser user) {
        return of(user).orElseThrow(() -> new IllegalStateException(user + " is not a member of " + guild.nameNow()
                + "; make a member first: addMember, members/add or \"enters the guild\""));
    }

    int count() {
        return members.size();
    }

    List<Member> all() {
        return new ArrayList<>(members.values());
    }
}
