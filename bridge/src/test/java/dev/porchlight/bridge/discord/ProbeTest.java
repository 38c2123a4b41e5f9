package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe makes of a simulated Discord, and of what is none. */
class ProbeTest {

    private SimDiscord discord;

    @BeforeEach
    void start() {
        discord = SimDiscord.start();
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private ProbeResult ask(Long... wanted) throws InterruptedException {
        return Probe.ask(settings(discord.token(), discord.apiUrl()), Set.of(wanted));
    }

    private ProbeResult.Taken taken(Long... wanted) throws InterruptedException {
        ProbeResult result = ask(wanted);
        assertThat(result).isInstanceOf(ProbeResult.Taken.class);
        return (ProbeResult.Taken) result;
    }

    private static DiscordSettings settings(String token, String apiUrl) {
        return new DiscordSettings(Optional.of(token), Optional.of(URI.create(apiUrl)), Optional.empty());
    }

    @Test
    void givenATokenThatIsTakenThenBotApplicationAndVoiceChannelsAreTold() throws InterruptedException {
        SimGuild home = discord.guild("Home");
        home.textChannel("general");
        SimChannel lounge = home.voiceChannel("Lounge");
        SimChannel stage = home.stageChannel("Stage");
        SimChannel hidden = home.voiceChannel("Secret");
        hidden.hide();

        ProbeResult.Taken taken = taken();

        assertThat(taken.bot()).isEqualTo(discord.bot().name());
        assertThat(taken.application()).contains(discord.bot().id());
        assertThat(taken.granted()).isEmpty();
        assertThat(taken.incomplete()).isEmpty();
        assertThat(taken.guildsLeftOut()).isZero();
        assertThat(taken.guilds()).hasSize(1);
        ProbeResult.Guild guild = taken.guilds().getFirst();
        assertThat(guild.id()).isEqualTo(home.id());
        assertThat(guild.name()).isEqualTo("Home");
        assertThat(guild.channels())
                .containsExactlyInAnyOrder(
                        new ProbeResult.Channel(lounge.id(), "Lounge"),
                        new ProbeResult.Channel(stage.id(), "Stage"),
                        new ProbeResult.Channel(hidden.id(), ""));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void givenPrivilegedIntentsThenThoseThatAreGrantedAreTold(boolean verified) throws InterruptedException {
        discord.access().verified(verified);
        discord.access().grant(Intent.GUILD_MEMBERS, Intent.MESSAGE_CONTENT);
        assertThat(taken().granted()).containsExactly("GUILD_MEMBERS", "MESSAGE_CONTENT");

        discord.access().grant(Intent.GUILD_PRESENCES);
        assertThat(taken().granted()).containsExactly("GUILD_PRESENCES", "GUILD_MEMBERS", "MESSAGE_CONTENT");
    }

    @Test
    void givenATokenThatIsRefusedThenTheSentenceSaysWhereToMakeANewOne() throws InterruptedException {
        discord.access().revokeToken();

        assertThat(ask())
                .isInstanceOfSatisfying(
                        ProbeResult.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .contains("DISCORD_TOKEN", "Reset Token")
                                .doesNotContain(discord.token()));
    }

    @Test
    void givenSomeGuildIdsThenThoseAloneAreLookedAtAndStrangeOnesAreTold() throws InterruptedException {
        SimGuild home = discord.guild("Home");
        discord.guild("Other");

        ProbeResult.Taken taken = taken(home.id(), 42L);

        assertThat(taken.guilds()).extracting(ProbeResult.Guild::name).containsExactly("Home");
        assertThat(taken.missing()).containsExactly(42L);
    }

    @Test
    void givenMoreThanTheTableHoldsThenItIsCutAndSaysByHowMuch() throws InterruptedException {
        SimGuild first = discord.guild("g0");
        for (int i = 0; i < Probe.MAX_CHANNELS + 3; i++) {
            first.voiceChannel("c" + i);
        }
        for (int i = 1; i < Probe.MAX_GUILDS + 2; i++) {
            discord.guild("g" + i);
        }

        ProbeResult.Taken taken = taken();

        assertThat(taken.guilds()).hasSize(Probe.MAX_GUILDS);
        assertThat(taken.guildsLeftOut()).isEqualTo(2);
        assertThat(taken.guilds().getFirst().channels()).hasSize(Probe.MAX_CHANNELS);
        assertThat(taken.guilds().getFirst().channelsLeftOut()).isEqualTo(3);
    }

    @Test
    void givenARateLimitThenTheProbeWaitsAsLongAsDiscordAsks() throws InterruptedException {
        discord.guild("Home");
        discord.restFaults().rateLimit(2, "GET /guilds/*/channels", Duration.ofMillis(300));
        long began = System.nanoTime();

        assertThat(taken().guilds()).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(discord.restCalls().stream().filter(call -> call.path().endsWith("/channels")))
                .hasSize(3);
    }

    @Test
    void givenARateLimitPastTheDeadlineThenItIsToldAndNotWaitedFor() throws InterruptedException {
        discord.restFaults().rateLimit(1, "GET /users/@me", Duration.ofHours(1));

        assertThat(ask()).isEqualTo(new ProbeResult.Away("too many requests; Discord asks to wait 3600 s"));
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503"})
    void givenADiscordInTroubleThenItIsAwayAndNobodyHasToMend(int status) throws InterruptedException {
        discord.restFaults().fail(1, "GET /users/@me", status);

        assertThat(ask()).isEqualTo(new ProbeResult.Away("HTTP " + status));
    }

    @Test
    void givenTroubleAfterTheLoginThenWhatIsKnownIsTold() throws InterruptedException {
        discord.guild("Home");
        discord.restFaults().fail(1, "GET /users/@me/guilds", 503);

        ProbeResult.Taken taken = taken();

        assertThat(taken.application()).isPresent();
        assertThat(taken.incomplete()).contains("HTTP 503");
    }

    @Test
    void givenNothingAtTheAddressThenDiscordIsAway() throws InterruptedException {
        discord.close();

        assertThat(ask()).isEqualTo(new ProbeResult.Away("nothing answers at the address"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, the answer is not Discord's; does the network want a sign-in?",
        "302, the answer is not Discord's; does the network want a sign-in?",
        "401, the answer is not Discord's; does the network want a sign-in?",
        "511, the answer is not Discord's; does the network want a sign-in?",
    })
    void givenASignInPageThenItIsCalledThatAndTheTokenGoesNowhereElse(int status, String reason) throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        HttpServer portal = portal(status, elsewhere);
        try {
            String url = "http://127.0.0.1:" + portal.getAddress().getPort() + "/api/v10/";

            assertThat(Probe.ask(settings("abc.def", url), Set.of())).isEqualTo(new ProbeResult.Away(reason));
            assertThat(elsewhere).hasValue(0);
        } finally {
            portal.stop(0);
        }
    }

    @Test
    void givenAnAddressWithoutDiscordsPathThenThatIsTheSettingToMend() throws Exception {
        HttpServer portal = portal(404, new AtomicInteger());
        try {
            String url = "http://127.0.0.1:" + portal.getAddress().getPort();

            assertThat(Probe.ask(settings("abc.def", url), Set.of()))
                    .isInstanceOfSatisfying(
                            ProbeResult.Refused.class,
                            refused -> assertThat(refused.sentence()).contains("DISCORD_API_URL"));
        } finally {
            portal.stop(0);
        }
    }

    private static HttpServer portal(int status, AtomicInteger elsewhere) throws IOException {
        HttpServer portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "<html>Welcome to the hotel</html>".getBytes(StandardCharsets.UTF_8);
        portal.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/sign-in")) {
                elsewhere.incrementAndGet();
            }
            exchange.getResponseHeaders().add("Location", "/sign-in");
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        portal.start();
        return portal;
    }
}
