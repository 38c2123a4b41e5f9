package dev.porchlight.sim.discord;

import dev.porchlight.sim.DeadlineMissed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Everything that is so in the simulated Discord, and the one lock around it.
 *
 * <p>Any thread may call in. Invariant: guilds, users and sessions are read and written under the lock only, and what a
 * session is told is enqueued under it too, so every session sees the changes in the order in which they were made.
 */
final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean quiet;

    final Snowflakes snowflakes = new Snowflakes();
    final Map<String, SimUser> users = new LinkedHashMap<>();
    final Map<String, SimGuild> guilds = new LinkedHashMap<>();
    final InstantSource clock;
    final Access access;
    final GatewayLimits gatewayLimits = new GatewayLimits(this);
    final GatewayFaults gatewayFaults = new GatewayFaults(this);
    final RestFaults restFaults = new RestFaults(this);
    final RateLimits rateLimits = new RateLimits(this);
    final RestGate restGate = new RestGate(this);
    final Gateway gateway;
    final SimUser bot;

    World(Options options) {
        this.clock = options.clock();
        this.access = new Access(this, options);
        this.gateway = new Gateway(this, options);
        this.bot = new SimUser(snowflakes.next(), options.botName(), true);
        users.put(bot.name(), bot);
    }

    /** Does it under the lock, then wakes whoever waits for something to become true. */
    void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #change}, for a change that has something to say. */
    <T> T act(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the state while no session is told, live or by replay. */
    void quietly(Runnable action) {
        change(() -> {
            boolean before = quiet;
            quiet = true;
            try {
                action.run();
            } finally {
                quiet = before;
            }
        });
    }

    boolean isQuiet() {
        return quiet;
    }

    /** @throws DeadlineMissed when it is still not true at the deadline */
    void await(String what, Duration deadline, BooleanSupplier condition) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new DeadlineMissed("no " + what + " within " + deadline.toMillis() + " ms: " + gateway);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineMissed("interrupted while waiting for " + what + ": " + gateway);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for nothing but time, without holding anybody up: a slow guild's delay. */
    static void after(Duration delay, Runnable action) {
        Thread.ofVirtual().name("sim-discord-delay").start(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                action.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
