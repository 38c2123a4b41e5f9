package dev.porchlight.sim.junit;

import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * What was started for one test, or for one class; a test finds what its class has, a nested class what the outer one has.
 *
 * <p>One thread: JUnit sets a class or a test up in one. Tests that run side by side look at their class's scope and change
 * only their own.
 *
 * <p>Invariant: JUnit closes it after the test's (the class's) last callback, whether that failed or not, and it stops what
 * leans on something before what it leans on: boards, bridges, Discord. Whatever fails, the rest is stopped too.
 */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing but a CloseableResource.
final class Scope implements AutoCloseable, Store.CloseableResource {
    private static final Namespace NAMESPACE = Namespace.create(Scope.class);

    private final Optional<Scope> parent;
    private final Map<Porchlight, RunningBridge> byAnnotation = new LinkedHashMap<>();
    private final List<RunningBridge> bridges = new ArrayList<>();
    private final List<AutoCloseable> others = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final Set<Object> filled = Collections.newSetFromMap(new IdentityHashMap<>());
    private Optional<SimBoards> boards = Optional.empty();
    private Optional<SimDiscord> discord = Optional.empty();

    private Scope(Optional<Scope> parent) {
        this.parent = parent;
    }

    /** Of this very context; made when there is none. */
    static Scope of(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        // A store shows its parents' values too, so that each context needs a key of its own.
        Scope there = store.get(context.getUniqueId(), Scope.class);
        if (there != null) {
            return there;
        }
        Scope made = new Scope(nearest(context.getParent()));
        store.put(context.getUniqueId(), made);
        return made;
    }

    /** Of this context or the nearest around it that has one. */
    static Optional<Scope> nearest(Optional<ExtensionContext> context) {
        for (Optional<ExtensionContext> at = context;
                at.isPresent();
                at = at.get().getParent()) {
            Scope there = at.get().getStore(NAMESPACE).get(at.get().getUniqueId(), Scope.class);
            if (there != null) {
                return Optional.of(there);
            }
        }
        return Optional.empty();
    }

    /** The nearest answer, from here outwards. */
    private <T> Optional<T> look(Function<Scope, Optional<T>> question) {
        Optional<T> mine = question.apply(this);
        return mine.isPresent() ? mine : parent.flatMap(scope -> scope.look(question));
    }

    /** The one there is, in here or around; else a new one. */
    SimDiscord discord() {
        return look(scope -> scope.discord).orElseGet(() -> adopt(SimDiscord.start()));
    }

    SimDiscord adopt(SimDiscord started) {
        discord.ifPresent(others::add);
        discord = Optional.of(started);
        return started;
    }

    /** The ones there are, in here or around; else new ones. */
    SimBoards boards() {
        return look(scope -> scope.boards).orElseGet(this::ownBoards);
    }

    /** Of this scope alone, so that a board of a test ends with the test. */
    SimBoards ownBoards() {
        return boards.orElseGet(() -> adopt(SimBoards.start()));
    }

    SimBoards adopt(SimBoards started) {
        boards.ifPresent(others::add);
        boards = Optional.of(started);
        return started;
    }

    /** The bridge that this annotation has started, in here or around; else a new one. */
    RunningBridge bridge(Porchlight settings) {
        return look(scope -> Optional.ofNullable(scope.byAnnotation.get(settings)))
                .orElseGet(() -> {
                    RunningBridge started = builder(settings).start();
                    byAnnotation.put(settings, started);
                    return started;
                });
    }

    /** The newest of the nearest. */
    Optional<RunningBridge> anyBridge() {
        return look(scope -> scope.bridges.isEmpty() ? Optional.empty() : Optional.of(scope.bridges.getLast()));
    }

    /** Set as the annotation says. What it starts ends with this scope. */
    BridgeBuilder builder(Porchlight settings) {
        // The Discord first: it has to be there when the bridge logs in.
        Optional<SimDiscord> upstream = settings.discord() ? Optional.of(discord()) : Optional.empty();
        return PorchlightSettings.apply(settings, upstream, new BridgeBuilder(this::adopt));
    }

    RunningBridge adopt(RunningBridge started) {
        bridges.add(started);
        return started;
    }

    /** To be run when all has been stopped. */
    void afterwards(Runnable task) {
        tasks.add(task);
    }

    /** Every bridge of this scope and those around it. */
    List<RunningBridge> allBridges() {
        List<RunningBridge> all = new ArrayList<>(parent.map(Scope::allBridges).orElseGet(List::of));
        all.addAll(bridges);
        return all;
    }

    /** Whether an object's fields are still to be filled in; true once only. */
    boolean fillOnce(Object instance) {
        return look(scope -> scope.filled.contains(instance) ? Optional.of(instance) : Optional.empty())
                        .isEmpty()
                && filled.add(instance);
    }

    @Override
    public void close() {
        List<AutoCloseable> order = new ArrayList<>();
        boards.ifPresent(order::add);
        order.addAll(bridges.reversed());
        order.addAll(others);
        discord.ifPresent(order::add);
        tasks.forEach(task -> order.add(task::run));
        RuntimeException failure = null;
        for (AutoCloseable one : order) {
            try {
                one.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
