package dev.porchlight.bridge.discord;

import com.neovisionaries.ws.client.WebSocketFactory;
import dev.porchlight.bridge.guilds.MemberRequests;
import dev.porchlight.bridge.log.Log;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionController.SessionConnectNode;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * One life of JDA, from login to the end that JDA cannot get over by itself; reconnecting and resuming inside is JDA's.
 *
 * <p>Threads: {@link #run} belongs to the supervisor, the rest is safe from any. JDA gets one timer thread
 * ({@code discord-timer}: heartbeats and rate limits) and virtual threads for REST ({@code discord-rest}); its WebSocket
 * brings a reading and a writing thread. Events are handled on the reading thread.
 */
final class JdaSession {

    private static final Log LOG = Log.of("discord");

    /** How long JDA waits at most between its own tries to reconnect: the least it takes, since lights may be out of date. */
    private static final int MAX_RECONNECT_SECONDS = 32;

    /** A guild with no more members brings them all along, with their presences; the most Discord allows. */
    private static final int LARGE = 250;

    /** How long the gateway may take to answer our closing of the connection. */
    private static final Duration FAREWELL = Duration.ofMillis(700);

    /** For TCP, without which the library waits as long as the system does: two minutes on Linux. */
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final DiscordSettings settings;
    private final Intents intents;
    private final Gate gate;
    private final Pace pace;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch shutDown = new CountDownLatch(1);
    private final OkHttpClient http;
    private final ScheduledExecutorService timer = new JdaTimer();
    private final ExecutorService rest = virtualThreads("discord-rest");

    /** Not among those JDA ends itself: an answer that finds no thread would leave its caller waiting for ever. */
    private final ExecutorService callbacks = virtualThreads("discord-answer");

    private volatile JDA jda;

    /** Null for a session that brings no people. */
    private final MemberRequests members;

    private volatile OptionalInt endCode = OptionalInt.empty();

    /** {@link System#nanoTime()} at the first READY or RESUMED, zero before. */
    private volatile long upSince;

    /**
     * A session that is not begun yet.
     *
     * @param shared its TLS context is used, for REST and gateway alike; connections and threads are the session's own
     */
    JdaSession(DiscordSettings settings, Intents intents, Pace pace, OkHttpClient shared) {
        this.settings = settings;
        this.intents = intents;
        this.pace = pace;
        this.gate = new Gate(settings.gatewayUrl());
        this.members = intents.hasPeople() ? new JdaMembers(() -> jda, timer) : null;
        // One request at a start: no idle connection is worth its buffers.
        this.http = shared.newBuilder()
                .dispatcher(new Dispatcher())
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .addInterceptor(new LoginCheck())
                .callTimeout(Duration.ofSeconds(30))
                .build();
    }

    /**
     * Logs in, connects and stays until JDA has ended.
     *
     * @param alsoHear hear every event, after the listener; they must not throw
     * @return the close code of the gateway, if that ended it
     * @throws net.dv8tion.jda.api.exceptions.InvalidTokenException when the token is refused
     * @throws RuntimeException when Discord cannot be reached; another session may fare better
     */
    OptionalInt run(Function<JdaSession, EventListener> listener, List<EventListener> alsoHear)
            throws InterruptedException {
        JDA built = build(listener.apply(this), alsoHear);
        JdaInside.keepMembersFrom(built);
        JdaInside.shelterRawEvents(built);
        while (end.getCount() > 0) {
            Optional<SessionConnectNode> node = gate.take();
            if (node.isPresent() && !end.await(pace.untilAllowed().toNanos(), TimeUnit.NANOSECONDS)) {
                pace.connecting();
                node.get().run(true);
            }
        }
        return endCode;
    }

    private JDA build(EventListener listener, List<EventListener> alsoHear) {
        RestConfig restConfig = new RestConfig();
        settings.apiUrl().map(URI::toString).ifPresent(restConfig::setBaseUrl);
        return JDABuilder.createLight(settings.token().orElseThrow(), intents.all())
                .setLargeThreshold(LARGE)
                .setRawEventsEnabled(true)
                .setRestConfig(restConfig)
                .setSessionController(gate)
                .setMaxReconnectDelay(MAX_RECONNECT_SECONDS)
                .setEnableShutdownHook(false)
                .setContextEnabled(false)
                .setHttpClient(http)
                .setWebsocketFactory(webSockets(http.sslSocketFactory()))
                .setGatewayPool(timer, true)
                .setRateLimitScheduler(timer, true)
                .setRateLimitElastic(rest, true)
                .setCallbackPool(callbacks, false)
                .addEventListeners(listener)
                .addEventListeners(alsoHear.toArray())
                .build();
    }

    static WebSocketFactory webSockets(SSLSocketFactory tls) {
        return new WebSocketFactory().setSSLSocketFactory(tls).setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    }

    /** JDA is there; it tells of itself before it logs in, which is what makes a login in progress closeable. */
    void born(JDA newborn) {
        jda = newborn;
    }

    Intents intents() {
        return intents;
    }

    /** How to ask it for members; null for one that brings no people. */
    MemberRequests members() {
        return members;
    }

    /** READY or RESUMED came. */
    void up() {
        if (upSince == 0) {
            upSince = System.nanoTime() | 1;
        }
    }

    /** The close code that ended it, if one has. */
    OptionalInt endCode() {
        return endCode;
    }

    /** How long ago the session first came up; zero when it never did. */
    Duration held() {
        return upSince == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - upSince);
    }

    /** JDA has ended, or should; the first reason counts, as the later ones follow from it. */
    synchronized void ended(int closeCode) {
        if (endCode.isEmpty()) {
            endCode = OptionalInt.of(closeCode);
        }
        shutDown.countDown();
        end();
    }

    /** It should end, though JDA has not. */
    private void end() {
        end.countDown();
        gate.close();
    }

    /** Ends itself after a while, so that a fresh one takes its place; nothing happens when it has ended before. */
    void endIf(BooleanSupplier stillWanted, Duration wait) {
        try {
            ScheduledFuture<?> ignored = timer.schedule(
                    () -> {
                        if (stillWanted.getAsBoolean()) {
                            end();
                        }
                    },
                    wait.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // It has ended, and the next session is a fresh one.
        }
    }

    /** Round trip of the last heartbeat. */
    Optional<Duration> ping() {
        JDA current = jda;
        long millis = current == null ? -1 : current.getGatewayPing();
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    /**
     * Ends everything this session started, within about a second; only a connection that is being made just now, to an
     * address that does not answer, may take its thread up to ten seconds more. Any thread; may be called again.
     */
    void close() {
        end();
        http.dispatcher().cancelAll();
        JDA current = jda;
        if (current != null) {
            // JDA holds a lock while it connects, and its shutdown waits for that lock.
            Thread.ofVirtual().name("discord-end").start(() -> shutdown(current));
            awaitFarewell();
            JdaInside.cutSocket(current);
        }
        rest.shutdownNow();
        timer.shutdownNow();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** After the last answer has been waited for; called by the supervisor. */
    void closeCallbacks() {
        callbacks.shutdown();
    }

    private void shutdown(JDA current) {
        try {
            current.shutdownNow();
        } catch (RuntimeException e) {
            // It had not got far enough to have anything to shut down.
            shutDown.countDown();
        }
    }

    private void awaitFarewell() {
        try {
            boolean ignored = shutDown.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    ExecutorService virtualThreads(String name) {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name(name)
                .uncaughtExceptionHandler(this::taskFailed)
                .factory());
    }

    /** JDA's tasks throw when the end interrupts them; that is no news for the terminal. */
    private void taskFailed(Thread thread, Throwable e) {
        if (end.getCount() == 0) {
            LOG.debug("jda_task_interrupted", "thread", thread.getName(), "cause", e);
        } else {
            LOG.error("jda_task_failed", e, "thread", thread.getName());
        }
    }
}
