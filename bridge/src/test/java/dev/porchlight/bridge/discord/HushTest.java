package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HushTest {

    private long now = 5;
    private final Hush hush = new Hush(() -> now);

    @Test
    void aSubjectSpeaksOnceAMinuteAndOthersAreNotItsConcern() {
        assertThat(hush.speaks("a")).isTrue();
        assertThat(hush.speaks("a")).isFalse();
        assertThat(hush.speaks("b")).isTrue();
        now += Duration.ofSeconds(60).toNanos() - 1;
        assertThat(hush.speaks("a")).isFalse();
        now += 1;
        assertThat(hush.speaks("a")).isTrue();
    }

    @Test
    void subjectsWithoutEndDoNotTakeRoomWithoutEnd() {
        hush.speaks("first");
        for (int i = 0; i < 64; i++) {
            hush.speaks("subject " + i);
        }
        assertThat(hush.speaks("first")).as("forgotten, so it speaks again").isTrue();
    }
}
