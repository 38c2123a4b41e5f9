package dev.porchlight.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "voice & !muted:user:alice; voice & !muted:user:77",
                "(voice:channel:study,voice:guild:Home); (voice:channel:77,voice:guild:77)",
                "status:user:alice:dnd, !(status:user:bob:offline); status:user:77:dnd, !(status:user:77:offline)",
                "status:user:81384788765712384:idle; status:user:81384788765712384:idle",
                "online:user:alice&playing:user:alice; online:user:77&playing:user:77",
                "voice:user:81384788765712384; voice:user:81384788765712384",
                "voice:channel:\"user:alice\\\"/x\" & voice:user:alice; voice:channel:\"user:alice\\\"/x\" & voice:user:77"
            })
    void namesBecomeIdsButForThoseInQuotes(String rule, String sent) {
        Watching watching = of("", rule, Duration.ZERO);
        assertThat(watching.query()).startsWith("watch=").doesNotContain(" ", "&", "\"");
        assertThat(URLDecoder.decode(watching.query(), StandardCharsets.UTF_8)).isEqualTo("watch=" + sent);
        assertThat(watching.meaning()).isEqualTo(rule);
    }

    @Test
    void aDelayStandsBesideWhatIsWatched() {
        assertThat(of("study", "", Duration.ofSeconds(2)).query()).isEqualTo("watch=voice:channel:77&off-after=2000ms");
        assertThat(of("", "", Duration.ofMillis(50)).query()).isEqualTo("off-after=50ms");
        assertThat(of("", "", Duration.ZERO)).isEqualTo(new Watching("", "anyone in voice"));
    }

    private static Watching of(String watch, String rule, Duration offAfter) {
        return Watching.of(new Args(Map.of("watch", watch, "rule", rule, "off_after", offAfter)), (what, name) -> 77L);
    }
}
