package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.log.Log;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Whether a session asks for people, and the one line in the log when it does not, though it would. On the supervisor's thread.
 *
 * <p>With {@link Enabled#AUTO} the flags of the bot's application are asked for before each JDA is built: Discord ends a
 * session that asks for more than is granted, and voice has to work without.
 */
final class Granted {

    private static final Log LOG = Log.of("discord");

    private static final Set<String> NEEDED = Set.of("GUILD_PRESENCES", "GUILD_MEMBERS");

    private static final String WHAT_TO_DO = "for presence turn on Presence Intent and Server Members Intent at"
            + " https://discord.com/developers/applications (your application, Bot, Privileged Gateway Intents) and start"
            + " again, or set presence.enabled=false";

    private final DiscordSettings settings;
    private final Enabled enabled;

    /** Of this alone, so that all it does can be cut off. */
    private final Dispatcher calls = new Dispatcher();

    private boolean refused;
    private boolean said;

    Granted(DiscordSettings settings, Enabled enabled) {
        this.settings = settings;
        this.enabled = enabled;
    }

    /** Whether people may yet come. */
    boolean mayBe() {
        return enabled != Enabled.FALSE && !refused;
    }

    /**
     * What the next session asks for.
     *
     * @throws ProbeFailure when Discord cannot be asked just now
     */
    Intents ask(OkHttpClient client) throws ProbeFailure, InterruptedException {
        return switch (enabled) {
            case FALSE -> Intents.VOICE;
            case TRUE -> Intents.PEOPLE;
            case AUTO -> !refused && isGranted(client) ? Intents.PEOPLE_IF_GRANTED : Intents.VOICE;
        };
    }

    private boolean isGranted(OkHttpClient client) throws ProbeFailure, InterruptedException {
        try {
            OkHttpClient own = client.newBuilder()
                    .dispatcher(calls)
                    .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                    .build();
            boolean granted = Probe.granted(settings, own).containsAll(NEEDED);
            if (!granted) {
                say(LOG::info, "the bot's application does not have the two privileged intents");
            }
            return granted;
        } catch (ProbeFailure e) {
            if (e.isRefused()) {
                return false; // the login says it better
            }
            if (!e.isHidden()) {
                throw e;
            }
            say(LOG::info, "Discord does not tell which intents the bot's application has");
            return false;
        }
    }

    /** Discord ended a session for what it asked for, whatever the flags say. */
    void refused() {
        refused = true;
        say(LOG::warn, "Discord refused the privileged intents");
    }

    /** Cuts off whatever is being asked. Any thread. */
    void close() {
        calls.cancelAll();
    }

    private void say(BiConsumer<String, Object[]> log, String reason) {
        if (!said) {
            said = true;
            log.accept("presence_unavailable", new Object[] {"reason", reason, "hint", WHAT_TO_DO});
        }
    }
}
