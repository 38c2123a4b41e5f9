package dev.porchlight.sim.discord;

/** The gateway intents the simulator knows by name; others are accepted when granted, and get no events. */
public enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1),
    GUILD_VOICE_STATES(7),
    GUILD_PRESENCES(8),
    MESSAGE_CONTENT(15);

    /** What a bot has to be granted by name: members, presences, message content. */
    static final int PRIVILEGED = GUILD_MEMBERS.bit | GUILD_PRESENCES.bit | MESSAGE_CONTENT.bit;

    /** Every bit Discord has given a meaning to. */
    static final int KNOWN = 0b11_0001_1111_1111_1111_1111_1111 & ~(0b11 << 17);

    private final int bit;

    Intent(int position) {
        this.bit = 1 << position;
    }

    boolean in(int bits) {
        return (bits & bit) != 0;
    }
}
