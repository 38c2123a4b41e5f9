package dev.porchlight.bridge;

import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.guilds.Guilds;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.health.Metrics;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.lanyard.Lanyard;
import dev.porchlight.bridge.lanyard.LanyardSettings;
import dev.porchlight.bridge.presence.Allotment;
import dev.porchlight.bridge.presence.Consents;
import dev.porchlight.bridge.presence.PresenceApi;
import dev.porchlight.bridge.presence.PresenceLimits;
import dev.porchlight.bridge.presence.PresenceSettings;
import dev.porchlight.bridge.presence.PresenceSocket;
import dev.porchlight.bridge.presence.RequestLimit;
import dev.porchlight.bridge.presence.SocketCounts;
import dev.porchlight.bridge.presence.TetherDialect;
import dev.porchlight.bridge.presence.TetherDocument;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Presence, composed: who wants to be seen, Tether's surface and Lanyard's, and the store below them. Reads its settings when
 * it is made; {@link #open} comes before Discord and {@link #close} after it.
 */
final class PresenceSide implements AutoCloseable {

    private final PresenceSettings settings;
    private final PresenceLimits limits;
    private final People people;
    private final boolean wanted;
    private final Store store;
    private final Consents consents;
    private final Lanyard lanyard;

    PresenceSide(Settings all, Path dataDir, HomeLoop homeLoop, Guilds guilds) {
        settings = PresenceSettings.read(all);
        limits = PresenceLimits.read(all);
        people = guilds.people();
        wanted = guilds.peopleSettings().enabled() != PeopleSettings.Enabled.FALSE;
        store = new Store(dataDir);
        consents = new Consents(store, (user, word) -> homeLoop.post(() -> guilds.consent(user, word)));
        lanyard = new Lanyard(LanyardSettings.read(all), people, store);
    }

    /** Before Discord, so that nobody is seen who has opted out. */
    void open() {
        store.openIfThere();
        consents.load();
        lanyard.load();
    }

    /** Lanyard has paths of its own in any case; whose the root's are is a setting. */
    void register(Routes routes, Metrics metrics, LongConsumer updateNanos) {
        RequestLimit limit = new RequestLimit();
        Allotment allotment = limits.allot();
        PresenceSocket spoken = lanyard.socket(allotment, updateNanos);
        Map<String, SocketCounts> sockets = new TreeMap<>(Map.of("lanyard", spoken.counts()));
        lanyard.register(routes, limit, spoken);
        if (settings.root() == PresenceSettings.Root.TETHER) {
            PresenceSocket tether =
                    new PresenceSocket(new TetherDialect(), people, TetherDocument::of, allotment, updateNanos);
            new PresenceApi(people, limit).register(routes);
            routes.webSocket("/socket", tether);
            sockets.put("tether", tether.counts());
        } else {
            lanyard.registerAtRoot(routes, limit, spoken);
        }
        BridgeMetrics.registerPresence(metrics, limit, sockets);
        LanyardMetrics.register(metrics, people, lanyard.counts(), spoken.counts());
    }

    /** Everybody's own commands: to opt out is possible without presences too, as it is of voice. */
    List<SlashCommand> commands() {
        List<SlashCommand> commands = new ArrayList<>(consents.commands());
        if (wanted) {
            commands.addAll(lanyard.commands());
        }
        return commands;
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        store.close();
    }
}
