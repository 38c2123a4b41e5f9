package dev.porchlight.bridge.guilds;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A member as a guild lists it. Of the member only the user is taken: a guild's own nickname, avatar and decoration say
 * nothing of the same person elsewhere.
 * Immutable: the bytes are nobody's to change.
 */
final class MemberSeen {

    /** A user object is less than 2 KiB; what is longer than this is none. */
    private static final int MAX_BYTES = 16 * 1024;

    private final long user;
    private final boolean bot;
    private final byte[] json;

    /** @param json the user object as it is kept: sorted, without nulls, UTF-8 */
    MemberSeen(long user, boolean bot, byte[] json) {
        this.user = user;
        this.bot = bot;
        this.json = json;
    }

    static MemberSeen parse(Payload member, Set<Hidden> hide) {
        return ofUser(member.object("user"), hide);
    }

    static MemberSeen ofUser(Payload user, Set<Hidden> hide) {
        return new MemberSeen(user.snowflake("id"), user.flag("bot"), bytes(visible(user.fields(), hide)));
    }

    /** Its fields as maps, those left out that nobody may see. */
    static Map<?, ?> visible(Map<?, ?> user, Set<Hidden> hide) {
        if (!hide.contains(Hidden.TAG)) {
            return user;
        }
        Map<Object, Object> visible = new TreeMap<>(user);
        visible.remove("primary_guild");
        visible.remove("clan"); // its name before
        return visible;
    }

    private static byte[] bytes(Map<?, ?> user) {
        return bounded(JsonBytes.sorted(user));
    }

    static byte[] bounded(byte[] user) {
        if (user.length > MAX_BYTES) {
            throw MalformedDispatch.tooLong("user", MAX_BYTES);
        }
        return user;
    }

    long user() {
        return user;
    }

    boolean bot() {
        return bot;
    }

    byte[] json() {
        return json;
    }
}
