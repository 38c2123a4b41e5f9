package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.discord.Discord;
import dev.porchlight.bridge.discord.DiscordSettings;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.discord.Waits;
import dev.porchlight.bridge.guilds.Guilds;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.HomeView;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.SignalListener;
import dev.porchlight.bridge.home.Watch;
import dev.porchlight.sim.discord.SimDiscord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The way in from Discord to home with the real JDA: everything but the outputs. */
final class Rig implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(15);

    static final Waits IMPATIENT =
            new Waits(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(20), Duration.ofMinutes(1));

    final HomeLoop loop;
    final Home home;
    final Guilds guilds;
    final Discord discord;
    final BlockingQueue<String> fatal = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();

    Rig(DiscordSettings discordSettings, VoiceSettings voice, Waits waits) {
        this(discordSettings, voice, PeopleSettings.DEFAULT, waits);
    }

    Rig(DiscordSettings discordSettings, VoiceSettings voice, PeopleSettings people, Waits waits) {
        loop = new HomeLoop(deaths::add);
        home = new Home(loop, voice.staleAfter());
        guilds = new Guilds(home, voice, people);
        discord = new Discord(discordSettings, Preparation.none(), loop, guilds, fatal::add, deaths::add, waits);
        loop.start();
    }

    /** Connected, its guilds known. */
    static Rig connected(SimDiscord sim, VoiceSettings voice) {
        Rig rig = new Rig(settings(sim), voice, IMPATIENT);
        rig.discord.start();
        rig.await("settled", () -> rig.view().settled());
        return rig;
    }

    /** The same, and everybody of its guilds. */
    static Rig withPeople(SimDiscord sim, PeopleSettings people) {
        Rig rig = new Rig(settings(sim), VoiceSettings.DEFAULT, people, IMPATIENT);
        rig.discord.start();
        rig.await("everybody is known", () -> rig.people().state() == People.State.AVAILABLE);
        return rig;
    }

    static Rig connected(SimDiscord sim) {
        return connected(sim, VoiceSettings.DEFAULT);
    }

    static DiscordSettings settings(SimDiscord sim) {
        return settings(sim.token(), sim.apiUrl(), sim.gatewayUrl());
    }

    static DiscordSettings settings(String token, String apiUrl, String gatewayUrl) {
        return new DiscordSettings(
                Optional.of(token), Optional.of(URI.create(apiUrl)), Optional.of(URI.create(gatewayUrl)));
    }

    People people() {
        return guilds.people();
    }

    HomeView view() {
        return home.view();
    }

    /** What it was told so far, by all that {@link #view} shows: a view may be there a moment before its listeners know. */
    List<Boolean> told(Changes changes) {
        return onLoop(() -> List.copyOf(changes.values));
    }

    /** A watch whose changes are kept. */
    Changes watch(String rule) {
        Changes changes = new Changes();
        changes.watch = onLoop(() -> home.watch(Rule.parse(rule), Delays.NONE, changes));
        return changes;
    }

    <T> T onLoop(java.util.concurrent.Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.post(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(DEADLINE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    void awaitUsers(int users) {
        await(users + " in voice", () -> view().voiceUsers() == users);
    }

    void awaitReady(boolean ready) {
        await("discordReady=" + ready, () -> view().discordReady() == ready);
    }

    void await(String what, BooleanSupplier condition) {
        until(() -> what + "; home is " + view(), condition);
    }

    static void until(java.util.function.Supplier<String> what, BooleanSupplier condition) {
        until(what, DEADLINE, condition);
    }

    static void until(java.util.function.Supplier<String> what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what.get()).isLessThan(deadline);
            LockSupport.parkNanos(500_000);
        }
    }

    @Override
    public void close() {
        discord.close();
        loop.close();
        assertThat(deaths).isEmpty();
        assertThat(loop.failures()).as("tasks of the home loop that failed").isZero();
    }

    static final class Changes implements SignalListener {

        final List<Boolean> values = new CopyOnWriteArrayList<>();
        volatile long lastCause;
        private volatile Watch watch;

        @Override
        public void changed(boolean on, boolean stale, long causeNanos) {
            lastCause = causeNanos;
            values.add(on);
        }

        boolean on() {
            return watch.on();
        }

        boolean stale() {
            return watch.stale();
        }
    }
}
