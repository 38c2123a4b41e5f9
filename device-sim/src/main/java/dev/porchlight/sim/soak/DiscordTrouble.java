package dev.porchlight.sim.soak;

import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import java.time.Duration;

/** What goes wrong with Discord, or on the way there. Those that last are taken back by {@link #end}. */
enum DiscordTrouble {
    DROPPED("gateway dropped, session resumed", false),
    FORGOTTEN("gateway dropped, session forgotten: identify again", false),
    INVALID_RESUMABLE("op 9, resumable", false),
    INVALID("op 9, not resumable", false),
    RECONNECT("op 7", false),
    CLOSED("closed with 4000", false),
    TIMED_OUT("closed with 4009", false),
    DEAD_LINE("line half open", false),
    CUT_IN_FRAME("cut in the middle of a frame", false),
    CORRUPT("a message that is no deflate data", false),
    HANDSHAKES_REFUSED("handshakes refused with 503", false),
    MALFORMED("a malformed event", false),
    REST_LIMITED("REST 429", false),
    REST_FAILING("REST 502", false),
    ACKS_MISSED("heartbeats unanswered", true),
    OUTAGE("every connection refused", true),
    SILENT("connections accepted and never answered", true),
    LATENCY("latency", true),
    SLOW_LINE("4,000 bytes a second", true),
    HELLO_WITHHELD("no HELLO", true),
    READY_WITHHELD("no READY", true),
    GUILD_OUTAGE("a guild unavailable", true),
    BOT_KICKED("bot kicked and invited again", true),
    GUILD_LATE("a GUILD_CREATE held back", true);

    private static final int SLOW_BYTES_PER_SECOND = 4_000;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    /** Not one of them says anything about who is where. */
    private static final String[][] NONSENSE = {
        {"VOICE_STATE_UPDATE", "7"},
        {"VOICE_STATE_UPDATE", "{}"},
        {"VOICE_STATE_UPDATE", "{\"guild_id\":\"none\",\"user_id\":[],\"channel_id\":{}}"},
        {"CHANNEL_UPDATE", "{\"id\":null}"},
        {"GUILD_UPDATE", "[]"},
        {"SOMETHING_NEW", "{\"a\":1}"},
        {"SOMETHING_NEW", "null"},
    };

    private final String words;
    private final boolean lasts;

    DiscordTrouble(String words, boolean lasts) {
        this.words = words;
        this.lasts = lasts;
    }

    String words() {
        return words;
    }

    boolean lasts() {
        return lasts;
    }

    void begin(SimDiscord discord, Town town, int seed) {
        SimGuild guild = town.guild(Math.floorMod(seed, Town.GUILDS));
        switch (this) {
            case DROPPED -> discord.dropConnections();
            case FORGOTTEN -> forgetAndDrop(discord);
            case INVALID_RESUMABLE -> discord.invalidateSessions(true);
            case INVALID -> discord.invalidateSessions(false);
            case RECONNECT -> discord.askReconnect();
            case CLOSED -> discord.closeSessions(4000);
            case TIMED_OUT -> discord.closeSessions(4009);
            case DEAD_LINE -> discord.gatewayFaults().halfOpen();
            case CUT_IN_FRAME -> discord.gatewayFaults().cutInMidFrame(1);
            case CORRUPT -> discord.gatewayFaults().corruptZlib(1);
            case HANDSHAKES_REFUSED -> {
                discord.gatewayFaults().refuseHandshakes(2, 503);
                discord.dropConnections();
            }
            case MALFORMED -> {
                String[] nonsense = NONSENSE[Math.floorMod(seed, NONSENSE.length)];
                discord.sendRaw(nonsense[0], nonsense[1]);
            }
            case REST_LIMITED -> discord.restFaults().rateLimit(1, "/**", RETRY_AFTER);
            case REST_FAILING -> discord.restFaults().fail(1, "/**", 502);
            case ACKS_MISSED -> discord.stopAckingHeartbeats(true);
            case OUTAGE -> discord.refuseConnections(true);
            case SILENT -> {
                discord.gatewayFaults().silent(true);
                discord.dropConnections();
            }
            case LATENCY -> discord.gatewayFaults().latency(Duration.ofMillis(50 + Math.floorMod(seed, 450)));
            case SLOW_LINE -> discord.gatewayFaults().bytesPerSecond(SLOW_BYTES_PER_SECOND);
            case HELLO_WITHHELD -> {
                discord.gatewayFaults().withholdHello(true);
                discord.dropConnections();
            }
            case READY_WITHHELD -> {
                discord.gatewayFaults().withholdReady(true);
                forgetAndDrop(discord);
            }
            case GUILD_OUTAGE -> guild.unavailable();
            case BOT_KICKED -> guild.kickBot();
            case GUILD_LATE -> {
                guild.holdCreate();
                forgetAndDrop(discord);
            }
        }
    }

    private static void forgetAndDrop(SimDiscord discord) {
        discord.forgetSessions();
        discord.dropConnections();
    }

    void end(SimDiscord discord, Town town, int seed) {
        SimGuild guild = town.guild(Math.floorMod(seed, Town.GUILDS));
        switch (this) {
            case ACKS_MISSED -> discord.stopAckingHeartbeats(false);
            case OUTAGE -> discord.refuseConnections(false);
            case SILENT -> discord.gatewayFaults().silent(false);
            case LATENCY -> discord.gatewayFaults().latency(Duration.ZERO);
            case SLOW_LINE -> discord.gatewayFaults().fullSpeed();
            case HELLO_WITHHELD -> discord.gatewayFaults().withholdHello(false);
            case READY_WITHHELD -> discord.gatewayFaults().withholdReady(false);
            case GUILD_OUTAGE -> guild.available();
            case BOT_KICKED -> guild.inviteBot();
            case GUILD_LATE -> guild.releaseCreate();
            default -> {}
        }
    }

    /** Everything, whatever was begun. */
    static void endAll(SimDiscord discord, Town town) {
        discord.gatewayFaults().clear();
        discord.restFaults().clear();
        discord.refuseConnections(false);
        for (int g = 0; g < Town.GUILDS; g++) {
            town.guild(g).releaseCreate();
            town.guild(g).inviteBot();
            town.guild(g).available();
        }
    }
}
