package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"voice.count-bots,VOICE_COUNT_BOTS", "port,PORT", "discord.api-url,DISCORD_API_URL"})
    void aKeyHasOneNameInTheEnvironment(String key, String name) {
        assertThat(Names.environment(key)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "port,port,0",
        "port,Port,0",
        "port,prot,1",
        "port,por,1",
        "port,sport,1",
        "port,pork,1",
        "port,host,2",
        "'',abc,3"
    })
    void distanceCountsSlipsOfTheFinger(String one, String other, int distance) {
        assertThat(Names.distance(one, other)).isEqualTo(distance);
        assertThat(Names.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void theNearestNameIsNamedOnlyWhenHalfOfItIsRight() {
        List<String> known = List.of("voice.count-bots", "voice.count-afk", "port");

        assertThat(Names.nearest("voice.bots", known)).contains("voice.count-bots");
        assertThat(Names.nearest("colour", known)).isEmpty();
        assertThat(Names.nearest("voice.count-bots", List.of())).isEmpty();
    }

    @Test
    void aNameOfAThousandLettersCostsNothing() {
        assertThat(Names.nearMiss("A".repeat(1000), List.of("PORT"))).isEmpty();
    }
}
