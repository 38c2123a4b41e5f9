package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;

/**
 * Brings the commands that Discord has of this bot in line with those that are offered, once a process: in each guild of
 * GUILD_ID, or without one for all guilds at once. The other places are cleared of what an earlier GUILD_ID has left there.
 * What fails is tried again for as long as it may pass; a refusal is said once and is final.
 *
 * <pre>
 *           in line
 *   TO DO -----------------------&gt; DONE
 *    |  ^   refused: said once       |
 *    |  |  -----------------------&gt;  | the bot comes into the guild anew
 *    |  +----------------------------+
 *    +--- failed: tried again after a while
 * </pre>
 *
 * At most one virtual thread {@code discord-commands}; methods are safe from every thread.
 */
final class CommandRegistrar {

    /** Between two tries. Discord allows 200 new commands a day in a guild, so there is no hurry. */
    static final Waits WAITS =
            new Waits(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(1));

    /** Guilds that are cleared, one request each. */
    private static final int MAX_CLEARED = 25;

    /** Stands for all guilds, where else is the id of one. */
    private static final long EVERYWHERE = 0;

    private static final Log LOG = Log.of("discord");

    private final List<SlashCommand> offered;
    private final Set<Long> wanted;
    private final Waits waits;

    // Guarded by this.
    private final Set<Long> done = new HashSet<>();
    private JDA jda;
    private boolean running;
    private boolean again;
    private final Set<Long> failing = new HashSet<>();
    private boolean closed;

    /** @param wanted GUILD_ID; empty for every guild */
    CommandRegistrar(List<SlashCommand> offered, Set<Long> wanted, Waits waits) {
        this.offered = List.copyOf(offered);
        this.wanted = Set.copyOf(wanted);
        this.waits = waits;
    }

    /** There is a session, or one more guild in it: whatever is not done is done now. */
    synchronized void look(JDA current) {
        jda = current;
        again = true;
        if (!running && !closed) {
            running = true;
            Thread.ofVirtual().name("discord-commands").start(this::run);
        }
    }

    /** The bot has come into a guild, perhaps with what it lacked when it was there before. */
    synchronized void joined(JDA current, long guild) {
        done.remove(guild);
        look(current);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        Backoff backoff = new Backoff(waits, () -> ThreadLocalRandom.current().nextDouble());
        try {
            for (JDA current = next(true); current != null; ) {
                boolean all = true;
                for (long place : places(current)) {
                    all &= isDone(place) || become(current, place);
                }
                if (!all) {
                    sleep(backoff.failed(Duration.ZERO));
                }
                current = next(all);
            }
        } catch (InterruptedException e) {
            LOG.debug("discord_commands_interrupted");
        }
    }

    /** Whom to ask now; null when there is nothing to do, and then this thread is no longer the one that does it. */
    private synchronized JDA next(boolean all) {
        boolean over = jda.getStatus() == JDA.Status.SHUTDOWN || jda.getStatus() == JDA.Status.SHUTTING_DOWN;
        if (closed || over || (all && !again)) {
            running = false; // whoever looks from now on, a next session say, starts another
            return null;
        }
        again = false;
        return jda;
    }

    private synchronized void sleep(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized boolean isDone(long place) {
        return done.contains(place);
    }

    private synchronized boolean finished(long place) {
        done.add(place);
        return true;
    }

    /** Where there may be commands of ours; those that are to be cleared last. */
    private List<Long> places(JDA current) {
        List<Long> places = new ArrayList<>();
        if (wanted.isEmpty()) {
            places.add(EVERYWHERE);
            current.getGuilds().stream().limit(MAX_CLEARED).forEach(guild -> places.add(guild.getIdLong()));
        } else {
            wanted.stream().filter(id -> current.getGuildById(id) != null).forEach(places::add);
            places.add(EVERYWHERE);
        }
        return places;
    }

    /** Whether nothing is left to do there. */
    private boolean become(JDA current, long place) {
        boolean cleared = wanted.isEmpty() != (place == EVERYWHERE);
        try {
            Guild guild = current.getGuildById(place);
            if (place != EVERYWHERE && guild == null) {
                return true; // left meanwhile
            }
            int changes = (guild == null ? CommandPlace.everywhere(current) : CommandPlace.of(guild))
                    .become(cleared ? List.of() : offered);
            inLine(place, changes);
            return finished(place);
        } catch (ErrorResponseException e) {
            if (e.getResponse() == null || e.getResponse().code / 100 != 4) {
                return failed(place, cleared, e);
            }
            if (!cleared && !offered.isEmpty()) {
                refused(current, place, e);
            }
            return finished(place);
        } catch (RuntimeException e) {
            return failed(place, cleared, e);
        }
    }

    private synchronized void inLine(long place, int changes) {
        if (failing.remove(place) || changes > 0) {
            LOG.info(
                    "commands_registered",
                    "guild",
                    name(place),
                    "commands",
                    String.join(",", offered.stream().map(SlashCommand::name).toList()),
                    "changes",
                    changes);
        }
    }

    private static void refused(JDA current, long place, ErrorResponseException e) {
        String invite = "https://discord.com/oauth2/authorize?client_id="
                + current.getSelfUser().getApplicationId() + "&scope=bot%20applications.commands";
        LOG.warn(
                "commands_refused",
                "guild",
                name(place),
                "reason",
                e.getMeaning(),
                "hint",
                e.getResponse().code == 403
                        ? "the bot may not have commands there; open " + invite + " once more for that server"
                        : "everything else goes on without commands");
    }

    private synchronized boolean failed(long place, boolean cleared, RuntimeException e) {
        if (!cleared && !offered.isEmpty() && failing.add(place)) {
            LOG.warn(
                    "commands_not_registered",
                    "guild",
                    name(place),
                    "reason",
                    Reasons.of(e),
                    "then",
                    "trying until it works");
        }
        LOG.debug("commands_try_failed", "cause", String.valueOf(e));
        return false;
    }

    private static String name(long place) {
        return place == EVERYWHERE ? "all" : Long.toUnsignedString(place);
    }
}
