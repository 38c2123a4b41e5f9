package dev.porchlight.bridge;

import dev.porchlight.bridge.devices.Boards;
import dev.porchlight.bridge.devices.DevicesSettings;
import dev.porchlight.bridge.discord.BotSettings;
import dev.porchlight.bridge.discord.BotStatus;
import dev.porchlight.bridge.discord.Commands;
import dev.porchlight.bridge.discord.Discord;
import dev.porchlight.bridge.discord.DiscordSettings;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.door.DoorSettings;
import dev.porchlight.bridge.door.LanAddress;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.guilds.Guilds;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.health.Health;
import dev.porchlight.bridge.health.Metrics;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.log.Log;
import dev.porchlight.bridge.service.ServiceManager;
import dev.porchlight.bridge.service.StatusLine;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.tokens.Guard;
import dev.porchlight.bridge.tokens.TokenSettings;
import dev.porchlight.bridge.tokens.Tokens;
import dev.porchlight.bridge.wall.Wall;
import dev.porchlight.bridge.wall.WallApi;
import dev.porchlight.bridge.wall.WallSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * The whole program, composed: Discord on the left, boards on the right, {@code home} in between.
 *
 * <p>{@link #configure} reads every room's settings and opens nothing; {@link #start} opens; {@link #await} waits for the
 * end; {@link #close} brings it about, from any thread, within five seconds.
 */
public final class Bridge implements AutoCloseable {

    /** Much longer than {@code /healthz} waits: by then whoever watches has had the time to look. */
    private static final Duration HOPELESS = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** A service manager that does not listen holds up no stop. */
    private static final Duration TELL_WITHIN = Duration.ofSeconds(1);

    /** EX_SOFTWARE of sysexits.h: a loop died, and a supervisor should start the program again. */
    private static final int INTERNAL = 70;

    private static final Log LOG = Log.of("bridge");

    private final String version;
    private final DoorSettings doorSettings;
    private final DevicesSettings devicesSettings;
    private final VoiceSettings voiceSettings;
    private final DiscordSettings discordSettings;
    private final TokenSettings tokenSettings;
    private final WallSettings wallSettings;

    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final Metrics metrics = new Metrics();
    private final HomeLoop homeLoop = new HomeLoop(this::died);
    private final Home home;
    private final Guilds guilds;
    private final Boards boards;
    private final PresenceSide presence;
    private final BotSettings botSettings;
    private final BotCommands botCommands;
    private final Optional<Discord> discord;
    private final ServiceManager serviceManager = ServiceManager.of(System.getenv());
    private Wall wall; // null without pins; guarded by this, like door and closed
    private Door door;
    private boolean closed;

    private Bridge(Settings settings, String version, Preparation preparation) {
        this.version = version;
        doorSettings = DoorSettings.read(settings);
        devicesSettings = DevicesSettings.read(settings, doorSettings);
        voiceSettings = VoiceSettings.read(settings);
        discordSettings = DiscordSettings.read(settings);
        botSettings = BotSettings.read(settings);
        tokenSettings = TokenSettings.read(settings);
        wallSettings = WallSettings.read(settings);
        home = new Home(homeLoop, voiceSettings.staleAfter());
        guilds = new Guilds(home, voiceSettings, PeopleSettings.read(settings));
        LongConsumer deliverySeconds = BridgeMetrics.deliverySeconds(metrics);
        boards = new Boards(devicesSettings, homeLoop, home, nanos -> delivered(deliverySeconds, nanos));
        presence = new PresenceSide(settings, tokenSettings.dataDir(), homeLoop, guilds);
        botCommands = new BotCommands(version, home, guilds.people(), boards, () -> door().counts());
        discord = discordSettings
                .token()
                .map(token -> new Discord(discordSettings, preparation, homeLoop, guilds, this::refused, this::died));
    }

    private void delivered(LongConsumer seconds, long nanos) {
        seconds.accept(nanos);
        botCommands.deliveries().accept(nanos);
    }

    private synchronized Door door() {
        return door;
    }

    /** What the bot shows and does on Discord beside listening. */
    private void openBot(Discord bot) {
        bot.pings(botCommands.pings());
        bot.show(new BotStatus(botSettings.status(), new BotNumbers(home, guilds.people(), boards)));
        List<SlashCommand> commands = new ArrayList<>(botCommands.all(() -> bot));
        commands.addAll(presence.commands());
        bot.offer(new Commands(commands, botSettings.admins(), voiceSettings.guilds()));
    }

    /**
     * Lets every room read its settings; mistakes stay with the settings until {@link Settings#check()}.
     *
     * @param version of this program, for {@code /health}
     * @param preparation begun when it is going to be started, else none
     */
    public static Bridge configure(Settings settings, String version, Preparation preparation) {
        return new Bridge(settings, version, preparation);
    }

    /**
     * Opens everything and returns; Discord connects in the background.
     *
     * @throws CannotStart when a person has to mend something first
     */
    public void start() {
        openWall();
        homeLoop.start();
        openPresence();
        openDoor();
        if (discord.isPresent()) {
            openBot(discord.get());
            discord.get().start();
        } else {
            LOG.warn("discord_not_configured", "hint", "set DISCORD_TOKEN; until then no light comes on");
            homeLoop.post(() -> home.change(System.nanoTime(), HomeEdit::withoutDiscord));
        }
    }

    /** First of all: whatever the last run left behind, the outputs are safe from here on. Its rules are told before boards. */
    private synchronized void openWall() {
        requireOpen();
        if (!wallSettings.isEmpty()) {
            wall = Wall.open(wallSettings, homeLoop, home, Clock.system(ZoneId.systemDefault()));
            wall.start();
        }
    }

    /** Before Discord, so that nobody is seen who has opted out. */
    private synchronized void openPresence() {
        requireOpen();
        presence.open();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed before it started");
        }
    }

    private synchronized void openDoor() {
        requireOpen();
        Routes routes = new Routes().webSocket("/ws", boards);
        InetSocketAddress bind = doorSettings.bind();
        try {
            registerHealth(routes);
            LongConsumer updateSeconds = BridgeMetrics.updateSeconds(metrics);
            presence.register(routes, metrics, nanos -> delivered(updateSeconds, nanos));
            if (wall != null) {
                new WallApi(wall, new Guard(Tokens.open(tokenSettings.dataDir()))).register(routes);
                BridgeMetrics.registerWall(metrics, wall);
            }
            door = Door.open(bind, doorSettings.limits(), routes, doorSettings.clientAddress(), this::died);
        } catch (IOException e) {
            throw new CannotStart(
                    "cannot listen on port " + bind.getPort() + ": " + e.getMessage()
                            + "; is another Porchlight running? PORT chooses another port",
                    e);
        }
        door.counts().timeAnswers(botCommands.answers());
        BridgeMetrics.register(metrics, home, homeLoop, boards, door, discord);
        BridgeMetrics.registerPeople(metrics, guilds.peopleCounts());
    }

    private void registerHealth(Routes routes) {
        String firstGuild = voiceSettings.first().map(Long::toUnsignedString).orElse("");
        new Health(home::view, boards.counts()::boards, firstGuild, version, this::hardware, pulses()).register(routes);
        metrics.register(routes);
    }

    private synchronized List<Health.Pulse> pulses() {
        List<Health.Pulse> pulses = new ArrayList<>();
        pulses.add(new Health.Pulse("home", homeLoop::stalledFor));
        pulses.add(new Health.Pulse("door", this::doorBusyFor));
        if (wall != null) {
            pulses.add(new Health.Pulse("hardware", wall::busyFor));
        }
        return pulses;
    }

    private synchronized Health.Hardware hardware() {
        return wall == null ? Health.Hardware.NONE : Health.Hardware.of(wall.provider(), wall.problems());
    }

    private synchronized Duration doorBusyFor() {
        return door == null ? Duration.ZERO : door.busyFor();
    }

    /** Where it listens. */
    public synchronized InetSocketAddress address() {
        return door.address();
    }

    /** Host and port at which boards in the same network reach it. */
    public String lanAddress() {
        return LanAddress.of(address());
    }

    /** Where boards outside the house reach it, if a person has said so. */
    public Optional<URI> publicUrl() {
        return doorSettings.publicUrl();
    }

    private void died(Throwable cause) {
        end.complete(INTERNAL);
    }

    private void refused(String message) {
        end.completeExceptionally(new CannotStart(message));
    }

    /**
     * Waits until the bridge has ended, and meanwhile looks after the loops and tells the service manager.
     *
     * @return the exit code: 0, or 70 after a death inside
     * @throws CannotStart when Discord has refused it for good
     */
    public int await() throws InterruptedException {
        Duration lookEvery = serviceManager.lookEvery(LOOK_EVERY);
        serviceManager.ready(this::status);
        try {
            while (true) {
                try {
                    return end.get(lookEvery.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    endIfHopeless();
                    serviceManager.look(busyFor(Health.STALLED).isEmpty(), this::status);
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CannotStart refused ? refused : new CompletionException(e);
        }
    }

    /** A loop that is stuck for good does not end by itself: ending the process lets whatever runs it start it again. */
    private void endIfHopeless() {
        busyFor(HOPELESS).ifPresent(loop -> {
            LOG.error("loop_stuck", "loop", loop, "seconds", HOPELESS.toSeconds());
            end.complete(INTERNAL);
        });
    }

    /** The name of a loop that has been at one piece of work for longer than that, if there is one. */
    private Optional<String> busyFor(Duration time) {
        return pulses().stream()
                .filter(pulse -> pulse.busyFor().get().compareTo(time) > 0)
                .map(Health.Pulse::name)
                .findFirst();
    }

    private String status() {
        return busyFor(Health.STALLED)
                .map(loop -> "The loop " + loop + " is stuck")
                .orElseGet(() -> StatusLine.of(
                        discord.isPresent(), home.view(), boards.counts().boards()));
    }

    /**
     * The pins go safe before anything else, as it is the fastest. Then boards are told and doors closed while home still
     * stands; Discord is left at the same time, which home shows as away and boards not at all.
     */
    @Override
    public void close() {
        Door open;
        Wall pins;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = door;
            pins = wall;
        }
        if (pins != null) {
            pins.close();
        }
        Thread telling = Thread.ofVirtual().start(serviceManager::stopping);
        Thread leaving = Thread.ofVirtual().start(() -> discord.ifPresent(Discord::close));
        if (open != null) {
            open.close();
        }
        try {
            leaving.join();
            presence.close();
            telling.join(TELL_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        homeLoop.close();
        end.complete(0);
    }
}
