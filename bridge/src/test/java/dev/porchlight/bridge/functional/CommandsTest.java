package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.discord.Commands;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.guilds.SlashCommand.Handler;
import dev.porchlight.bridge.guilds.SlashCommand.Option;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimInteraction;
import dev.porchlight.sim.discord.SimInteraction.Answer;
import dev.porchlight.sim.discord.SimMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slash commands with the real JDA: what is registered, what is left alone, and how calls are answered. */
class CommandsTest extends DiscordHome {

    private static final Duration SOON = Rig.DEADLINE;
    private static final Duration NEVER = Duration.ofMinutes(5);

    private static final SlashCommand PING = command("ping", false, call -> "pong");
    private static final SlashCommand STATUS = command("status", true, call -> "fine");

    private final LogEvents log = LogEvents.all();
    private final SimChannel talk = home.textChannel("talk");

    @BeforeEach
    void makeThemMembers() {
        home.addMember(alice);
        home.addMember(bob);
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @Test
    void givenNoGuildIdThenCommandsAreThereForAllGuildsAndInDirectMessages() {
        connect(Set.of(), PING);
        awaitCommands(0, "ping");
        assertThat(home.appCommands()).isEmpty();
        assertThat(talk.commands().slash(alice, "ping").awaitReply(SOON).content())
                .isEqualTo("pong");
        assertThat(sim.direct(alice)
                        .commands()
                        .slash(alice, "ping")
                        .awaitReply(SOON)
                        .content())
                .isEqualTo("pong");
    }

    @Test
    void givenAGuildIdThenCommandsAreThereInThoseGuildsAlone() {
        SimGuild other = sim.guild("Other");
        connect(Set.of(home.id(), 4711L), PING);
        awaitCommands(home.id(), "ping");
        assertThat(talk.commands().offers(alice, "ping")).isTrue();
        assertThat(sim.appCommands()).isEmpty();
        assertThat(other.appCommands()).isEmpty();
    }

    @Test
    void givenCommandsThatAreThereAsTheyShouldBeThenNothingIsWritten() {
        connect(Set.of(home.id()), STATUS, withOptions());
        awaitCommands(home.id(), "kv", "status");
        awaitLooks(1);
        List<Map<String, Object>> before = home.appCommands();
        rig.close();
        rig = null;
        int writes = writes();
        connect(Set.of(home.id()), STATUS, withOptions());
        awaitLooks(2);
        assertThat(writes()).isEqualTo(writes);
        assertThat(home.appCommands()).isEqualTo(before);
    }

    @Test
    void givenCommandsOfOthersThenTheyStayAndOursAreBroughtInLine() throws Exception {
        String scope = "/guilds/" + Long.toUnsignedString(home.id());
        register(scope, "play", "music of another program");
        register(scope, "ping", "as it was · Porchlight");
        register(scope, "old", "is no more · Porchlight");
        register("", "ping", "for all, before there was a GUILD_ID · Porchlight");
        register("", "skip", "music of another program");
        connect(Set.of(home.id()), PING);
        awaitCommands(home.id(), "ping", "play");
        awaitCommands(0, "skip");
        assertThat(described(home.appCommands(), "ping")).isEqualTo("about ping · Porchlight");
        assertThat(described(home.appCommands(), "play")).isEqualTo("music of another program");
        assertThat(log.count("command_taken_over")).isZero();
    }

    @Test
    void givenACommandOfAnothersWithANameOfOursThenItBecomesOursAndThatIsSaid() throws Exception {
        register("", "ping", "of another program");
        connect(Set.of(), PING);
        rig.await("ours", () -> "about ping · Porchlight".equals(described(sim.appCommands(), "ping")));
        assertThat(log.value("command_taken_over", "command")).isEqualTo("ping");
    }

    @Test
    void givenNoGuildIdAnyMoreThenWhatWasThereForOneGuildIsGone() {
        connect(Set.of(home.id()), PING);
        awaitCommands(home.id(), "ping");
        rig.close();
        connect(Set.of(), PING);
        awaitCommands(0, "ping");
        awaitCommands(home.id());
    }

    @Test
    void givenNoAdminsThenTheirCommandsAreNotThere() {
        connect(new Commands(List.of(STATUS, PING), Set.of(), Set.of()));
        awaitCommands(0, "ping");
    }

    @Test
    void givenACommandForAdminsThenItIsHiddenFromOthersAndAnswersThemAlone() {
        home.member(bob).give(administrators());
        connect(Set.of(), STATUS);
        awaitCommands(0, "status");
        assertThat(talk.commands().offers(bob, "status")).isTrue();
        assertThat(talk.commands().offers(alice, "status")).isFalse();
        assertThat(sim.direct(bob).commands().offers(bob, "status")).isFalse();
        SimMessage fine = talk.commands().slash(alice, "status").awaitReply(SOON);
        assertThat(fine.content()).isEqualTo("fine");
        assertThat(fine.ephemeral()).isTrue();
        SimMessage refused = talk.commands().slash(bob, "status").awaitReply(SOON);
        assertThat(refused.content()).startsWith("Unauthorized");
        assertThat(refused.ephemeral()).isTrue();
    }

    @Test
    void givenASubcommandAndOptionsThenTheHandlerHearsThem() {
        connect(Set.of(), withOptions());
        awaitCommands(0, "kv");
        assertThat(talk.commands()
                        .slash(alice, "kv set", "key", "colour", "value", "@everyone")
                        .awaitReply(SOON)
                        .content())
                .isEqualTo(Long.toUnsignedString(alice.id()) + " set {key=colour, value=@everyone}");
        assertThat(talk.commands().slash(alice, "kv list").awaitReply(SOON).content())
                .endsWith("list {}");
    }

    @Test
    void givenACommandThatTakesItsTimeThenItIsAnnouncedAndAnsweredLater() {
        CountDownLatch go = new CountDownLatch(1);
        SlashCommand slow = command("slow", false, call -> {
            go.await();
            return "done";
        });
        connect(new Commands(List.of(slow), Set.of(), Set.of(), Rig.IMPATIENT, Duration.ofMillis(50), NEVER));
        awaitCommands(0, "slow");
        SimInteraction used = talk.commands().slash(alice, "slow");
        assertThat(used.awaitAnswer(SOON)).isEqualTo(Answer.DEFERRED_MESSAGE);
        go.countDown();
        SimMessage reply = used.awaitReply(SOON);
        assertThat(reply.content()).isEqualTo("done");
        assertThat(reply.ephemeral()).isTrue();
    }

    @Test
    void givenACommandThatThrowsThenTheCallerGetsAnApologyAndTheLogTheReason() {
        connect(Set.of(), command("broken", false, call -> {
            throw new IOException("secret of the house");
        }));
        awaitCommands(0, "broken");
        assertThat(talk.commands().slash(alice, "broken").awaitReply(SOON).content())
                .startsWith("Sorry")
                .doesNotContain("secret");
        assertThat(log.value("command_failed", "command")).isEqualTo("broken");
    }

    @Test
    void givenCommandsThatHangThenTheirCallersGetAnApologyAndThereAreNeverMoreThanSixteen() {
        CountDownLatch end = new CountDownLatch(1);
        SlashCommand hangs = command("hangs", false, call -> {
            while (true) {
                try {
                    end.await();
                    return "late";
                } catch (InterruptedException e) {
                    // As a handler that takes no notice.
                }
            }
        });
        Duration direct = Duration.ofMillis(20);
        connect(new Commands(List.of(hangs, PING), Set.of(), Set.of(), Rig.IMPATIENT, direct, direct.multipliedBy(2)));
        awaitCommands(0, "hangs", "ping");
        List<SimInteraction> calls = Stream.generate(() -> talk.commands().slash(alice, "hangs"))
                .limit(16)
                .toList();
        calls.forEach(call -> assertThat(call.awaitReply(SOON).content()).isEqualTo("Sorry, that took too long."));
        assertThat(talk.commands().slash(alice, "ping").awaitReply(SOON).content())
                .startsWith("Too many commands");
        end.countDown();
        rig.await(
                "room again",
                () -> talk.commands()
                        .slash(alice, "ping")
                        .awaitReply(SOON)
                        .content()
                        .equals("pong"));
        assertThat(log.count("command_hung")).isEqualTo(16);
    }

    @Test
    void givenDiscordThatFailsThenRegisteringIsTriedAgainAndTheLogIsTwoLines() {
        sim.restFaults().fail(6, "GET /applications/*/commands", 503);
        sim.restFaults().fail(1, "POST /applications/*/commands", 500);
        connect(Set.of(), PING);
        awaitCommands(0, "ping");
        rig.await("said", () -> log.count("commands_registered") == 1);
        assertThat(log.count("commands_not_registered")).isEqualTo(1);
        assertThat(log.count("commands_refused")).isZero();
    }

    @Test
    void givenAGuildThatTheBotMayHaveNoCommandsInThenThatIsSaidOnceWithTheLinkThatMendsIt() {
        SimGuild other = sim.guild("Other");
        home.setCommandsAllowed(false);
        connect(Set.of(home.id(), other.id()), PING);
        awaitCommands(other.id(), "ping");
        rig.await("said", () -> log.count("commands_refused") == 1);
        assertThat(log.value("commands_refused", "hint"))
                .asString()
                .contains("https://discord.com/oauth2/authorize?client_id="
                        + Long.toUnsignedString(sim.bot().id()))
                .contains("scope=bot%20applications.commands");
        sim.forgetSessions();
        sim.dropConnections();
        sim.awaitIdentifies(2, SOON);
        rig.awaitReady(true);
        assertThat(log.count("commands_refused")).isEqualTo(1);
        assertThat(rig.fatal).isEmpty();
    }

    @Test
    void givenASecondSessionThenNothingIsLookedAtAgain() {
        connect(Set.of(home.id()), PING);
        awaitCommands(home.id(), "ping");
        awaitLooks(1);
        long looks = looks();
        sim.forgetSessions();
        sim.dropConnections();
        sim.awaitIdentifies(2, SOON);
        rig.awaitReady(true);
        assertThat(talk.commands().slash(alice, "ping").awaitReply(SOON).content())
                .isEqualTo("pong");
        assertThat(looks()).isEqualTo(looks);
        assertThat(log.atLeast(Level.SEVERE)).isEmpty();
    }

    private void connect(Set<Long> guilds, SlashCommand... commands) {
        connect(new Commands(
                List.of(commands), Set.of(alice.id()), guilds, Rig.IMPATIENT, Duration.ofSeconds(2), NEVER));
    }

    private void connect(Commands commands) {
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, Rig.IMPATIENT);
        rig.discord.offer(commands);
        rig.discord.start();
        rig.await("settled", () -> rig.view().settled());
    }

    private dev.porchlight.sim.discord.SimRole administrators() {
        dev.porchlight.sim.discord.SimRole role = home.role("administrators");
        role.setPermissions(8);
        return role;
    }

    private static SlashCommand command(String name, boolean adminsOnly, Handler handler) {
        return new SlashCommand(name, "about " + name, List.of(), List.of(), adminsOnly, handler);
    }

    private static SlashCommand withOptions() {
        Handler handler = call -> Long.toUnsignedString(call.user()) + " " + call.subcommand() + " " + call.options();
        Option key = new Option("key", "its name", true, 50);
        Option value = new Option("value", "what it is", false, 0);
        SlashCommand set = new SlashCommand("set", "keep one", List.of(key, value), List.of(), false, handler);
        SlashCommand list = new SlashCommand("list", "all of them", List.of(), List.of(), false, handler);
        return new SlashCommand("kv", "about kv", List.of(), List.of(set, list), false, handler);
    }

    /** @param guild zero for the commands of all guilds */
    private void awaitCommands(long guild, String... names) {
        Rig.until(
                () -> List.of(names) + " but there are " + names(guild),
                () -> names(guild).equals(List.of(names)));
    }

    private List<String> names(long guild) {
        List<Map<String, Object>> all = guild == 0
                ? sim.appCommands()
                : sim.guilds().stream()
                        .filter(one -> one.id() == guild)
                        .findFirst()
                        .orElseThrow()
                        .appCommands();
        return all.stream()
                .map(command -> String.valueOf(command.get("name")))
                .sorted()
                .toList();
    }

    private static String described(List<Map<String, Object>> commands, String name) {
        return commands.stream()
                .filter(command -> name.equals(command.get("name")))
                .map(command -> String.valueOf(command.get("description")))
                .findFirst()
                .orElse("");
    }

    /** The global ones are looked at last. */
    private void awaitLooks(int n) {
        rig.await(n + " looks", () -> looks() >= n);
    }

    private long looks() {
        return sim.restCalls().stream()
                .filter(call -> call.method().equals("GET") && call.path().matches("applications/\\d+/commands"))
                .count();
    }

    private int writes() {
        return (int) sim.restCalls().stream()
                .filter(call -> !call.method().equals("GET") && call.path().endsWith("commands"))
                .count();
    }

    /** As another program of the same bot would. */
    private void register(String scope, String name, String description) throws Exception {
        URI uri = URI.create(
                sim.apiUrl() + "applications/" + Long.toUnsignedString(sim.bot().id()) + scope + "/commands");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bot " + sim.token())
                .header("User-Agent", "DiscordBot (test, 1)")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.std.asString(Map.of("name", name, "description", description))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }
}
