package dev.porchlight.bridge.discord;

import java.util.Optional;

/** The ways in which Discord says no for good; trying again would only make it worse. */
enum Refusal {
    WRONG_TOKEN(
            4004,
            "Discord refuses DISCORD_TOKEN: it is not the token of a bot, or it has been reset. Make a new one at"
                    + " https://discord.com/developers/applications (your application, Bot, Reset Token), put it into"
                    + " DISCORD_TOKEN and start again."),
    WRONG_SHARD(
            4010,
            "The gateway says that this shard does not exist; Porchlight asks for none. Is DISCORD_GATEWAY_URL right?"),
    TOO_MANY_GUILDS(
            4011,
            "The bot is in too many guilds for one connection (Discord wants shards from 2,500 on). Give Porchlight a bot"
                    + " of its own, invited to your guilds alone."),
    WRONG_VERSION(4012, "The gateway does not speak API version 10. Is DISCORD_GATEWAY_URL right?"),
    UNKNOWN_INTENTS(
            4013, "The gateway does not know the intents GUILDS and GUILD_VOICE_STATES. Is DISCORD_GATEWAY_URL right?"),
    MISSING_INTENTS(
            4014,
            "Discord does not grant this bot the intents asked for. Turn on Presence Intent and Server Members Intent at"
                    + " https://discord.com/developers/applications (your application, Bot, Privileged Gateway Intents) and"
                    + " start again; presence.enabled=auto does without them, and voice needs none.");

    private final int closeCode;
    private final String message;

    Refusal(int closeCode, String message) {
        this.closeCode = closeCode;
        this.message = message;
    }

    /** One line for the person at the terminal: what is wrong and what to do. */
    String message() {
        return message;
    }

    /** @param closeCode of the gateway's WebSocket */
    static Optional<Refusal> of(int closeCode) {
        for (Refusal refusal : values()) {
            if (refusal.closeCode == closeCode) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
