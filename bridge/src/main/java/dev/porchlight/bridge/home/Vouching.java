package dev.porchlight.bridge.home;

import dev.porchlight.bridge.home.HomeTime.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Keeps track of what is fresh and what has lapsed: the link and each guild, see {@link Link} and {@link GuildPresent}. Home
 * loop only.
 *
 * <p>Invariant: after {@link #lookAhead()} a timer waits while anything is going to lapse, and is due no later than that.
 */
final class Vouching {

    private final Map<Long, GuildPresent> guilds;
    private final Link link;
    private final VoiceBook vouched;
    private final Touched touched;
    private final HomeTime time;
    private final Duration staleAfter;
    private final LongConsumer due;
    private Timer timer;

    /**
     * Everything is down and nothing has lapsed.
     *
     * @param vouched is given and loses the voices of a guild as it becomes fresh and lapses
     * @param due told the time when something lapses; it should make a change that calls {@link #lapse()}
     */
    Vouching(
            Map<Long, GuildPresent> guilds,
            Link link,
            VoiceBook vouched,
            Touched touched,
            HomeTime time,
            Duration staleAfter,
            LongConsumer due) {
        this.guilds = guilds;
        this.link = link;
        this.vouched = vouched;
        this.touched = touched;
        this.time = time;
        this.staleAfter = staleAfter;
        this.due = due;
    }

    boolean linkUp() {
        return link.up;
    }

    boolean fresh(GuildPresent guild) {
        return link.up && !guild.awaited;
    }

    void link(boolean nowUp) {
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

    /** A guild never seen before; one that comes while the link is down is no fresher than the link. */
    GuildPresent unseen(long id) {
        GuildPresent guild = new GuildPresent(id, link.up ? time.nanoTime() : link.downSince);
        guild.lapsed = link.lapsed;
        touched.topic(Topic.PRESENCES); // nothing is known of its people
        return guild;
    }

    /** Call before the change that makes it stale: a guild that is stale already keeps its since. */
    void stale(GuildPresent guild) {
        if (fresh(guild)) {
            guild.staleSince = time.nanoTime();
        }
    }

    /** All of a guild has come. What is replayed before RESUMED is not the present yet. */
    void came(GuildPresent guild) {
        if (link.up) {
            vouchFor(guild);
        }
    }

    /** A guild is no more, so nothing is unknown of it. */
    void gone(GuildPresent guild) {
        if (guild.lapsed) {
            touched.everything();
        }
    }

    private void vouchFor(GuildPresent guild) {
        if (guild.lapsed) {
            guild.lapsed = false;
            guild.voices.values().forEach(voice -> vouched.replace(null, voice));
            touched.everything();
        }
    }

    /** Sees to it that there is a timer for the next thing that lapses, if anything is going to. */
    void lookAhead() {
        if (timer != null) {
            return;
        }
        long next = link.up || link.lapsed ? Long.MAX_VALUE : left(link.downSince);
        for (GuildPresent guild : guilds.values()) {
            if (!fresh(guild) && !guild.lapsed) {
                next = Math.min(next, left(guild.staleSince));
            }
            if (guild.presences.awaited()) {
                next = Math.min(next, left(guild.presences.awaitedSince()));
            }
        }
        if (next != Long.MAX_VALUE) {
            lookAfter(next);
        }
    }

    private void lookAfter(long nanos) {
        timer = time.after(Duration.ofNanos(Math.max(0, nanos)), () -> {
            timer = null;
            due.accept(time.nanoTime());
        });
    }

    /** What was lost long enough ago lapses. */
    void lapse() {
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
            if (guild.presences.awaited() && left(guild.presences.awaitedSince()) <= 0) {
                guild.presences.lapse();
                touched.topic(Topic.PRESENCES);
            }
        }
    }

    /** Nanoseconds until what was lost then is vouched for no more. */
    private long left(long since) {
        return since + staleAfter.toNanos() - time.nanoTime();
    }
}
