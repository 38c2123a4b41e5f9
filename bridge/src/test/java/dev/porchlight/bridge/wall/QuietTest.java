package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietTest {

    @ParameterizedTest
    @CsvSource({
        "23:00-07:00, 22:59:59, false",
        "23:00-07:00, 23:00:00, true",
        "23:00-07:00, 00:00:00, true",
        "23:00-07:00, 06:59:59, true",
        "23:00-07:00, 07:00:00, false",
        "12:30-13:45, 12:29:59, false",
        "12:30-13:45, 12:30:00, true",
        "12:30-13:45, 13:44:59, true",
        "12:30-13:45, 13:45:00, false",
        "0:00-6:00, 00:00:00, true",
        "22:00 - 0:00, 23:59:59, true",
        "22:00 - 0:00, 00:00:00, false"
    })
    void itIsQuietFromTheFirstMinuteUntilBeforeTheLast(String range, String time, boolean quiet) {
        assertThat(Quiet.parse(range).at(LocalTime.parse(time))).isEqualTo(quiet);
    }

    /** In Berlin the clock goes from 01:59:59 to 03:00:00 on 28 March 2027. */
    @Test
    void anEndThatSummerTimeSkipsHasPassed() {
        Quiet quiet = Quiet.parse("23:00-02:30");
        assertThat(quiet.at(berlin("2027-03-28T00:59:59Z"))).isTrue();
        assertThat(quiet.at(berlin("2027-03-28T01:00:00Z"))).isFalse();
    }

    /** And from 02:59:59 back to 02:00:00 on 31 October 2027. */
    @Test
    void anHourThatComesTwiceCountsTwice() {
        Quiet quiet = Quiet.parse("02:00-03:00");
        assertThat(quiet.at(berlin("2027-10-31T00:30:00Z"))).isTrue();
        assertThat(quiet.at(berlin("2027-10-31T01:30:00Z"))).isTrue();
        assertThat(quiet.at(berlin("2027-10-31T02:00:00Z"))).isFalse();
    }

    private static LocalTime berlin(String instant) {
        return Instant.parse(instant).atZone(ZoneId.of("Europe/Berlin")).toLocalTime();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "23:00", "23-7", "24:00-07:00", "23:60-07:00", "07:00-07:00", "23:00-07:00-08:00", "11pm-7am"
            })
    void anythingElseIsNoRange(String text) {
        assertThatThrownBy(() -> Quiet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
