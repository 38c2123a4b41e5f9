package dev.porchlight.bridge.home;

import dev.porchlight.bridge.home.HomeTime.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Carries out the edits: the link, the guilds, and what staleness makes of them. Home loop only.
 *
 * <pre>
 *            READY, RESUMED
 *   AWAY ---------------------> UP        every guild is stale while AWAY; in UP those that are awaited
 *        <---------------------
 *               away
 * </pre>
 *
 * Invariant: a guild's voices are in the book exactly when it is not blank.
 */
final class HomeEditor implements HomeEdit {

    /** A guild that has not come so long after the first READY is not waited for. */
    static final Duration SETTLE = Duration.ofSeconds(3);

    private final Map<Long, GuildPresent> guilds;
    private final VoiceBook book;
    private final Facts facts;
    private final HomeTime time;
    private final StalePolicy policy;
    private final BiConsumer<Long, Consumer<HomeEdit>> change;
    private boolean up;
    private boolean complete;
    private boolean readySeen;
    private Timer timer;

    HomeEditor(
            Map<Long, GuildPresent> guilds,
            VoiceBook book,
            Facts facts,
            HomeTime time,
            StalePolicy policy,
            BiConsumer<Long, Consumer<HomeEdit>> change) {
        this.guilds = guilds;
        this.book = book;
        this.facts = facts;
        this.time = time;
        this.policy = policy;
        this.change = change;
    }

    boolean linkUp() {
        return up;
    }

    boolean fresh(GuildPresent guild) {
        return up && !guild.awaited;
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
            GuildPresent guild = guilds.computeIfAbsent(id, key -> new GuildPresent(key, time.nanoTime()));
            stale(guild);
            guild.awaited = true;
            guild.declaredUnavailable = false;
        }
        if (!readySeen) {
            readySeen = true;
            time.after(SETTLE, () -> change.accept(time.nanoTime(), edit -> complete = true));
        }
        link(true);
    }

    @Override
    public void resumed() {
        link(true);
    }

    @Override
    public void away() {
        guilds.values().forEach(this::stale);
        link(false);
    }

    @Override
    public void guild(long id, String name, Map<Long, String> channels, Collection<Voice> voices) {
        GuildPresent guild = guilds.computeIfAbsent(id, key -> new GuildPresent(key, time.nanoTime()));
        guild.awaited = false;
        guild.name = name;
        guild.channels.clear();
        guild.channels.putAll(channels);
        facts.touchNames();
        // A lost link keeps the counts as they are; the voices come back to the book when it is up again.
        if (up) {
            unblank(guild);
        }
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
        GuildPresent guild = guilds.computeIfAbsent(id, key -> new GuildPresent(key, time.nanoTime()));
        stale(guild);
        guild.awaited = true;
        guild.declaredUnavailable = true;
    }

    @Override
    public void guildGone(long id) {
        GuildPresent guild = guilds.remove(id);
        if (guild != null) {
            List.copyOf(guild.voices.keySet()).forEach(user -> set(guild, user, null));
            facts.touchNames();
        }
    }

    @Override
    public void guildName(long id, String name) {
        GuildPresent guild = guilds.get(id);
        if (guild != null && !guild.name.equals(name)) {
            guild.name = name;
            facts.touchNames();
        }
    }

    @Override
    public void channel(long guildId, long id, String name) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null && !name.equals(guild.channels.put(id, name))) {
            facts.touchNames();
        }
    }

    @Override
    public void channelGone(long guildId, long id) {
        GuildPresent guild = guilds.get(guildId);
        if (guild != null && guild.channels.remove(id) != null) {
            facts.touchNames();
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

    /** Looks, after an edit, whether home is complete and when staleness next has an effect. */
    void afterEdit() {
        complete |= readySeen && guilds.values().stream().allMatch(g -> !g.awaited || g.declaredUnavailable);
        if (policy.when() == StalePolicy.When.OFF && timer == null) {
            guilds.values().stream()
                    .filter(guild -> !fresh(guild) && !guild.blank)
                    .mapToLong(this::untilBlank)
                    .min()
                    .ifPresent(this::blankAfter);
        }
    }

    private void blankAfter(long nanos) {
        timer = time.after(Duration.ofNanos(Math.max(0, nanos)), () -> {
            timer = null;
            change.accept(time.nanoTime(), edit -> blankOld());
        });
    }

    private void blankOld() {
        for (GuildPresent guild : guilds.values()) {
            if (!fresh(guild) && !guild.blank && untilBlank(guild) <= 0) {
                guild.voices.values().forEach(voice -> book.replace(voice, null));
                guild.blank = true;
            }
        }
    }

    private long untilBlank(GuildPresent guild) {
        return guild.staleSince + policy.after().toNanos() - time.nanoTime();
    }

    private void link(boolean nowUp) {
        if (up != nowUp) {
            up = nowUp;
            facts.touch(Topic.LINK);
        }
        if (up) {
            guilds.values().stream().filter(this::fresh).forEach(this::unblank);
        }
    }

    /** Call before the change that makes it stale: a guild that is stale already keeps its since. */
    private void stale(GuildPresent guild) {
        if (fresh(guild)) {
            guild.staleSince = time.nanoTime();
        }
    }

    private void unblank(GuildPresent guild) {
        if (guild.blank) {
            guild.blank = false;
            new ArrayList<>(guild.voices.values()).forEach(voice -> book.replace(null, voice));
        }
    }

    private void set(GuildPresent guild, long user, Voice voice) {
        Voice before = voice == null ? guild.voices.remove(user) : guild.voices.put(user, voice);
        if (!guild.blank && (before == null ? voice != null : !before.equals(voice))) {
            book.replace(before, voice);
        }
    }
}
