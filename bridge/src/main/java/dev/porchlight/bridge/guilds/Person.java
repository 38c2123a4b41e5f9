package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Presence;
import java.util.Arrays;

/**
 * One user as Discord last told of them. Immutable, with the least it can be kept in, as there may be a hundred thousand: the
 * arrays are not copied, and nobody changes them.
 */
public final class Person {

    /** As on the wire, in lower case; what Discord may yet invent is {@link #ONLINE}. */
    public enum Status {
        ONLINE,
        IDLE,
        DND,
        OFFLINE
    }

    /** In the order in which one is the primary. */
    public enum Platform {
        DESKTOP(1),
        VR(1 << 1),
        MOBILE(1 << 2),
        WEB(1 << 3),
        EMBEDDED(1 << 4);

        private final int bit;

        Platform(int bit) {
            this.bit = bit;
        }

        /** Its bit among {@link Person#clients()}. */
        public int bit() {
            return bit;
        }
    }

    private final long id;
    private final byte[] user;
    private final byte[] activities;
    private final Status status;
    private final byte clients;

    /** For signals: whether they play and listen, as bits of {@link Presence}; it follows from the activities. */
    private final byte does;

    /** Where they are a member, of the wanted guilds; shared among all who are in the same. */
    private final long[] guilds;

    /**
     * Makes one.
     *
     * @param id the snowflake
     * @param user the user object: UTF-8 JSON, every field that was ever told and has not been cleared since
     * @param clients where they are active: bits of {@link Platform}
     * @param activities UTF-8 JSON: the array as Discord sent it, {@code []} for none
     */
    public Person(long id, byte[] user, Status status, int clients, byte[] activities) {
        this(id, user, status, clients, activities, Memberships.NONE);
    }

    Person(long id, byte[] user, Status status, int clients, byte[] activities, long[] guilds) {
        this(id, user, status, clients, activities, 0, guilds);
    }

    private Person(long id, byte[] user, Status status, int clients, byte[] activities, int does, long[] guilds) {
        this.id = id;
        this.user = user;
        this.status = status;
        this.clients = (byte) clients;
        this.activities = activities;
        this.does = (byte) does;
        this.guilds = guilds;
    }

    public long id() {
        return id;
    }

    /** The user object, UTF-8 JSON; not to be changed. */
    public byte[] user() {
        return user;
    }

    public Status status() {
        return status;
    }

    /** Bits of {@link Platform}. */
    public int clients() {
        return clients;
    }

    public boolean activeOn(Platform platform) {
        return (clients & platform.bit()) != 0;
    }

    /** The array as Discord sent it, UTF-8 JSON; not to be changed. */
    public byte[] activities() {
        return activities;
    }

    long[] guilds() {
        return guilds;
    }

    boolean isOnline() {
        return status != Status.OFFLINE;
    }

    Person in(long[] others) {
        return new Person(id, user, status, clients, activities, does, others);
    }

    Person named(byte[] otherUser) {
        return new Person(id, otherUser, status, clients, activities, does, guilds);
    }

    Person doing(PresenceSeen presence) {
        return new Person(
                id, user, presence.status(), presence.clients(), presence.activities(), presence.doing(), guilds);
    }

    /** What signals need of it: bits of {@link Presence}. */
    int presence() {
        return switch (status) {
            case ONLINE -> Presence.ONLINE | does;
            case IDLE -> Presence.IDLE | does;
            case DND -> Presence.DND | does;
            case OFFLINE -> Presence.OFFLINE;
        };
    }

    /** Whether nobody who looks at both sees a difference; in which guilds they are is not shown. */
    boolean looksLike(Person other) {
        return status == other.status
                && clients == other.clients
                && Arrays.equals(activities, other.activities)
                && Arrays.equals(user, other.user);
    }
}
