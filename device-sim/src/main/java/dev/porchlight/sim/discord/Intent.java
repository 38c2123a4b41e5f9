package dev.porchlight.sim.discord;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The gateway intents the simulator knows by name; others are accepted when granted, and get no events. */
public enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1),
    GUILD_VOICE_STATES(7),
    GUILD_PRESENCES(8),
    MESSAGE_CONTENT(15);

    /** What a bot has to be granted by name. */
    private static final Set<Intent> PRIVILEGED =
            Collections.unmodifiableSet(EnumSet.of(GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT));

    /** Every bit Discord has given a meaning to. */
    static final int KNOWN = 0b11_0001_1111_1111_1111_1111_1111 & ~(0b11 << 17);

    private final int bit;

    Intent(int position) {
        this.bit = 1 << position;
    }

    /** Members, presences and message content: what a bot has to be granted by name. */
    public static Set<Intent> privileged() {
        return PRIVILEGED;
    }

    boolean in(int bits) {
        return (bits & bit) != 0;
    }
}
