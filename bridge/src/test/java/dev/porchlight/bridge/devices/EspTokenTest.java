package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EspTokenTest {

    private final EspToken token = new EspToken("Front-Porch-7");

    @Test
    void givenExactlyTheTokenThenItOpens() {
        assertThat(token.opens("AUTH:Front-Porch-7")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH:front-porch-7",
                "AUTH: Front-Porch-7",
                "AUTH:Front-Porch-7 ",
                "AUTH:Front-Porch-",
                "AUTH:Front-Porch-77",
                "auth:Front-Porch-7",
                "Front-Porch-7",
                "AUTH:",
                ""
            })
    void givenAnythingElseThenItDoesNot(String message) {
        assertThat(token.opens(message)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "hello, is this a Porchlight board",
        "AUTH:, has no token",
        "'AUTH:Front-Porch-7 ', blanks around it",
        "AUTH:front-porch-7, upper and lower case only",
        "AUTH:other, is not ESP_AUTH_TOKEN"
    })
    void givenAMessageThatDoesNotOpenThenTheLikelyCauseIsNamedWithoutTheToken(String message, String cause) {
        assertThat(token.likelyCause(message)).contains(cause).doesNotContain("Porch-7", "porch-7", "other");
    }
}
