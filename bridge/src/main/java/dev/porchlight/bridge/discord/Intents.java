package dev.porchlight.bridge.discord;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.requests.GatewayIntent;

/** What a gateway session asks to be told. JDA adds GUILDS to whatever is asked for; it has no name for it. */
enum Intents {
    /** Nothing privileged. */
    VOICE,

    /** Members and presences too, which the bot's application seems to be granted; should it not be, without. */
    PEOPLE_IF_GRANTED,

    /** The same, and nothing without. */
    PEOPLE;

    Set<GatewayIntent> all() {
        return hasPeople()
                ? EnumSet.of(
                        GatewayIntent.GUILD_VOICE_STATES, GatewayIntent.GUILD_MEMBERS, GatewayIntent.GUILD_PRESENCES)
                : EnumSet.of(GatewayIntent.GUILD_VOICE_STATES);
    }

    boolean hasPeople() {
        return this != VOICE;
    }

    /** Whether a session closed with this code can be had with less. */
    boolean canDoWithout(int closeCode) {
        return this == PEOPLE_IF_GRANTED && Refusal.of(closeCode).equals(Optional.of(Refusal.MISSING_INTENTS));
    }
}
