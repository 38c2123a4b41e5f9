package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.settings.BadSettings;
import dev.porchlight.bridge.settings.Settings;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watching {users} people, {voice} in voice | WATCHING | 1 people, 3 in voice",
                "playing with {boards} lights | PLAYING | with 4 lights",
                "Listening   to {online}{online} | LISTENING | to 22",
                "competing in nothing | COMPETING | in nothing",
                "custom Somebody is home | CUSTOM | Somebody is home"
            })
    void theFirstWordIsTheVerbAndNumbersStandForPlaceholders(String template, BotLine.Verb verb, String text) {
        assertThat(StatusTemplate.parse(template).line(StatusTemplateTest::number))
                .contains(new BotLine(verb, text));
    }

    private static OptionalInt number(StatusTemplate.Placeholder placeholder) {
        return OptionalInt.of(
                switch (placeholder) {
                    case USERS -> 1;
                    case ONLINE -> 2;
                    case VOICE -> 3;
                    case BOARDS -> 4;
                });
    }

    @Test
    void whileANumberIsNotKnownThereIsNoLine() {
        StatusTemplate template = StatusTemplate.parse("watching {users} people, {voice} in voice");
        assertThat(template.line(p -> p == StatusTemplate.Placeholder.USERS ? OptionalInt.empty() : OptionalInt.of(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stalking {users} people | first one of playing, listening, watching, competing, custom",
                "watching | a text behind watching",
                "watching {usres} people | no such placeholder as {usres}, known are {users}, {online}, {voice}, {boards}; did you mean {users}?",
                "watching {USERS} people | no such placeholder as {USERS}",
                "watching {} people | no such placeholder as {}",
                "watching {users people | a } behind {users people",
                "watching users} people | a { before each }"
            })
    void aMistakeSaysWhatToWrite(String template, String message) {
        assertThatThrownBy(() -> StatusTemplate.parse(template)).hasMessageContaining(message);
        Settings settings = Settings.of(Map.of("BOT_STATUS", template));
        assertThat(BotSettings.read(settings).status()).isEmpty();
        assertThatThrownBy(settings::check)
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining("BOT_STATUS")
                .hasMessageContaining(message);
    }

    @Test
    void aLongLineIsCutToWhatDiscordTakes() {
        assertThat(new BotLine(BotLine.Verb.WATCHING, "x".repeat(200)).text())
                .hasSize(128)
                .endsWith("x…");
        assertThat(new BotLine(BotLine.Verb.WATCHING, "x".repeat(126) + "😀😀").text())
                .as("no half of a pair")
                .isEqualTo("x".repeat(126) + "…");
        assertThat(new BotLine(BotLine.Verb.CUSTOM, "x".repeat(128)).text()).endsWith("xx");
    }

    @Test
    void withoutSettingsThereAreNoAdminsAndNoStatus() {
        assertThat(BotSettings.read(Settings.of(Map.of())).admins()).isEmpty();
        assertThat(BotSettings.read(Settings.of(Map.of())).status()).isEmpty();
        assertThat(BotSettings.read(Settings.of(Map.of("BOT_STATUS", "none"))).status())
                .isEmpty();
    }

    @Test
    void adminsAreIdsBetweenCommas() {
        Settings settings = Settings.of(Map.of("ADMIN_USER_IDS", "94490510688792576, 18446744073709551615"));
        assertThat(BotSettings.read(settings).admins()).containsExactly(94490510688792576L, -1L);
        settings.check();
    }

    @ParameterizedTest
    @CsvSource({"alice", "0", "5;6", "18446744073709551616", "-5"})
    void anAdminWhoIsNoIdIsAMistake(String ids) {
        Settings settings = Settings.of(Map.of("ADMIN_USER_IDS", "7," + ids));
        assertThat(BotSettings.read(settings).admins()).as("nobody by accident").isEmpty();
        assertThatThrownBy(settings::check)
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining("ADMIN_USER_IDS")
                .hasMessageContaining("user ids between commas");
    }
}
