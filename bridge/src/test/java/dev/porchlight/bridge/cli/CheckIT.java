package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.junit.RunningBridge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} of the packaged jar. */
@Timeout(180)
class CheckIT {

    @TempDir
    Path directory;

    private Jar jar;

    @BeforeEach
    void jar() {
        jar = new Jar(directory);
    }

    private static Map<String, String> settings(SimDiscord discord, String... more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("PORT", "0", "DISCORD_TOKEN", discord.token(), "DISCORD_API_URL", discord.apiUrl()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void givenADiscordThatTakesTheTokenThenChannelsComeWithSignalsToCopy() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            long lounge = home.voiceChannel("Lounge").id();
            long odd = home.voiceChannel("AC/DC \u001B[31m").id();
            discord.access().grant(Intent.GUILD_MEMBERS);

            Jar.Ended ended = jar.run(settings(discord), "check");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out())
                    .contains("taken: the bot is " + discord.bot().name())
                    .contains("privileged ones granted: GUILD_MEMBERS")
                    .contains("https://discord.com/oauth2/authorize?client_id="
                            + discord.bot().id() + "&scope=bot%20applications.commands&permissions=1024")
                    .contains("Home  voice:guild:" + home.id())
                    .containsPattern("Lounge +voice:channel:" + lounge + "  voice:channel:\"Home/Lounge\"\n")
                    .containsPattern("AC/DC \\?\\[31m +voice:channel:" + odd + "\n")
                    .endsWith("Nothing to mend.\n")
                    .doesNotContain(discord.token(), "\u001B");
            // It logs in to nothing, changes nothing.
            assertThat(discord.identifies()).isZero();
            assertThat(discord.restCalls()).allMatch(call -> call.method().equals("GET"));
        }
    }

    /** A light that waits for a channel that does not exist never comes on, and nothing else would say so. */
    @Test
    void givenRulesWithPlacesThatTheBotDoesNotSeeThenTheyAreWarnedOfAndNoOthers() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            long lounge = home.voiceChannel("Lounge").id();
            jar.properties(
                    "gpio.provider = memory",
                    "light.a = gpio:4",
                    "light.a.when = voice:channel:\"Home/Luonge\", voice:channel:\"home/lounge\", voice:guild:"
                            + home.id(),
                    "light.b = gpio:5",
                    "light.b.when = voice & !voice:guild:42",
                    "light.b.pattern-when.blink = voice:channel:43, voice:channel:" + lounge + ", muted:user:44");

            Jar.Ended ended = jar.run(settings(discord), "check");

            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out().lines().filter(line -> line.contains("warning:")))
                    .containsExactly(
                            "  warning: light.a.when waits for voice:channel:\"home/luonge\", which is nothing that the bot sees",
                            "  warning: light.b.when waits for voice:guild:42, which is nothing that the bot sees",
                            "  warning: light.b.pattern-when.blink waits for voice:channel:43, which is nothing that the bot sees");
        }
    }

    @Test
    void givenTheIntentsForPresenceThenSignalsOfAPersonAreThereToCopy() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            discord.guild("Home");
            discord.access().withdraw(Intent.GUILD_PRESENCES, Intent.GUILD_MEMBERS);
            assertThat(jar.run(settings(discord), "check").out()).doesNotContain("online:user:");

            discord.access().grant(Intent.GUILD_PRESENCES, Intent.GUILD_MEMBERS);
            assertThat(jar.run(settings(discord), "check").out())
                    .contains("Of a person  online:user:ID  status:user:ID:dnd  playing:user:ID  listening:user:ID");
        }
    }

    @Test
    void givenGuildIdThenThoseServersAloneAndAStrangeOneIsToMend() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            discord.guild("Elsewhere");

            Jar.Ended ended = jar.run(settings(discord, "GUILD_ID", home.id() + ",42"), "check");

            assertThat(ended.out()).contains("Home  voice:guild:").doesNotContain("Elsewhere");
            assertThat(ended.err()).contains("the bot is not in the server 42 of GUILD_ID");
            assertThat(ended.code()).isEqualTo(78);
        }
    }

    @Test
    void givenATokenThatIsRefusedThen78AndTheSentenceSaysWhereToMakeOne() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            discord.access().revokeToken();

            Jar.Ended ended = jar.run(settings(discord), "check");

            assertThat(ended.err()).contains("one thing to mend:", "Discord refuses DISCORD_TOKEN", "Reset Token");
            assertThat(ended.out() + ended.err()).doesNotContain(discord.token());
            assertThat(ended.code()).isEqualTo(78);
        }
    }

    @Test
    void givenANetworkThatIsAwayThenItIsSaidAndTheExitCodeIsZero() throws Exception {
        Map<String, String> settings =
                Map.of("PORT", "0", "DISCORD_TOKEN", "abc.def", "DISCORD_API_URL", "http://127.0.0.1:1/api/v10/");

        Jar.Ended ended = jar.run(settings, "check");

        assertThat(ended.out())
                .contains("cannot be asked now: nothing answers at the address")
                .endsWith("Nothing to mend; not looked at: Discord.\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void givenOfflineThenDiscordIsNotAsked() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            assertThat(jar.run(settings(discord), "check", "--offline").code()).isZero();
            assertThat(discord.restCalls()).isEmpty();
        }
    }

    @Test
    void givenAPortThatIsTakenThen78AndWhoHasIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            Jar.Ended ended = jar.run(Map.of("PORT", port, "HOST", "127.0.0.1"), "check", "--offline");

            assertThat(ended.err())
                    .contains("port " + port + " is taken by process "
                            + ProcessHandle.current().pid() + " (");
            assertThat(ended.code()).isEqualTo(78);
        }
    }

    @Test
    void givenABridgeThatIsRunningThenItsPortIsNoFault() throws Exception {
        try (RunningBridge bridge = RunningBridge.builder()
                .jar("target/porchlight.jar")
                .withoutDiscord()
                .start()) {
            Map<String, String> settings = Map.of("PORT", String.valueOf(bridge.port()), "HOST", "127.0.0.1");

            Jar.Ended ended = jar.run(settings, "check", "--offline");

            assertThat(ended.out())
                    .containsPattern("Porchlight [0-9.]+ is running there, process " + bridge.pid()
                            + " \\(java -jar porchlight.jar\\)");
            assertThat(ended.code()).isZero();
        }
    }

    @Test
    void givenAWallOnALaptopThenOneLineSaysWhyThereAreNoPinsAndEachUseIsListed() throws Exception {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "this machine has pins");
        jar.properties("light.porch = gpio:17", "light.porch.when = voice & !discord:offline", "relay.sign = pin:13");

        Jar.Ended ended = jar.run(Map.of("PORT", "0"), "check", "--offline");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("light.porch.when +voice & !discord:offline +porchlight.properties line 2")
                .containsPattern("\n  memory: [^\n]+\n  light.porch +GPIO17 \\(pin 11\\) +not known here\n")
                .containsPattern("relay.sign +GPIO27 \\(pin 13\\)");

        assertThat(requiring().err()).contains("one thing to mend:", "hardware.required=true");
    }

    @Test
    void givenQuietHoursThenTheClockTheyGoByIsTold() throws Exception {
        jar.properties("light.porch = gpio:17", "light.porch.quiet = 23:00-07:00", "gpio.provider = memory");
        Jar.Ended ended = jar.run(Map.of("PORT", "0", "TZ", "Asia/Kathmandu"), "check", "--offline");
        assertThat(ended.out())
                .containsPattern("quiet hours go by [^\n]+ it is \\d\\d:\\d\\d, time zone Asia/Kat[h]?mandu\n");

        jar.properties("light.porch = gpio:17", "gpio.provider = memory");
        assertThat(jar.run(Map.of("PORT", "0"), "check", "--offline").out()).doesNotContain("quiet hours");
    }

    @Test
    void givenAJournalThatCannotBeWrittenThen78AndNoFileIsMade() throws Exception {
        jar.properties("light.porch = gpio:17", "gpio.provider = memory", "gpio.journal = nowhere/pins.journal");
        Jar.Ended ended = jar.run(Map.of("PORT", "0"), "check", "--offline");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err()).contains("gpio.journal: nowhere/pins.journal cannot be written: there is no ");

        jar.properties("light.porch = gpio:17", "gpio.provider = memory", "gpio.journal = pins.journal");
        assertThat(jar.run(Map.of("PORT", "0"), "check", "--offline").code()).isZero();
        assertThat(directory.resolve("pins.journal")).doesNotExist();
    }

    private Jar.Ended requiring() throws IOException {
        Jar.Ended ended = jar.run(Map.of("PORT", "0", "HARDWARE_REQUIRED", "true"), "check", "--offline");
        assertThat(ended.code()).isEqualTo(78);
        return ended;
    }
}
