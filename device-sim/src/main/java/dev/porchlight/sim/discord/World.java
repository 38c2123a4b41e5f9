package dev.porchlight.sim.discord;

import dev.porchlight.sim.DeadlineMissed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
    private final Map<Long, SimUser> usersById = new HashMap<>();
    /** Direct messages with the bot, by the other's id. */
    private final Map<Long, SimChannel> direct = new LinkedHashMap<>();

    final Map<String, SimGuild> guilds = new LinkedHashMap<>();
    final InstantSource clock;
    final Access access;
    final GatewayLimits gatewayLimits = new GatewayLimits(this);
    final GatewayFaults gatewayFaults = new GatewayFaults(this);
    final RestFaults restFaults = new RestFaults(this);
    final RateLimits rateLimits = new RateLimits(this);
    final RestGate restGate = new RestGate(this);
    final Gateway gateway;
    final SessionRequests requests;
    final Commands appCommands;
    final Interactions interactions;
    final RestLog restLog = new RestLog();
    final RestApi rest;
    final SimUser bot;

    World(Options options) {
        this.clock = options.clock();
        this.access = new Access(this, options);
        this.gateway = new Gateway(this, options);
        this.requests = new SessionRequests(this, options);
        this.bot = user(options.botName(), true);
        this.appCommands = new Commands(this);
        this.interactions = new Interactions(this, options);
        this.rest = new RestApi(this);
    }

    /** The user of that name, made if there is none. Under the lock, as everything below it. */
    SimUser user(String name, boolean isBot) {
        return users.computeIfAbsent(name, n -> {
            SimUser made = new SimUser(this, snowflakes.next(), n, isBot);
            usersById.put(made.id(), made);
            return made;
        });
    }

    /** The same of a person whose id somebody else knows already. */
    SimUser user(String name, long id) {
        SimUser named = users.get(name);
        if (named == null && usersById.get(id) == null) {
            named = new SimUser(this, id, name, false);
            users.put(name, named);
            usersById.put(id, named);
        }
        if (named == null || named.id() != id) {
            throw new IllegalArgumentException(
                    named == null
                            ? "the id " + id + " is that of "
                                    + usersById.get(id).name()
                            : name + " has the id " + named.id() + " already");
        }
        return named;
    }

    /** Null when there is none. */
    SimUser userById(long id) {
        return usersById.get(id);
    }

    /** The bot's own user object, with what only it may see. */
    Map<String, Object> self() {
        Map<String, Object> self = bot.json();
        self.putAll(Json.object("verified", true, "mfa_enabled", true, "flags", 0, "locale", "en-US", "email", null));
        return self;
    }

    /** What IDENTIFY or op 3 said of the bot; with nothing said it is online. False when it was nonsense. */
    boolean botPresence(Map<String, Object> said) {
        Optional<SimStatus> status = SimStatus.read(said.getOrDefault("status", "online"));
        status.ifPresent(now -> bot.setPresence(
                now == SimStatus.OFFLINE
                        ? Presence.OFFLINE
                        : new Presence(now, Map.of(SimPlatform.WEB, now), Json.asObjects(said.get("activities")))));
        return status.isPresent();
    }

    List<SimGuild> guildsOf(SimUser user) {
        return guilds.values().stream()
                .filter(guild -> guild.people().of(user).isPresent())
                .toList();
    }

    /** A guild the bot is in. */
    Optional<SimGuild> guildById(long id) {
        return guilds.values().stream()
                .filter(guild -> guild.hasBot() && guild.id() == id)
                .findFirst();
    }

    SimChannel direct(SimUser user) {
        if (user.equals(bot)) {
            throw new RestError(400, 50_007, "Cannot send messages to this user");
        }
        return direct.computeIfAbsent(user.id(), id -> SimChannel.direct(this, user));
    }

    List<SimChannel> directChannels() {
        return List.copyOf(direct.values());
    }

    /** Any channel or thread the bot knows of; direct messages too. */
    Optional<SimChannel> channelById(long id) {
        return Stream.concat(
                        guilds.values().stream()
                                .filter(SimGuild::hasBot)
                                .flatMap(guild -> guild
                                        .channels()
                                        .of(id)
                                        .or(() -> guild.threads().of(id))
                                        .stream()),
                        direct.values().stream().filter(channel -> channel.id() == id))
                .findFirst();
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

    /** The same for what gives something back. */
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

    /** @throws DeadlineMissed when it is still not there at the deadline */
    <T> T awaitPresent(String what, Duration deadline, Supplier<Optional<T>> search) {
        AtomicReference<T> found = new AtomicReference<>();
        await(what, deadline, () -> {
            search.get().ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
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
