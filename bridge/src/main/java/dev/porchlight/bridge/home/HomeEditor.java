package dev.porchlight.bridge.home;

import dev.porchlight.bridge.home.HomeTime.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;

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
 * Invariant: every guild's voices are in {@code held}; they are in {@code vouched} exactly when the guild has not lapsed.
 */
final class HomeEditor implements HomeEdit {

    /** A guild that has not come so long after the first READY is not waited for. */
    static final Duration SETTLE = Duration.ofSeconds(3);

    private final Map<Long, GuildPresent> guilds;
    private final Link link;
    private final VoiceBook held;
    private final VoiceBook vouched;
    private final Touched touched;
    private final HomeTime time;
    private final Duration staleAfter;
    private final BiConsumer<Long, Consumer<HomeEdit>> change;
    private boolean complete;
    private boolean readySeen;
    private Timer timer;

    HomeEditor(
            Map<Long, GuildPresent> guilds,
            Link link,
            VoiceBook held,
            VoiceBook vouched,
            Touched touched,
            HomeTime time,
            Duration staleAfter,
            BiConsumer<Long, Consumer<HomeEdit>> change) {
        this.guilds = guilds;
        this.link = link;
        this.held = held;
        this.vouched = vouched;
        this.touched = touched;
        this.time = time;
        this.staleAfter = staleAfter;
        this.change = change;
    }

    boolean linkUp() {
        return link.up;
    }

    boolean fresh(GuildPresent guild) {
        return link.up && !guild.awaited;
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
            GuildPresent guild = known(id);
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
        GuildPresent guild = known(id);
        guild.awaited = false;
        guild.name = name;
        guild.channels.clear();
        guild.channels.putAll(channels);
        touched.names();
        // What is replayed before RESUMED is not the present yet.
        if (link.up) {
            vouchFor(guild);
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
        GuildPresent guild = known(id);
        stale(guild);
        guild.awaited = true;
        guild.declaredUnavailable = true;
    }

    @Override
    public void guildGone(long id) {
        GuildPresent guild = guilds.remove(id);
        if (guild != null) {
            List.copyOf(guild.voices.keySet()).forEach(user -> set(guild, user, null));
            if (guild.lapsed) {
                touched.everything();
            }
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

    /** Looks, after an edit, whether home is complete. */
    void afterEdit() {
        complete |= readySeen && guilds.values().stream().allMatch(g -> !g.awaited || g.declaredUnavailable);
        lookAhead();
    }

    /** Sees to it that there is a timer for the next thing that lapses, if anything is going to. */
    void lookAhead() {
        if (timer == null) {
            LongStream linkLeft = link.up || link.lapsed ? LongStream.empty() : LongStream.of(left(link.downSince));
            LongStream guildsLeft = guilds.values().stream()
                    .filter(guild -> !fresh(guild) && !guild.lapsed)
                    .mapToLong(guild -> left(guild.staleSince));
            LongStream.concat(linkLeft, guildsLeft).min().ifPresent(this::lookAfter);
        }
    }

    private void lookAfter(long nanos) {
        timer = time.after(Duration.ofNanos(Math.max(0, nanos)), () -> {
            timer = null;
            change.accept(time.nanoTime(), edit -> lapse());
        });
    }

    private void lapse() {
        if (!link.up && !link.lapsed && left(link.downSince) <= 0) {
            link.lapsed = true;
            touched.everything();
        }
        for (GuildPresent guild : guilds.values()) {
            if (!fresh(guild) && !guild.lapsed && left(guild.staleSince) <= 0) {
                guild.voices.values().forEach(voice -> vouched.replace(voice, null));
                guild.lapsed = true;
                touched.everything();
            }
        }
    }

    /** Nanoseconds until what was lost then is vouched for no more. */
    private long left(long since) {
        return since + staleAfter.toNanos() - time.nanoTime();
    }

    private void link(boolean nowUp) {
        if (link.up != nowUp) {
            link.up = nowUp;
            link.downSince = time.nanoTime();
            touched.topic(Topic.LINK);
        }
        if (nowUp) {
            if (link.lapsed) {
                link.lapsed = false;
                touched.everything();
            }
            guilds.values().stream().filter(this::fresh).forEach(this::vouchFor);
        }
    }

    /** One that comes while the link is down is no fresher than the link. */
    private GuildPresent known(long id) {
        return guilds.computeIfAbsent(id, key -> new GuildPresent(key, link.up ? time.nanoTime() : link.downSince));
    }

    /** Call before the change that makes it stale: a guild that is stale already keeps its since. */
    private void stale(GuildPresent guild) {
        if (fresh(guild)) {
            guild.staleSince = time.nanoTime();
        }
    }

    private void vouchFor(GuildPresent guild) {
        if (guild.lapsed) {
            guild.lapsed = false;
            guild.voices.values().forEach(voice -> vouched.replace(null, voice));
            touched.everything();
        }
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
