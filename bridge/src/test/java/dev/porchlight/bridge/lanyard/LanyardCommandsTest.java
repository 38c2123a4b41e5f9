package dev.porchlight.bridge.lanyard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.guilds.TestPeople;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /kv} and {@code /apikey}. */
class LanyardCommandsTest {

    private static final long ALICE = 94490510688792576L;
    private static final long BOB = 156114103033790464L;

    private LanyardRoom room;

    @BeforeEach
    void open(@TempDir Path data) throws IOException {
        room = new LanyardRoom(data, 512 * 1024, "http://127.0.0.1:1");
        room.online(ALICE, "alice");
        room.online(BOB, "bob");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private String kv(String subcommand, Map<String, String> options) throws Exception {
        return room.command(ALICE, "kv", subcommand, options);
    }

    private int put(String key) throws Exception {
        return room.ask("PUT", "/lanyard/v1/users/@me/kv/by_rest", key, "1".getBytes(StandardCharsets.UTF_8))
                .statusCode();
    }

    @Test
    void givenTheCommandsThenTheyAreForEverybodyAndFitDiscordsForm() {
        assertThat(room.lanyard.commands()).extracting(SlashCommand::name).containsExactly("kv", "apikey");
        for (SlashCommand command : room.lanyard.commands()) {
            assertThat(command.adminsOnly()).isFalse();
            assertThat(command.description()).hasSizeBetween(1, 100);
            for (SlashCommand sub : command.subcommands()) {
                assertThat(sub.description()).hasSizeBetween(1, 100);
                assertThat(sub.options()).allSatisfy(option -> {
                    assertThat(option.description()).hasSizeBetween(1, 100);
                    assertThat(option.maxLength()).isBetween(1, 6_000);
                });
            }
        }
        assertThat(room.lanyard.commands().getFirst().subcommands())
                .extracting(SlashCommand::name)
                .containsExactly("get", "set", "del", "list");
    }

    @Test
    void givenAValueThatIsSetThenItIsGotListedShownAndDeleted() throws Exception {
        assertThat(kv("list", Map.of())).isEqualTo("You have no pairs.");
        assertThat(kv("set", Map.of("key", "location", "value", "Zürich"))).isEqualTo("`location` is stored.");
        assertThat(kv("set", Map.of("key", "mood", "value", "fine"))).isEqualTo("`mood` is stored.");
        assertThat(kv("get", Map.of("key", "location"))).isEqualTo("Zürich");
        assertThat(kv("list", Map.of())).isEqualTo("`location`, `mood`");
        assertThat(room.get("/lanyard/v1/users/" + ALICE).body())
                .contains("\"kv\":{\"location\":\"Zürich\",\"mood\":\"fine\"}");
        assertThat(kv("del", Map.of("key", "mood"))).isEqualTo("`mood` is deleted.");
        assertThat(kv("del", Map.of("key", "mood"))).isEqualTo("You have no such key.");
        assertThat(kv("get", Map.of("key", "mood"))).isEqualTo("You have no such key.");
        assertThat(room.changed).containsExactly(ALICE, ALICE, ALICE);
    }

    @Test
    void givenTwoPeopleThenEachHasTheirOwnPairs() throws Exception {
        kv("set", Map.of("key", "a", "value", "alice's"));
        assertThat(room.command(BOB, "kv", "get", Map.of("key", "a"))).isEqualTo("You have no such key.");
    }

    @Test
    void givenABadKeyThenTheAnswerSaysWhatAKeyIs() throws Exception {
        assertThat(kv("set", Map.of("key", "not a key", "value", "1")))
                .isEqualTo("A key has at most 255 characters of a-z, A-Z, 0-9 and _.");
    }

    @Test
    void givenALongValueThenTheAnswerFitsAMessage() throws Exception {
        kv("set", Map.of("key", "a", "value", "\uD83C\uDFE0".repeat(6_000)));
        assertThat(kv("get", Map.of("key", "a")))
                .hasSizeLessThanOrEqualTo(2_000)
                .startsWith("\uD83C\uDFE0")
                .endsWith(" … (6000 characters)");
        for (int i = 0; i < 10; i++) {
            kv("set", Map.of("key", Integer.toString(i).repeat(255), "value", "1"));
        }
        assertThat(kv("list", Map.of())).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void givenAnApiKeyThenItIsShownOnceAndWorksUntilTheNext() throws Exception {
        String first = room.apiKey(ALICE);
        assertThat(first).matches("lnyd_[0-9a-f]{32}");
        assertThat(put(first)).isEqualTo(204);
        String second = room.apiKey(ALICE);
        assertThat(put(first)).isEqualTo(401);
        assertThat(put(second)).isEqualTo(204);
    }

    @Test
    void givenOnesOwnKeyInACommandThenItIsReplacedAtOnce() throws Exception {
        String key = room.apiKey(ALICE);
        String answer = kv("set", Map.of("key", "a", "value", "here: " + key));
        assertThat(answer).contains("has been replaced").doesNotContain(key);
        assertThat(put(key)).isEqualTo(401);
        String next = answer.replaceAll("(?s).*`(lnyd_[0-9a-f]{32})`.*", "$1");
        assertThat(put(next)).isEqualTo(204);
        assertThat(kv("get", Map.of("key", "a"))).isEqualTo("You have no such key.");
        assertThat(kv("get", Map.of("key", next))).contains("has been replaced");
        assertThat(put(next)).isEqualTo(401);
    }

    @Test
    void givenAnothersKeyInACommandThenNothingIsToldOfIt() throws Exception {
        String bobs = room.apiKey(BOB);
        assertThat(kv("set", Map.of("key", "a", "value", bobs))).isEqualTo("`a` is stored.");
        assertThat(put(bobs)).isEqualTo(204);
    }

    @Test
    void givenSomebodyWhoIsNotMonitoredThenTheyCanTakeAwayAndNotAdd() throws Exception {
        kv("set", Map.of("key", "a", "value", "1"));
        TestPeople.gone(room.people, ALICE);
        String no = "You are not being monitored by this bridge, or have opted out.";
        assertThat(kv("set", Map.of("key", "b", "value", "1"))).isEqualTo(no);
        assertThat(room.command(ALICE, "apikey", "", Map.of())).isEqualTo(no);
        assertThat(kv("get", Map.of("key", "a"))).isEqualTo("1");
        assertThat(kv("del", Map.of("key", "a"))).isEqualTo("`a` is deleted.");
    }
}
