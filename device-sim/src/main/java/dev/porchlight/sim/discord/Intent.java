package dev.porchlight.sim.discord;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The gateway intents, with the position of their bit. A session gets only the events of the intents it asked for. */
public enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1),
    GUILD_MODERATION(2),
    GUILD_EXPRESSIONS(3),
    GUILD_INTEGRATIONS(4),
    GUILD_WEBHOOKS(5),
    GUILD_INVITES(6),
    GUILD_VOICE_STATES(7),
    GUILD_PRESENCES(8),
    GUILD_MESSAGES(9),
    GUILD_MESSAGE_REACTIONS(10),
    GUILD_MESSAGE_TYPING(11),
    DIRECT_MESSAGES(12),
    DIRECT_MESSAGE_REACTIONS(13),
    DIRECT_MESSAGE_TYPING(14),
    MESSAGE_CONTENT(15),
    GUILD_SCHEDULED_EVENTS(16),
    AUTO_MODERATION_CONFIGURATION(20),
    AUTO_MODERATION_EXECUTION(21),
    GUILD_MESSAGE_POLLS(24),
    DIRECT_MESSAGE_POLLS(25);

    /** What a bot has to be granted by name. */
    private static final Set<Intent> PRIVILEGED =
            Collections.unmodifiableSet(EnumSet.of(GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT));

    /** Every bit Discord has given a meaning to. */
    static final int KNOWN = Arrays.stream(values()).mapToInt(Intent::bit).reduce(0, (a, b) -> a | b);

    private final int bit;

    Intent(int position) {
        this.bit = 1 << position;
    }

    /** Members, presences and message content: what a bot has to be granted by name. */
    public static Set<Intent> privileged() {
        return PRIVILEGED;
    }

    int bit() {
        return bit;
    }

    boolean in(int bits) {
        return (bits & bit) != 0;
    }
}
