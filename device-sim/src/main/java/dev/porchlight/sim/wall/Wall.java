package dev.porchlight.sim.wall;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * The lights and relays of a bridge, as its settings name them and as its journal says they are.
 *
 * <p>Thread-safe; a thread of its own, {@code wall}, looks at the journal every {@value #LOOK_MS} ms. Invariant: what an output
 * shows is what the journal said last, or unknown before its first line.
 */
public final class Wall implements AutoCloseable {
    private static final int LOOK_MS = 20;

    /** An output and what is known of it; empty before the journal has said anything. */
    public record Shown(Output output, Optional<PinState> state) {}

    private final Path journal;
    private final Map<String, Output> outputs = new LinkedHashMap<>();
    private final Map<String, PinState> states = new LinkedHashMap<>();
    private BiConsumer<Shown, PinState> onState = (shown, state) -> {};
    private Runnable onLevel = () -> {};
    private String silence;
    private volatile boolean closed;

    private Wall(List<Output> outputs, Path journal) {
        this.journal = journal;
        this.silence = "the journal " + journal + " has not said a word of it";
        outputs.forEach(output -> this.outputs.put(output.name(), output));
    }

    /** One without outputs. */
    public static Wall none() {
        return new Wall(List.of(), Path.of(""));
    }

    /**
     * The wall of a bridge, which need not run yet.
     *
     * @param settings its {@code porchlight.properties}
     * @param journal its {@code gpio.journal}; need not be there yet
     * @throws UserError when the settings cannot be read
     */
    public static Wall follow(Path settings, Path journal) {
        try {
            Wall wall = new Wall(WallSettings.read(settings), journal);
            Thread.ofPlatform().daemon().name("wall").start(wall::follow);
            return wall;
        } catch (NoSuchFileException e) {
            throw UserError.setting("--wall-settings " + settings + ": there is no such file.");
        } catch (IOException e) {
            throw UserError.setting("--wall-settings " + settings + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** Calls the listeners on the thread {@code wall}: of a light that blinks once, and not at each of its levels. */
    public synchronized void listen(BiConsumer<Shown, PinState> newOnState, Runnable newOnLevel) {
        onState = newOnState;
        onLevel = newOnLevel;
    }

    /** Whether there are no outputs. */
    public boolean isEmpty() {
        return outputs.isEmpty();
    }

    /** In the order of the settings. */
    public synchronized List<Shown> shown() {
        return outputs.values().stream().map(this::shown).toList();
    }

    public List<String> names() {
        return List.copyOf(outputs.keySet());
    }

    private Shown shown(Output output) {
        return new Shown(output, Optional.ofNullable(states.get(output.name())));
    }

    /**
     * Waits until the output is on, or off.
     *
     * @throws DeadlineMissed with what it is instead
     */
    public synchronized void await(String name, boolean on, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (states.get(name) == null || states.get(name).on() != on) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new DeadlineMissed(name + " not " + (on ? "on" : "off") + " within "
                        + within.toMillis() + " ms: "
                        + Optional.ofNullable(states.get(name))
                                .map(PinState::words)
                                .orElse(silence));
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeadlineMissed("interrupted while waiting for " + name);
            }
        }
    }

    private void follow() {
        try (JournalTail tail = new JournalTail(journal)) {
            while (!closed) {
                look(tail);
                LockSupport.parkNanos(LOOK_MS * 1_000_000L);
            }
        } catch (IOException e) {
            // Nothing is lost with a file that was only read.
        }
    }

    private void look(JournalTail tail) {
        try {
            take(tail.poll());
        } catch (IOException e) {
            forget("the journal " + journal + " cannot be read: " + e.getMessage());
        }
    }

    private void forget(String why) {
        Runnable tellLevel;
        synchronized (this) {
            states.clear();
            silence = why;
            tellLevel = onLevel;
        }
        tellLevel.run();
    }

    private void take(List<PinChange> changes) {
        List<Shown> changed = new ArrayList<>();
        BiConsumer<Shown, PinState> tellState;
        Runnable tellLevel;
        synchronized (this) {
            for (PinChange change : changes) {
                Output output = outputs.get(change.name());
                if (output == null) {
                    continue; // of other settings than ours
                }
                PinState before = states.get(change.name());
                PinState now = PinState.after(before, change);
                states.put(change.name(), now);
                if (before == null || !now.isLike(before)) {
                    changed.add(shown(output));
                }
            }
            notifyAll();
            tellState = onState;
            tellLevel = onLevel;
        }
        changed.forEach(shown -> tellState.accept(shown, shown.state().orElseThrow()));
        if (!changes.isEmpty()) {
            tellLevel.run();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
