package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A user in one guild. Guarded by the world's lock. Kept small: there may be 100,000 of them. */
final class Member {
    final SimUser user;
    /** ISO 8601, as Discord writes it. */
    final String joinedAt;

    /** Never the one everybody has. */
    Set<Long> roles = Set.of();
    /** What differs from a fresh member, by its key in the member object. Replaced, never changed. */
    private Map<String, Object> set = Map.of();

    Member(SimUser user, String joinedAt) {
        this.user = user;
        this.joinedAt = joinedAt;
    }

    void set(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(set);
        changed.put(field, value);
        set = changed;
    }

    Object get(String field) {
        return set.get(field);
    }

    void give(long role) {
        Set<Long> more = new LinkedHashSet<>(roles);
        more.add(role);
        roles = more;
    }

    boolean take(long role) {
        Set<Long> fewer = new LinkedHashSet<>(roles);
        boolean had = fewer.remove(role);
        roles = fewer;
        return had;
    }

    /** The member object with its user. */
    Map<String, Object> json(Optional<VoiceState> voice) {
        Map<String, Object> json = Json.object("user", user.json());
        json.putAll(withoutUser(voice));
        return json;
    }

    /** As messages carry it, beside an author. */
    Map<String, Object> withoutUser(Optional<VoiceState> voice) {
        Map<String, Object> json = Json.object(
                "nick",
                null,
                "avatar",
                null,
                "banner",
                null,
                "avatar_decoration_data",
                null,
                "roles",
                roles.stream().map(Json::id).toList(),
                "joined_at",
                joinedAt,
                "premium_since",
                null,
                "deaf",
                voice.filter(state -> state.deaf).isPresent(),
                "mute",
                voice.filter(state -> state.mute).isPresent(),
                "flags",
                0,
                "pending",
                false,
                "communication_disabled_until",
                null);
        json.putAll(set);
        return json;
    }

    @Override
    public String toString() {
        return user.name();
    }
}
