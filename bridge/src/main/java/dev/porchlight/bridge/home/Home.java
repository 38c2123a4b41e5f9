package dev.porchlight.bridge.home;

import dev.porchlight.bridge.log.Log;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is true now. Inputs change it, outputs watch signals of it; it decides whether anything really changed.
 *
 * <p>Owned by the home loop: every method is for that loop alone, except {@link #view()} and
 * {@link #listenerFailures()}. Invariant: between two changes every watched fact has the value its signal has, its
 * listeners have heard of it, and {@link #view()} shows the same moment.
 */
public final class Home {

    private static final Log LOG = Log.of("home");

    private final HomeTime time;
    private final Map<Long, GuildPresent> guilds = new TreeMap<>(Long::compareUnsigned);
    private final Facts facts;
    private final VoiceBook book;
    private final HomeEditor editor;
    private final List<Runnable> onSettled = new ArrayList<>();
    private boolean settled;
    private volatile HomeView view = new HomeView(false, true, false, 0, List.of());

    /** Discord counts as away until the first READY, or until home is told that there is none. */
    public Home(HomeTime time, StalePolicy stale) {
        this.time = time;
        this.facts = new Facts(time::checkThread, this::holds, this::topicsOf);
        this.book = new VoiceBook(facts::touch);
        this.editor = new HomeEditor(guilds, book, facts, time, stale, this::change);
    }

    /**
     * Changes home and then, once, evaluates what was touched, tells listeners and publishes the view.
     *
     * @param causeNanos {@link System#nanoTime()} when the cause was received
     * @throws IllegalStateException when called from inside a listener: a listener posts
     */
    public void change(long causeNanos, Consumer<HomeEdit> edit) {
        time.checkThread();
        if (facts.telling()) {
            throw new IllegalStateException("a listener cannot change home; post to the loop instead");
        }
        try {
            edit.accept(editor);
        } finally {
            editor.afterEdit();
            boolean settledNow = !settled && editor.complete();
            settled |= settledNow;
            publish();
            facts.flush(causeNanos);
            if (settledNow) {
                tellSettled();
            }
        }
    }

    /**
     * Watches a signal; the value at this moment is {@link Watch#on()}, and only later changes reach the listener.
     *
     * @throws IllegalStateException when {@value Facts#MAX_FACTS} different signals are watched already
     */
    public Watch watch(Signal signal, SignalListener listener) {
        time.checkThread();
        return facts.watch(signal, listener);
    }

    /** Whether the first values can be trusted: see {@link HomeView#settled()}. Once true it stays true. */
    public boolean settled() {
        return settled;
    }

    /** Runs a task when home settles, at once if it has. */
    public void onSettled(Runnable task) {
        time.checkThread();
        if (settled) {
            task.run();
        } else {
            onSettled.add(task);
        }
    }

    private void tellSettled() {
        List<Runnable> tasks = List.copyOf(onSettled);
        onSettled.clear();
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (Exception e) {
                LOG.error("settled_listener_failed", e);
            }
        }
    }

    /** The latest snapshot. Any thread. */
    public HomeView view() {
        return view;
    }

    /** How often a listener threw, since the start. Any thread. */
    public long listenerFailures() {
        return facts.listenerFailures();
    }

    /** Different signals watched now. Home loop only. */
    public int watchedSignals() {
        return facts.size();
    }

    private boolean holds(Signal signal) {
        return switch (signal) {
            case Signal.People(int atLeast) -> book.people() >= atLeast;
            case Signal.InGuild(long guild) -> book.inGuild(guild) > 0;
            case Signal.InChannel(long channel) -> book.inChannel(channel) > 0;
            case Signal.InNamedChannel n -> topicsOf(n).stream().anyMatch(topic -> book.inChannel(topic.id()) > 0);
            case Signal.OfUser(UserFact fact, long user) -> book.holds(fact, user);
            case Signal.Offline() -> !editor.linkUp();
        };
    }

    private Set<Topic> topicsOf(Signal signal) {
        return switch (signal) {
            case Signal.People p -> Set.of(Topic.PEOPLE);
            case Signal.InGuild(long guild) -> Set.of(Topic.guild(guild));
            case Signal.InChannel(long channel) -> Set.of(Topic.channel(channel));
            case Signal.InNamedChannel n -> channelsNamed(n);
            case Signal.OfUser(UserFact fact, long user) -> Set.of(Topic.user(user));
            case Signal.Offline() -> Set.of(Topic.LINK);
        };
    }

    private Set<Topic> channelsNamed(Signal.InNamedChannel named) {
        Set<Topic> channels = new HashSet<>();
        for (GuildPresent guild : guilds.values()) {
            if (Signal.fold(guild.name).equals(named.guild())) {
                guild.channels.forEach((id, name) -> {
                    if (Signal.fold(name).equals(named.channel())) {
                        channels.add(Topic.channel(id));
                    }
                });
            }
        }
        return channels;
    }

    private void publish() {
        List<HomeView.GuildView> all = new ArrayList<>(guilds.size());
        boolean stale = !editor.linkUp();
        for (GuildPresent guild : guilds.values()) {
            boolean fresh = editor.fresh(guild);
            stale |= !fresh;
            all.add(new HomeView.GuildView(guild.id, guild.name, fresh, book.inGuild(guild.id)));
        }
        view = new HomeView(editor.linkUp(), stale, settled, book.people(), all);
    }
}
