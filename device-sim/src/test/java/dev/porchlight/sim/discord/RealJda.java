package dev.porchlight.sim.discord;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.VoiceDispatchInterceptor;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import net.dv8tion.jda.api.utils.data.DataObject;

/** The unmodified JDA pointed at a simulated Discord, with everything it fired kept for the test to look at. */
final class RealJda implements EventListener, AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    /** JDA tells of every reconnect; here they are meant. A static field, since the log manager holds loggers weakly. */
    private static final Logger JDA_LOG = Logger.getLogger("net.dv8tion.jda");

    static {
        JDA_LOG.setLevel(Level.OFF);
    }

    private final List<GenericEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch built = new CountDownLatch(1);
    private final JDA jda;

    private RealJda(SimDiscord discord, String token, Compression compression, List<GatewayIntent> intents) {
        this(discord, JDABuilder.createLight(token, intents), compression);
    }

    private RealJda(SimDiscord discord, JDABuilder builder, Compression compression) {
        jda = builder.setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
                .setSessionController(new SessionControllerAdapter() {
                    // JDA waits 5 s between two IDENTIFYs, which Discord asks for and we do not.
                    @Override
                    public void appendSession(SessionConnectNode node) {
                        Thread.ofVirtual().start(() -> connectOnceBuilt(node));
                    }

                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setCompression(compression)
                .setRawEventsEnabled(true)
                .setEnableShutdownHook(false)
                .addEventListeners(this)
                .build();
        built.countDown();
    }

    /** JDA asks to connect from inside a constructor: what arrived before that has returned would find no client there. */
    private void connectOnceBuilt(SessionController.SessionConnectNode node) {
        try {
            built.await();
            node.run(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static RealJda login(SimDiscord discord) {
        return login(discord, GatewayIntent.GUILD_VOICE_STATES);
    }

    static RealJda login(SimDiscord discord, GatewayIntent... intents) {
        return new RealJda(discord, discord.token(), Compression.ZLIB, List.of(intents));
    }

    /** With every intent and every cache: what JDA then knows, it knows from the simulator. */
    static RealJda loginSeeingAll(SimDiscord discord) {
        return new RealJda(
                discord,
                JDABuilder.create(discord.token(), EnumSet.allOf(GatewayIntent.class))
                        .enableCache(EnumSet.allOf(CacheFlag.class))
                        .setMemberCachePolicy(MemberCachePolicy.ALL)
                        .setChunkingFilter(ChunkingFilter.NONE)
                        .setBulkDeleteSplittingEnabled(false)
                        .setVoiceDispatchInterceptor(new NoVoice()),
                Compression.ZLIB);
    }

    /** Takes what Discord says of voice servers, as bots do that leave the audio to somebody else. */
    private static final class NoVoice implements VoiceDispatchInterceptor {
        @Override
        public void onVoiceServerUpdate(VoiceServerUpdate update) {}

        @Override
        public boolean onVoiceStateUpdate(VoiceStateUpdate update) {
            return true;
        }
    }

    static RealJda loginUncompressed(SimDiscord discord) {
        return new RealJda(discord, discord.token(), Compression.NONE, List.of(GatewayIntent.GUILD_VOICE_STATES));
    }

    static RealJda loginWith(SimDiscord discord, String token) {
        return new RealJda(discord, token, Compression.ZLIB, List.of(GatewayIntent.GUILD_VOICE_STATES));
    }

    JDA jda() {
        return jda;
    }

    RealJda ready() throws InterruptedException {
        awaitEvent(ReadyEvent.class);
        return this;
    }

    @Override
    public void onEvent(GenericEvent event) {
        synchronized (events) {
            events.add(event);
            events.notifyAll();
        }
    }

    <E extends GenericEvent> E awaitEvent(Class<E> type) throws InterruptedException {
        return await(type, event -> true);
    }

    <E extends GenericEvent> E awaitEvent(Class<E> type, Predicate<E> fits) throws InterruptedException {
        return await(type, fits);
    }

    /** The bot's own guild object of a simulated guild. */
    Guild see(SimGuild guild) {
        return jda.getGuildById(guild.id());
    }

    /** The {@code d} of a dispatch that fits, waiting for it if it has not come yet. */
    DataObject awaitDispatch(String type, Predicate<DataObject> fits) throws InterruptedException {
        return await(RawGatewayEvent.class, raw -> raw.getType().equals(type) && fits.test(raw.getPayload()))
                .getPayload();
    }

    DataObject awaitDispatch(String type) throws InterruptedException {
        return awaitDispatch(type, d -> true);
    }

    List<DataObject> dispatches(String type) {
        return events.stream()
                .filter(RawGatewayEvent.class::isInstance)
                .map(RawGatewayEvent.class::cast)
                .filter(raw -> raw.getType().equals(type))
                .map(RawGatewayEvent::getPayload)
                .toList();
    }

    private <E extends GenericEvent> E await(Class<E> type, Predicate<E> fits) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        synchronized (events) {
            while (true) {
                for (GenericEvent event : events) {
                    if (type.isInstance(event) && fits.test(type.cast(event))) {
                        return type.cast(event);
                    }
                }
                long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (leftMs <= 0) {
                    throw new AssertionError("no fitting " + type.getSimpleName() + " among " + events);
                }
                events.wait(leftMs);
            }
        }
    }

    /** Forgets what was fired so far, to tell what comes next from what came before. */
    void forgetEvents() {
        events.clear();
    }

    @Override
    public void close() {
        jda.shutdownNow();
    }
}
