package dev.porchlight.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.porchlight.sim.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The fleet's small parts, by themselves. */
class ChangeSpreadTest {
    private final ChangeSpread spread = new ChangeSpread();

    private void value(int board, boolean on, int atMillis) {
        spread.value(board, on, TimeUnit.MILLISECONDS.toNanos(atMillis));
    }

    @Test
    void aChangeLastsFromItsFirstBoardToItsLast() {
        value(1, false, 0);
        value(2, false, 0);
        value(3, false, 0);
        value(2, true, 100);
        value(1, true, 105);
        value(1, true, 106);
        assertThat(spread.complete()).isZero();
        value(3, true, 130);
        assertThat(spread.changes()).isEqualTo(1);
        assertThat(spread.complete()).isEqualTo(1);
        assertThat(spread.spreads().percentiles()).containsEntry("max", 30.0);
        assertThat(spread.behindFirst().percentiles()).contains(entry("p50", 5.0), entry("p99", 30.0));
    }

    @Test
    void aChangeIsIncompleteWhenTheNextOneComesBefore() {
        value(1, false, 0);
        value(2, false, 0);
        value(1, true, 10);
        value(1, false, 20);
        assertThat(spread.changes()).isEqualTo(2);
        assertThat(spread.complete())
                .as("the second, which concerned board 1 alone")
                .isEqualTo(1);
    }

    @Test
    void aBoardThatIsLostIsNotWaitedFor() {
        value(1, false, 0);
        value(2, false, 0);
        value(1, true, 10);
        spread.lost(2, 0);
        assertThat(spread.complete()).isEqualTo(1);
    }

    @Test
    void tooFewOpenFilesAreSaidWithTheNumberThatWouldDo() {
        Descriptors.check(900, 1_024);
        assertThatThrownBy(() -> Descriptors.check(1_000, 1_024))
                .isInstanceOf(UserError.class)
                .hasMessage("1000 boards need 1100 open files, and this process may have 1024: raise the limit"
                        + " (ulimit -n 1100) or take --count 924.");
    }

    @Test
    void privateIsWhatIsNotTheInternet() throws Exception {
        for (String yes :
                new String[] {"127.0.0.9", "10.1.2.3", "192.168.0.7", "172.31.0.1", "169.254.1.1", "::1", "fd00::1"}) {
            assertThat(Target.isPrivate(InetAddress.getAllByName(yes)[0]))
                    .as(yes)
                    .isTrue();
        }
        for (String no : new String[] {"192.0.2.1", "172.32.0.1", "2001:db8::1", "100.64.0.1"}) {
            assertThat(Target.isPrivate(InetAddress.getAllByName(no)[0])).as(no).isFalse();
        }
    }

    @Test
    void progressIsOneLineOnATerminalAndALineEveryFiveSecondsElsewhere() {
        StringWriter written = new StringWriter();
        Progress terminal = new Progress(new PrintWriter(written), true);
        terminal.show(Duration.ZERO, "a");
        terminal.show(Duration.ofMillis(100), "b");
        assertThat(written.toString()).isEqualTo("\r\u001b[Ka\r\u001b[Kb");
        StringWriter lines = new StringWriter();
        Progress file = new Progress(new PrintWriter(lines), false);
        file.show(Duration.ZERO, "a");
        file.show(Duration.ofMillis(4_999), "b");
        file.show(Duration.ofSeconds(5), "c");
        assertThat(lines.toString().lines()).containsExactly("a", "c");
    }

    @Test
    void addressesAreRangesOfLoopback() {
        assertThat(Addresses.parse("127.0.0.254-127.0.1.1,127.9.9.9"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1", "127.9.9.9");
        assertThatThrownBy(() -> Addresses.parse("127.0.0.2-127.9.0.0")).isInstanceOf(UserError.class);
    }
}
