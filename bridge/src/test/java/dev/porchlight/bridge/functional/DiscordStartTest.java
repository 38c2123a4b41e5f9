package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.porchlight.bridge.discord.Discord;
import dev.porchlight.bridge.discord.DiscordSettings;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.discord.Waits;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beginnings that fail, refusals, and ends, with the real JDA. */
@Timeout(60)
class DiscordStartTest {

    private static final String NOBODY = "127.0.0.1:1";

    private final LogEvents log = LogEvents.all();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givenAWrongTokenWhenItStartsThenItSaysSoOnceAndDoesNotTryAgain() throws Exception {
        try (SimDiscord sim = SimDiscord.start();
                Rig rig = rig("wrong", sim.apiUrl(), sim.gatewayUrl())) {
            rig.discord.start();
            assertThat(rig.fatal.poll(15, TimeUnit.SECONDS))
                    .contains("DISCORD_TOKEN")
                    .doesNotContain("wrong ");
            awaitNoThread("discord");
            assertThat(rig.fatal).isEmpty();
            assertThat(rig.discord.counters().restarts()).isZero();
            assertThat(log.atLeast(Level.WARNING))
                    .as("noise beside the one line")
                    .isEmpty();
            assertThat(sim.identifies()).isZero();
        }
    }

    @Test
    void givenAFaultOfTheProgramWhenTheSupervisorDiesOfItThenThatIsTold() throws Exception {
        try (SimDiscord sim = SimDiscord.start();
                Rig rig = rig(sim)) {
            Error fault = new AssertionError("on purpose");
            BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
            Consumer<String> faulty = message -> {
                throw fault;
            };
            DiscordSettings settings = Rig.settings("wrong", sim.apiUrl(), sim.gatewayUrl());
            try (Discord discord = new Discord(
                    settings, Preparation.none(), rig.loop, rig.guilds, faulty, deaths::add, Rig.IMPATIENT)) {
                discord.start();
                assertThat(deaths.poll(15, TimeUnit.SECONDS)).isSameAs(fault);
                awaitNoThread("discord");
                assertThat(log.count("discord_supervisor_died")).isEqualTo(1);
                assertThat(deaths).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4004, 4010, 4011, 4012, 4013, 4014})
    void givenARefusalInMidSessionWhenItComesThenItSaysSoOnceAndDoesNotTryAgain(int code) throws Exception {
        try (SimDiscord sim = SimDiscord.start();
                Rig rig = rig(sim)) {
            rig.discord.start();
            rig.await("settled", () -> rig.view().settled());
            sim.closeSessions(code);
            assertThat(rig.fatal.poll(15, TimeUnit.SECONDS)).isNotBlank();
            awaitNoThread("discord");
            rig.awaitReady(false);
            assertThat(rig.fatal).isEmpty();
            assertThat(sim.identifies()).isEqualTo(1);
            assertThat(log.atLeast(Level.WARNING))
                    .as("noise beside the one line")
                    .isEmpty();
        }
    }

    @Test
    void givenNoNetworkAtTheStartWhenItComesUpThenSoDoesTheConnectionAndTheLogIsTwoLines() throws Exception {
        int port = freePort();
        try (Rig rig = rig("sim-token", "http://127.0.0.1:" + port + "/api/v10/", "ws://127.0.0.1:" + port)) {
            rig.discord.start();
            rig.await("several tries", () -> rig.discord.counters().restarts() >= 4);
            assertThat(rig.view().discordReady()).isFalse();
            assertThat(log.atLeast(Level.INFO)).containsExactly("discord_away");
            try (SimDiscord sim = SimDiscord.builder()
                    .port(port)
                    .token("sim-token")
                    .grantPrivilegedIntents()
                    .start()) {
                rig.await("settled", () -> rig.view().settled());
                assertThat(sim.identifies()).isEqualTo(1);
                rig.await("both lines", () -> log.count("discord_up") == 1);
                assertThat(log.atLeast(Level.INFO)).containsExactly("discord_away", "discord_up");
            }
        }
    }

    @Test
    void givenANameThatDoesNotResolveWhenItStartsThenItSaysSoAndKeepsTrying() {
        try (Rig rig = rig("t", "http://porchlight.invalid/api/v10/", "ws://porchlight.invalid")) {
            rig.discord.start();
            rig.await("several tries", () -> rig.discord.counters().restarts() >= 3);
            assertThat(log.atLeast(Level.INFO)).containsExactly("discord_away");
            assertThat(log.value("discord_away", "reason")).asString().contains("name resolution");
            assertThat(rig.fatal).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 500, 503})
    void givenAnAnswerThatMakesNoSenseWhenItStartsThenItKeepsTrying(int status) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] page = "<html>Sign in to the hotel network</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try (Rig rig = rig("t", "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10/", "ws://" + NOBODY)) {
            rig.discord.start();
            rig.await("several tries", () -> rig.discord.counters().restarts() >= 3);
            assertThat(requests.get()).isGreaterThanOrEqualTo(3);
            assertThat(log.value("discord_away", "reason"))
                    .asString()
                    .contains(status == 200 ? "sign-in" : "HTTP " + status);
            assertThat(rig.fatal).isEmpty();
            assertThat(log.atLeast(Level.INFO)).containsExactly("discord_away");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void givenAGatewayThatCannotBeReachedWhenTheLoginWorksThenEachTryIsABackOffApart() {
        try (SimDiscord sim = SimDiscord.start();
                Rig rig = rig(sim.token(), sim.apiUrl(), "ws://" + NOBODY)) {
            sim.access().grant(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES);
            rig.discord.start();
            rig.await("several tries", () -> rig.discord.counters().restarts() >= 4);
            assertThat(sim.identifies()).isZero();
            assertThat(log.atLeast(Level.INFO)).containsExactly("discord_away");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givenASessionThatEndsAtOnceWhenTheNextConnectsThenTheyAreAsFarApartAsTwoIdentifiesMayBe(boolean newJda) {
        Duration gap = Duration.ofSeconds(2);
        Waits waits = new Waits(Duration.ofMillis(20), Duration.ofMillis(200), gap, Duration.ofMinutes(1));
        try (SimDiscord sim = SimDiscord.start();
                Rig rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, waits)) {
            rig.discord.start();
            rig.await("settled", () -> rig.view().settled());
            long connected = System.nanoTime();
            if (newJda) {
                sim.sendRaw("VOICE_STATE_UPDATE", "{\"guild_id\":\"nonsense\"}");
            } else {
                sim.invalidateSessions(false);
            }
            sim.awaitIdentifies(2, Rig.DEADLINE);
            // From the first connection, which was a moment before it settled.
            assertThat(Duration.ofNanos(System.nanoTime() - connected)).isGreaterThan(gap.dividedBy(2));
            assertThat(rig.discord.counters().restarts()).isEqualTo(newJda ? 1 : 0);
        }
    }

    @Test
    void givenAConnectionWhenClosedThenItsThreadsEndWithinTwoSeconds() {
        Set<String> before = threads();
        try (SimDiscord sim = SimDiscord.start()) {
            Rig rig = rig(sim);
            rig.discord.start();
            rig.await("settled", () -> rig.view().settled());
            assertThat(endOf(rig)).isLessThan(Duration.ofSeconds(2));
            assertThat(rig.discord.up()).isFalse();
            assertNothingLeft(before);
            sim.awaitNoSession(Rig.DEADLINE);
        }
    }

    @Test
    void givenANetworkThatWentDeadWhenClosedThenItsThreadsEndWithinTwoSecondsAllTheSame() {
        try (SimDiscord sim = SimDiscord.start();
                Forwarder forwarder = new Forwarder(sim.port())) {
            Set<String> before = threads();
            Rig rig = rig(sim.token(), sim.apiUrl(), "ws://127.0.0.1:" + forwarder.port());
            rig.discord.start();
            rig.await("settled", () -> rig.view().settled());
            forwarder.swallow();
            long begun = System.nanoTime();
            assertThat(endOf(rig)).isLessThan(Duration.ofSeconds(2));
            assertNothingLeft(before);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void givenHeartbeatsThatAreNotAnsweredThenTheConnectionIsTakenForDeadAndMadeAnew() throws Exception {
        try (SimDiscord sim =
                        SimDiscord.builder().heartbeat(Duration.ofMillis(200)).start();
                Rig rig = rig(sim)) {
            rig.discord.start();
            rig.await("settled", () -> rig.view().settled());
            sim.stopAckingHeartbeats(true);
            rig.await("away", () -> log.count("discord_away") == 1);
            sim.stopAckingHeartbeats(false);
            rig.await(
                    "back",
                    () -> rig.discord.counters().reconnects() >= 1 && rig.view().discordReady());
        }
    }

    @Test
    void givenTheBackOffWhenClosedThenItEndsAtOnce() {
        Set<String> before = threads();
        Rig rig = rig("t", "http://" + NOBODY + "/api/v10/", "ws://" + NOBODY);
        rig.discord.start();
        rig.await("a try", () -> rig.discord.counters().restarts() >= 1);
        assertThat(endOf(rig)).isLessThan(Duration.ofSeconds(2));
        assertNothingLeft(before);
    }

    @Test
    void givenAServerThatNeverAnswersWhenClosedDuringTheLoginThenItEndsWithinTwoSeconds() throws Exception {
        Set<String> before = threads();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            Rig rig = rig("t", "http://" + address + "/api/v10/", "ws://" + address);
            rig.discord.start();
            silent.accept();
            assertThat(endOf(rig)).isLessThan(Duration.ofSeconds(2));
            assertNothingLeft(before);
        }
    }

    @Test
    void givenAGatewayThatNeverAnswersWhenClosedDuringTheHandshakeThenCloseReturnsWithinTwoSeconds() throws Exception {
        try (SimDiscord sim = SimDiscord.start();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Rig rig = rig(sim.token(), sim.apiUrl(), "ws://127.0.0.1:" + silent.getLocalPort());
            rig.discord.start();
            silent.accept();
            assertThat(endOf(rig)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static Duration endOf(Rig rig) {
        long before = System.nanoTime();
        rig.discord.close();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        rig.close();
        return took;
    }

    /**
     * OkHttp's task runner is one daemon thread of the whole process, which ends by itself, and while it waits goes by the name
     * of the last thing it did, such as connecting. What belongs to one client is its dispatcher.
     */
    private static void assertNothingLeft(Set<String> before) {
        Rig.until(() -> "left: " + left(before), () -> left(before).isEmpty());
    }

    private static List<String> left(Set<String> before) {
        return threads().stream()
                .filter(name -> !before.contains(name))
                .filter(name -> !name.startsWith("OkHttp ") || name.startsWith("OkHttp Dispatcher"))
                .toList();
    }

    /** Platform threads by name; those of the simulator are virtual. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("VirtualThread"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void awaitNoThread(String name) {
        Rig.until(() -> name + " still runs", () -> !threads().contains(name));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Rig rig(SimDiscord sim) {
        return rig(sim.token(), sim.apiUrl(), sim.gatewayUrl());
    }

    private static Rig rig(String token, String apiUrl, String gatewayUrl) {
        return new Rig(Rig.settings(token, apiUrl, gatewayUrl), VoiceSettings.DEFAULT, Rig.IMPATIENT);
    }
}
