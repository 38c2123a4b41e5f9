package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.Guilds;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;

/**
 * The connection to Discord, kept up for as long as the program runs. A thread named {@code discord} supervises: it logs
 * in, lets JDA connect, reconnect and resume, and when JDA has given up, or could not even begin because there is no
 * network yet, waits and starts a new one.
 *
 * <pre>
 *   NEW --start--> TRYING <--------- wait ----------+
 *                    |  \                           |
 *            session |   +--- failed ---------------+
 *                    v                              |
 *                 RUNNING -- JDA gave up, or -------+
 *                    |       lost an event
 *                    |
 *                    +--- refused ---> REFUSED (onFatal, once; never tried again)
 *   any --a fault of the program--> DEAD (onDeath, once)
 *   any --close--> CLOSED
 * </pre>
 *
 * Methods are safe from every thread.
 */
public final class Discord implements AutoCloseable {

    private static final Log LOG = Log.of("discord");
    private static final String AN_EVENT_WAS_LOST = "an event was lost; a fresh session brings everything again";
    private static final Duration CLOSE_DEADLINE = Duration.ofMillis(1_900);

    private final DiscordSettings settings;
    private final HomeLoop loop;
    private final Guilds guilds;
    private final Consumer<String> onFatal;
    private final Consumer<Throwable> onDeath;
    private final Counters counters = new Counters();
    private final Hush hush = new Hush(System::nanoTime);
    private final Renewal renewal = new Renewal(System::nanoTime);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Link link;
    private final Backoff backoff;
    private final Pace pace;
    private final Preparation preparation;
    private final Granted granted;
    private final Thread supervisor = new Thread(this::supervise, "discord");
    private final List<EventListener> alsoHear = new ArrayList<>();
    private final List<Runnable> alsoEnd = new ArrayList<>();
    private volatile JdaSession session;

    /**
     * A connection that is not begun yet.
     *
     * @param settings with a token
     * @param preparation begun as early as possible, or none
     * @param onFatal told once, on the supervisor's thread, that Discord refuses us for good; the message is one line for
     *     the person at the terminal and has not been logged. The process should end with 78
     * @param onDeath told once, on the dying supervisor's thread, that nobody looks after the connection any more, which
     *     is a fault of the program. It has been logged. The process should end with 70
     * @throws IllegalArgumentException when there is no token
     */
    public Discord(
            DiscordSettings settings,
            Preparation preparation,
            HomeLoop loop,
            Guilds guilds,
            Consumer<String> onFatal,
            Consumer<Throwable> onDeath) {
        this(settings, preparation, loop, guilds, onFatal, onDeath, Waits.DEFAULT);
    }

    /** The same with waits of your own, for a stand-in. */
    public Discord(
            DiscordSettings settings,
            Preparation preparation,
            HomeLoop loop,
            Guilds guilds,
            Consumer<String> onFatal,
            Consumer<Throwable> onDeath,
            Waits waits) {
        if (settings.token().isEmpty()) {
            throw new IllegalArgumentException("no token: there is no Discord to connect to");
        }
        this.settings = settings;
        this.preparation = preparation;
        this.loop = loop;
        this.guilds = guilds;
        this.onFatal = onFatal;
        this.onDeath = onDeath;
        this.granted = new Granted(settings, guilds.peopleSettings().enabled());
        this.link = new Link(this::tellAway);
        this.backoff = new Backoff(waits, () -> ThreadLocalRandom.current().nextDouble());
        this.pace = new Pace(waits.identifyGap(), System::nanoTime);
        supervisor.setDaemon(true);
    }

    /** The commands that the bot has and answers; before the start. */
    public void offer(Commands commands) {
        alsoHear.add(commands);
        alsoEnd.add(commands::close);
    }

    /** Whose presence the bot shows; before the start. */
    public void show(BotStatus status) {
        alsoHear.add(status);
        alsoEnd.add(status::close);
    }

    /** Told each round trip of a heartbeat in nanoseconds, on a thread of JDA's; before the start. */
    public void pings(LongConsumer nanos) {
        alsoHear.add(event -> {
            if (event instanceof GatewayPingEvent ping) {
                nanos.accept(Duration.ofMillis(ping.getNewPing()).toNanos());
            }
        });
    }

    /** Starts connecting and returns at once; once. */
    public void start() {
        JdaLog.install(counters, hush, this::eventLost);
        if (granted.mayBe()) {
            loop.post(guilds::expectPeople);
        }
        supervisor.start();
    }

    /** What happened since the start; the same object each time, safe from every thread. */
    public Counters counters() {
        return counters;
    }

    /** Whether the gateway session is ready as far as this room knows; home hears of it a moment later. */
    public boolean up() {
        return link.isUp();
    }

    /** Round trip of the last heartbeat, once there was one. */
    public Optional<Duration> ping() {
        JdaSession current = session;
        return current == null ? Optional.empty() : current.ping();
    }

    /** Ends the connection and its threads, within two seconds. */
    @Override
    public void close() {
        closing.countDown();
        alsoEnd.forEach(Runnable::run);
        granted.close();
        JdaSession current = session;
        if (current != null) {
            current.close();
        }
        supervisor.interrupt();
        try {
            if (supervisor.isAlive() && !supervisor.join(CLOSE_DEADLINE)) {
                LOG.warn("discord_close_late");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (closing.getCount() > 0) {
                Optional<String> fatal = live();
                if (closing.getCount() == 0) {
                    return;
                }
                if (fatal.isPresent()) {
                    onFatal.accept(fatal.get());
                    return;
                }
                counters.restarts.increment();
                JdaSession last = session;
                Duration wait = backoff.failed(last == null ? Duration.ZERO : last.held());
                LOG.debug("discord_retry", "in_ms", wait.toMillis());
                if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("discord_supervisor_interrupted");
        } catch (Throwable death) {
            LOG.error("discord_supervisor_died", death);
            onDeath.accept(death);
        }
    }

    /** One session from login to end; the message when Discord refuses us for good. */
    private Optional<String> live() throws InterruptedException {
        session = null;
        Optional<Intents> asked = askGranted();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Intents intents = asked.get();
        JdaSession current = new JdaSession(settings, intents, pace, preparation.client());
        session = current;
        link.handTo(current);
        try {
            OptionalInt code = current.run(s -> new Events(loop, guilds, link, counters, hush, renewal, s), alsoHear);
            if (code.isPresent() && intents.canDoWithout(code.getAsInt())) {
                granted.refused();
                return Optional.empty();
            }
            Optional<Refusal> refusal = code.isPresent() ? Refusal.of(code.getAsInt()) : Optional.empty();
            if (refusal.isEmpty() && closing.getCount() > 0) {
                link.away(current, code.isPresent() ? "JDA gave up, code " + code.getAsInt() : AN_EVENT_WAS_LOST);
            }
            return refusal.map(Refusal::message);
        } catch (InvalidTokenException e) {
            return Optional.of(Refusal.WRONG_TOKEN.message());
        } catch (RuntimeException e) {
            LOG.debug("discord_try_failed", "cause", String.valueOf(e));
            if (closing.getCount() > 0) {
                link.away(current, Reasons.of(e));
            }
            return Optional.empty();
        } finally {
            link.lost(current);
            link.handTo(null);
            current.close();
            current.closeCallbacks();
        }
    }

    /** What to ask for; empty when Discord cannot be reached. */
    private Optional<Intents> askGranted() throws InterruptedException {
        link.handTo(granted);
        try {
            return Optional.of(granted.ask(preparation.client()));
        } catch (ProbeFailure e) {
            LOG.debug("discord_try_failed", "cause", e.getMessage());
            if (closing.getCount() > 0) {
                link.away(granted, e.getMessage());
            }
            return Optional.empty();
        } finally {
            link.handTo(null);
        }
    }

    /** On whatever thread JDA stumbled. */
    private void eventLost() {
        JdaSession current = session;
        if (current != null) {
            renewal.lost().ifPresent(wait -> current.endIf(renewal::due, wait));
        }
    }

    private void tellAway(long noticedNanos) {
        try {
            loop.post(() -> guilds.away(noticedNanos));
        } catch (RejectedExecutionException e) {
            LOG.debug("home_has_ended");
        }
    }
}
