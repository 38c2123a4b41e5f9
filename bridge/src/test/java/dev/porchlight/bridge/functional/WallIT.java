package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.PinJournal;
import dev.porchlight.bridge.testing.PinJournal.Change;
import dev.porchlight.bridge.testing.Poison;
import dev.porchlight.bridge.testing.Readme;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.BridgeBuilder;
import dev.porchlight.sim.junit.Porchlight;
import dev.porchlight.sim.junit.RunningBridge;
import dev.porchlight.sim.junit.Simulated;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example on the packaged jar, with pins in memory and their journal. */
@Simulated
@Porchlight(jar = PackagedJarIT.JAR)
class WallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<Change> SAFE = List.of(
            new Change("light.porch", 17, 0, false, 0, false),
            new Change("light.desk", 18, 0, false, 0, false),
            new Change("relay.sign", 27, 1, false, 0, false));

    @TempDir
    private Path directory;

    private PinJournal journal;
    private SimGuild home;
    private SimChannel studio;
    private SimUser alice;
    private SimUser bob;

    @BeforeEach
    void people(SimDiscord discord) {
        journal = new PinJournal(directory.resolve("wall.journal"));
        home = discord.guild("Home");
        studio = home.voiceChannel("Studio");
        alice = discord.user("alice");
        bob = discord.user("bob");
    }

    /** As in the README, but for the person's id. */
    private BridgeBuilder wall(BridgeBuilder porchlight) throws IOException {
        return porchlight
                .directory(directory)
                .setting("GPIO_PROVIDER", "memory")
                .setting("GPIO_JOURNAL", journal.file().toString())
                .file("porchlight.properties", Readme.wall().replace(Readme.USER, Long.toUnsignedString(alice.id())));
    }

    /** A time zone in which it is that hour now, for the whole test unless it takes most of an hour. */
    private static String zoneWhereItIs(int hour) {
        int offset = hour - Instant.now().atZone(ZoneOffset.UTC).getHour();
        return "-Duser.timezone=GMT" + ZoneOffset.ofHours(offset < -18 ? offset + 24 : offset);
    }

    @Test
    void givenTheExampleThenTheWallFollowsDiscord(SimDiscord discord, BridgeBuilder porchlight) throws Exception {
        RunningBridge bridge = wall(porchlight).jvmFlags(zoneWhereItIs(12)).start();
        discord.awaitSession(PATIENCE);
        assertThat(bridge.log()).contains("hardware_open provider=\"memory: set by gpio.provider\"");
        home.join(bob, home.voiceChannel("lounge"));
        journal.await("light.porch", true);
        home.join(alice, studio);
        journal.await("relay.sign", true);
        home.selfMute(alice, true);
        journal.await("light.desk", true);
        home.selfMute(alice, false);
        journal.await("light.desk", false);
        home.leave(alice);
        home.leave(bob);
        journal.await("light.porch", false);
        journal.await("relay.sign", false); // not before min-on is over

        List<Change> changes = journal.changes();
        assertThat(changes.subList(0, 3)).isEqualTo(SAFE);
        assertThat(changes)
                .filteredOn(change -> change.name().equals("light.porch"))
                .last()
                .isEqualTo(new Change("light.porch", 17, 0, false, 0, true));
        assertThat(changes)
                .filteredOn(change -> change.name().equals("relay.sign") && change.on())
                .containsExactly(new Change("relay.sign", 27, 0, true, 100, true)); // active-low
    }

    @Test
    void givenQuietHoursThenTheDeskIsDarkWhateverItsRuleSays(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        RunningBridge bridge = wall(porchlight).jvmFlags(zoneWhereItIs(2)).start();
        discord.awaitSession(PATIENCE);
        home.join(alice, studio);
        home.selfMute(alice, true);
        Await.until("the rule is on", () -> desk(bridge).get("ruleOn").equals(true));
        assertThat(desk(bridge)).containsEntry("wanted", false).containsEntry("by", "rule");
        assertThat(bridge.log()).containsPattern("quiet_hours now=02:\\d\\d zone=GMT");
        assertThat(journal.changes()).noneMatch(change -> change.name().equals("light.desk") && change.on());
    }

    private static Map<String, Object> desk(RunningBridge bridge) throws Exception {
        return JSON.std.mapFrom(get(bridge, "/api/v1/wall/light.desk").body());
    }

    @Test
    void givenSigtermThenTheOutputsAreSafe(SimDiscord discord, BridgeBuilder porchlight) throws Exception {
        RunningBridge bridge = lit(discord, wall(porchlight));
        bridge.terminate();
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(143);
        allSafe();
    }

    @Test
    void givenALoopThatDiesThenTheOutputsAreSafeAndTheProgramEndsWith70(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        Path trigger = directory.resolve("now");
        String poison = Poison.flag(directory, "dev/porchlight/bridge/home/HomeLoop.runOne", trigger);
        RunningBridge bridge = lit(discord, wall(porchlight).jvmFlags(poison));
        Files.createFile(trigger);
        home.leave(alice);
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(70);
        allSafe();
    }

    /** Pins keep their level, as after out-of-memory too: no code of ours runs. The next start does it first of all. */
    @Test
    void givenSigkillThenTheNextStartMakesTheOutputsSafeBeforeAnythingElse(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        RunningBridge killed = lit(discord, wall(porchlight));
        killed.kill();
        killed.exitCode(PATIENCE);
        assertThat(journal.on("light.porch")).isTrue();
        int before = journal.changes().size();

        RunningBridge next = wall(porchlight).withoutDiscord().start();
        assertThat(journal.changes().subList(before, before + 3)).isEqualTo(SAFE);
        assertThat(next.log().indexOf("hardware_open")).isBetween(0, next.log().indexOf(" listening "));
    }

    /** The desk's is the only pin with PWM. */
    @Test
    void givenAPinThatThrowsThenTheOthersGoOnAndHealthNamesIt(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        Path trigger = Files.writeString(directory.resolve("now"), Poison.EXCEPTION);
        String poison = Poison.flag(directory, "dev/porchlight/hardware/MemoryPins.pwm", trigger);
        RunningBridge bridge = lit(discord, wall(porchlight).jvmFlags(poison));
        HttpResponse<String> answer = get(bridge, "/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> health = JSON.std.mapFrom(answer.body());
        assertThat(health).containsEntry("hardware", "degraded");
        assertThat((List<?>) health.get("hardwareProblems"))
                .singleElement()
                .asString()
                .startsWith("light.desk: GPIO18 (pin 12) cannot be driven: poisoned by a test");
        bridge.awaitLog("pin_degraded", PATIENCE);
    }

    private static HttpResponse<String> get(RunningBridge bridge, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(bridge.url() + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void givenPinsThatHangThenHealthzSaysSoAndTheEndIsSafeAllTheSame(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        Path trigger = directory.resolve("now");
        String poison = Poison.flag(directory, "dev/porchlight/hardware/Panel.run", trigger);
        RunningBridge bridge = lit(discord, wall(porchlight).jvmFlags(poison));
        Path written = Files.writeString(directory.resolve("later"), Poison.STUCK);
        Files.move(written, trigger, StandardCopyOption.ATOMIC_MOVE);
        home.leave(alice);
        Await.until("healthz", () -> get(bridge, "/healthz").body().contains("stalled: hardware"));
        bridge.terminate();
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(143);
        allSafe();
    }

    @Test
    void givenMistakesOnTheWallThenAllAreToldAndNoPinIsTouched(
            @Porchlight(jar = PackagedJarIT.JAR, discord = false) BridgeBuilder porchlight) throws Exception {
        RunningBridge bridge =
                wall(porchlight).file("porchlight.properties", """
                        light.porch      = gpio:17
                        light.porch.wehn = voice
                        light.desk       = pin:11
                        light.desk.when  = voice & (discord:offline
                        """).launch();
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(78);
        assertThat(bridge.log())
                .contains(
                        "did you mean light.porch.when?",
                        "GPIO17 (pin 11) is used by light.porch already",
                        "voice & (discord:offline\n")
                .doesNotContain("Exception");
        assertThat(journal.changes()).isEmpty();
    }

    /** A settings file without pins costs nothing of this. */
    @Test
    void givenNoWallThenThereIsNoThreadAndNoClassOfIt(
            @Porchlight(jar = PackagedJarIT.JAR, discord = false) BridgeBuilder porchlight) throws Exception {
        Path loaded = directory.resolve("classes");
        RunningBridge bridge =
                porchlight.jvmFlags("-Xlog:class+load:file=" + loaded).start();
        assertThat(bridge.log()).doesNotContain("hardware_open");
        assertThat(Files.readString(loaded))
                .contains("bridge.door.Door ")
                .doesNotContain("com.pi4j", "hardware.Board ", "bridge.wall.Wall ", "bridge.tokens.Tokens ");
    }

    private RunningBridge lit(SimDiscord discord, BridgeBuilder porchlight) throws Exception {
        RunningBridge bridge = porchlight.start();
        discord.awaitSession(PATIENCE);
        home.join(alice, studio);
        journal.await("light.porch", true);
        journal.await("relay.sign", true);
        return bridge;
    }

    private void allSafe() throws Exception {
        for (Change safe : SAFE) {
            assertThat(journal.on(safe.name())).as(safe.name()).isFalse();
        }
    }
}
