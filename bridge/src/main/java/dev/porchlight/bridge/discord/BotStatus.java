package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;

/**
 * The one owner of the bot's presence. Of what several sources want shown, the first of {@link Source} that wants anything is;
 * of one source the newest. What is shown already is not sent again, but for a fresh session, which forgets it.
 *
 * <p>Methods are safe from every thread. A virtual thread {@code discord-status} does the waiting: for the next change, for
 * {@link StatusLimit}, and for the time to look at the template's numbers again.
 */
public final class BotStatus implements EventListener, AutoCloseable {

    /** Who may want something shown; the first goes before the others. */
    public enum Source {
        MUSIC,
        GATEWAY_CLIENT,
        TEMPLATE
    }

    /** Between two looks at the template's numbers. */
    static final Duration REFRESH = Duration.ofSeconds(30);

    /** Between two looks while one of them is not known yet, and nothing is shown. */
    private static final Duration NOT_KNOWN_YET = Duration.ofSeconds(1);

    private static final Log LOG = Log.of("discord");

    private final Optional<StatusTemplate> template;
    private final Function<StatusTemplate.Placeholder, OptionalInt> numbers;
    private final Duration refresh;
    private final StatusLimit limit = new StatusLimit(System::nanoTime);
    private final Thread thread = Thread.ofVirtual().name("discord-status").unstarted(this::run);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private final Map<Source, BotLine> wanted = new EnumMap<>(Source.class);
    private Optional<BotLine> sent = Optional.empty();
    private JDA jda; // null without a session
    private boolean started;
    private boolean closed;

    /**
     * Shows nothing yet.
     *
     * @param template what is shown while nobody wants anything else
     * @param numbers asked on the thread of this, and not to wait; empty while one is not known
     */
    public BotStatus(Optional<StatusTemplate> template, Function<StatusTemplate.Placeholder, OptionalInt> numbers) {
        this(template, numbers, REFRESH);
    }

    /**
     * The same with a pace of your own.
     *
     * @param refresh between two looks at the numbers
     */
    public BotStatus(
            Optional<StatusTemplate> template,
            Function<StatusTemplate.Placeholder, OptionalInt> numbers,
            Duration refresh) {
        this.template = template;
        this.numbers = numbers;
        this.refresh = refresh;
    }

    /** A source wants this shown, from now on. */
    public void show(Source source, BotLine line) {
        change(() -> wanted.put(source, line));
    }

    /** A source wants nothing shown any more. */
    public void clear(Source source) {
        change(() -> wanted.remove(source));
    }

    /** On JDA's threads. */
    @Override
    public void onEvent(GenericEvent event) {
        switch (event) {
            case ReadyEvent ready -> session(event.getJDA(), true);
            case SessionRecreateEvent recreated -> session(event.getJDA(), true);
            case SessionResumeEvent resumed -> session(event.getJDA(), false);
            case SessionDisconnectEvent disconnected -> change(() -> jda = null);
            default -> {}
        }
    }

    private void session(JDA now, boolean fresh) {
        change(() -> {
            jda = now;
            if (fresh) {
                sent = Optional.empty();
            }
            if (!started) {
                started = true;
                thread.start();
            }
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            if (!closed) {
                change.run();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            long lookAt = System.nanoTime();
            while (!closed) {
                long now = System.nanoTime();
                if (template.isPresent() && lookAt - now <= 0) {
                    lookAt = now + look(template.get()).toNanos();
                }
                long wait = act();
                if (wait > 0) {
                    long look = template.isPresent() ? lookAt - System.nanoTime() : Long.MAX_VALUE;
                    long ignored = changed.awaitNanos(Math.min(wait, look));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("discord_status_interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the numbers; returns when to do so again. */
    private Duration look(StatusTemplate line) {
        Optional<BotLine> now = line.line(numbers);
        now.ifPresentOrElse(known -> wanted.put(Source.TEMPLATE, known), () -> wanted.remove(Source.TEMPLATE));
        return now.isPresent() || refresh.compareTo(NOT_KNOWN_YET) < 0 ? refresh : NOT_KNOWN_YET;
    }

    /** Sends what is to be sent; returns how long there is nothing to do, in nanoseconds, unless something changes. */
    private long act() {
        Optional<BotLine> line = wanted.values().stream().findFirst();
        if (jda == null || line.equals(sent)) {
            return Long.MAX_VALUE;
        }
        long wait = limit.untilAllowed().toNanos();
        if (wait == 0) {
            limit.sending();
            sent = line;
            jda.getPresence().setActivity(line.map(BotLine::activity).orElse(null));
        }
        return wait;
    }

    /** Ends its thread; nothing is shown or taken down any more. */
    @Override
    public void close() {
        change(() -> closed = true);
    }
}
