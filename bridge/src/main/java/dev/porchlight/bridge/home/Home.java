package dev.porchlight.bridge.home;

import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is true now. Inputs change it, outputs watch rules over its signals; it decides whether anything really changed.
 *
 * <p>Owned by the home loop: every method is for that loop alone, except {@link #view()} and
 * {@link #listenerFailures()}. Invariant: between two changes every watched fact has the value its signal has, its
 * listeners have heard of it, and {@link #view()} shows the same moment.
 */
public final class Home {

    /** The default of {@code voice.stale-after}. */
    public static final Duration STALE_AFTER = Duration.ofMinutes(5);

    private static final Log LOG = Log.of("home");

    private final HomeTime time;
    private final Map<Long, GuildPresent> guilds = new TreeMap<>(Long::compareUnsigned);
    private final VoiceBook held;
    private final Facts facts;
    private final Vouching vouching;
    private final HomeEditor editor;
    private final List<Runnable> onSettled = new ArrayList<>();
    private boolean settled;
    private volatile HomeView view = new HomeView(false, true, false, 0, List.of());

    /**
     * Discord counts as away from now until the first READY.
     *
     * @param staleAfter how long what Discord said is vouched for after Discord or a guild of it is gone; more than zero
     */
    public Home(HomeTime time, Duration staleAfter) {
        this.time = time;
        Touched touched = new Touched();
        Link link = new Link(time.nanoTime());
        VoiceBook vouched = new VoiceBook(touched::topic);
        this.held = new VoiceBook(touched::topic);
        Presences presences = new Presences(guilds, link, touched);
        this.facts = new Facts(time, new Signals(guilds, link, held, vouched, presences), touched);
        this.vouching = new Vouching(guilds, link, vouched, touched, time, staleAfter, this::lapse);
        this.editor = new HomeEditor(guilds, vouching, held, vouched, presences, touched, time, this::change);
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
            boolean first = !settled;
            boolean settledNow = !settled && editor.complete();
            settled |= settledNow;
            publish();
            facts.flush(causeNanos, first);
            if (settledNow) {
                tellSettled();
            }
        }
    }

    /**
     * Watches a rule; the value at this moment is {@link Watch#on()} without any delay, and only later changes reach the
     * listener. Delays count from when home has settled: what it learns until then are first values too.
     * Of several watches that one change turns, those made first are told first: so pins go before boards.
     *
     * @throws IllegalStateException when {@value Facts#MAX_FACTS} different rules are watched already, or {@value
     *     Facts#MAX_DELAYED} watches with a delay
     */
    public Watch watch(Rule rule, Delays delays, SignalListener listener) {
        time.checkThread();
        vouching.lookAhead(); // nothing may have happened yet, and never happen
        return facts.watch(rule, delays, listener);
    }

    /** Watches one signal without a delay: see {@link #watch(Rule, Delays, SignalListener)}. */
    public Watch watch(Signal signal, SignalListener listener) {
        return watch(Rule.of(signal), Delays.NONE, listener);
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

    /** The clock and the timers that it goes by. Any thread may have it. */
    public HomeTime time() {
        return time;
    }

    private void lapse(long now) {
        change(now, edit -> vouching.lapse());
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

    /** Different rules watched now. Home loop only. */
    public int watchedRules() {
        return facts.size();
    }

    private void publish() {
        List<HomeView.GuildView> all = new ArrayList<>(guilds.size());
        boolean stale = !vouching.linkUp();
        for (GuildPresent guild : guilds.values()) {
            boolean fresh = vouching.fresh(guild);
            stale |= !fresh;
            all.add(new HomeView.GuildView(guild.id, guild.name, fresh, held.inGuild(guild.id)));
        }
        view = new HomeView(vouching.linkUp(), stale, settled, held.people(), all);
    }
}
