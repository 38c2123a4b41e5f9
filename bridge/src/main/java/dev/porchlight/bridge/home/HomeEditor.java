package dev.porchlight.bridge.home;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Carries out the edits of the guilds, and knows when home is complete; what is vouched for is {@link Vouching}'s. Home loop
 * only.
 *
 * <p>Invariant: every guild's voices are in {@code held}; they are in {@code vouched} exactly when the guild has not lapsed.
 */
final class HomeEditor implements HomeEdit {

    /** A guild that has not come so long after the first READY is not waited for. */
    static final Duration SETTLE = Duration.ofSeconds(3);

    private final Map<Long, GuildPresent> guilds;
    private final Vouching vouching;
    private final VoiceBook held;
    private final VoiceBook vouched;
    private final Presences presences;
    private final Touched touched;
    private final HomeTime time;
    private final BiConsumer<Long, Consumer<HomeEdit>> change;
    private boolean complete;
    private boolean readySeen;

    HomeEditor(
            Map<Long, GuildPresent> guilds,
            Vouching vouching,
            VoiceBook held,
            VoiceBook vouched,
            Presences presences,
            Touched touched,
            HomeTime time,
            BiConsumer<Long, Consumer<HomeEdit>> change) {
        this.guilds = guilds;
        this.vouching = vouching;
        this.held = held;
        this.vouched = vouched;
        this.presences = presences;
        this.touched = touched;
        this.time = time;
        this.change = change;
    }

    /** Whether nothing more is to be waited for before first values are given out. */
    boolean complete() {
        return complete;
    }

    @Override
    public void withoutDiscord() {
        complete = true;
    }

    @Override
    public void ready(Set<Long> named) {
        for (GuildPresent guild : List.copyOf(guilds.values())) {
            if (!named.contains(guild.id)) {
                guildGone(guild.id);
            }
        }
        for (long id : named) {
            GuildPresent guild = guilds.computeIfAbsent(id, vouching::unseen);
            vouching.stale(guild);
            awaitPresences(guild);
            guild.awaited = true;
            guild.declaredUnavailable = false;
        }
        if (!readySeen) {
            readySeen = true;
            time.after(SETTLE, () -> change.accept(time.nanoTime(), edit -> complete = true));
        }
        vouching.link(true);
    }

    /** They are as old as all else that is held of the guild. */
    private static void awaitPresences(GuildPresent guild) {
        if (guild.lapsed) {
            guild.presences.lapse();
        } else {
            guild.presences.await(guild.staleSince);
        }
    }

    @Override
    public void resumed() {
        vouching.link(true);
    }

    @Override
    public void away() {
        guilds.values().forEach(vouching::stale);
        vouching.link(false);
    }

    @Override
    public void guild(long id, String name, Map<Long, String> channels, Collection<Voice> voices) {
        GuildPresent guild = guilds.computeIfAbsent(id, vouching::unseen);
        guild.awaited = false;
        guild.name = name;
        guild.channels.clear();
        guild.channels.putAll(channels);
        touched.names();
        vouching.came(guild);
        Map<Long, Voice> now = new HashMap<>();
        voices.forEach(voice -> now.put(voice.user(), voice));
        for (long user : List.copyOf(guild.voices.keySet())) {
            if (!now.containsKey(user)) {
                set(guild, user, null);
            }
        }
        now.forEach((user, voice) -> set(guild, user, voice));
    }

    @Override
    public void guildUnavailable(long id) {
        GuildPresent guild = guilds.computeIfAbsent(id, vouching::unseen);
        vouching.stale(guild);
        awaitPresences(guild);
        guild.awaited = true;
        guild.declaredUnavailable = true;
    }

    @Override
    public void guildGone(long id) {
        GuildPresent guild = guilds.remove(id);
        if (guild != null) {
            List.copyOf(guild.voices.keySet()).forEach(user -> set(guild, user, null));
            vouching.gone(guild);
            touched.topic(Topic.PRESENCES);
            touched.names();
        }
    }

    @Override
    public void guildName(long id, String name) {
        GuildPresent guild = guilds.get(id);
        if (guild != null && !guild.name.equals(name)) {
            guild.name = name;
            touched.names();
        }
    }

    @Override
    public void channel(long guildId, long id, String name) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null && !name.equals(guild.channels.put(id, name))) {
            touched.names();
        }
    }

    @Override
    public void channelGone(long guildId, long id) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null && guild.channels.remove(id) != null) {
            touched.names();
        }
    }

    @Override
    public void voice(Voice voice) {
        GuildPresent guild = guilds.get(voice.guild());
        if (guild != null) {
            set(guild, voice.user(), voice);
        }
    }

    @Override
    public void left(long guildId, long user) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null) {
            set(guild, user, null);
        }
    }

    @Override
    public void presencesOn() {
        presences.on();
    }

    @Override
    public void presencesOff(String whatToDo) {
        presences.off(whatToDo);
    }

    @Override
    public void presence(long guildId, long user, int presence) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null) {
            presences.tell(guild, user, presence);
        }
    }

    @Override
    public void presenceGone(long guildId, long user) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null) {
            presences.gone(guild, user);
        }
    }

    @Override
    public void presencesKnown(long guildId, boolean everybody) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null) {
            presences.complete(guild, everybody);
        }
    }

    /** Looks, after an edit, whether home is complete. */
    void afterEdit() {
        if (!complete) {
            complete = readySeen && guilds.values().stream().allMatch(g -> !g.awaited || g.declaredUnavailable);
        }
        vouching.lookAhead();
    }

    private void set(GuildPresent guild, long user, Voice voice) {
        Voice before = voice == null ? guild.voices.remove(user) : guild.voices.put(user, voice);
        if (before == null ? voice != null : !before.equals(voice)) {
            held.replace(before, voice);
            if (!guild.lapsed) {
                vouched.replace(before, voice);
            }
        }
    }
}
