package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.presence.RequestLimit.Share;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Who may ask how often, without a clock that anybody waits for. */
class RequestLimitTest {

    private static final long MILLI = 1_000_000L;
    private static final InetAddress ALICE = InetAddress.ofLiteral("192.0.2.1");

    private long now = Long.MAX_VALUE - 500 * MILLI; // it overflows while a test runs, as nanoTime may
    private final RequestLimit limit = new RequestLimit(() -> now);

    private void exhaust(InetAddress address) {
        for (int i = RequestLimit.BURST - 1; i >= 0; i--) {
            Share share = limit.take(address);
            assertThat(share.granted()).isTrue();
            assertThat(share.remaining()).isEqualTo(i);
        }
    }

    @Test
    void twentyAtOnceAreGrantedAndTheNextIsNot() {
        exhaust(ALICE);
        assertThat(limit.take(ALICE)).isEqualTo(new Share(false, 0, 2, 1));
    }

    @Test
    void tenASecondAreGrantedFromThenOn() {
        exhaust(ALICE);
        for (int i = 0; i < 50; i++) {
            now += 99 * MILLI;
            assertThat(limit.take(ALICE).granted()).isFalse();
            now += MILLI;
            assertThat(limit.take(ALICE)).isEqualTo(new Share(true, 0, 2, 1));
        }
    }

    @Test
    void whoWasRefusedHasLostNothing() {
        exhaust(ALICE);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limit.take(ALICE).granted()).isFalse();
        }
        now += 100 * MILLI;
        assertThat(limit.take(ALICE).granted()).isTrue();
    }

    @Test
    void whoWaitsHasTheirShareAgainAndNoMore() {
        exhaust(ALICE);
        now += 1_000 * MILLI;
        assertThat(limit.take(ALICE)).isEqualTo(new Share(true, 9, 2, 0));
        now += 3_600_000 * MILLI;
        assertThat(limit.take(ALICE)).isEqualTo(new Share(true, 19, 1, 0));
    }

    @Test
    void everyAddressHasAShareOfItsOwn() {
        exhaust(ALICE);
        exhaust(InetAddress.ofLiteral("192.0.2.2"));
    }

    @Test
    void thoseWhoAskedLastAreRememberedAndNobodyElse() {
        exhaust(ALICE);
        for (int i = 0; i < 4_095; i++) {
            limit.take(InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256));
        }
        assertThat(limit.take(ALICE).granted()).isFalse();
        for (int i = 0; i < 4_096; i++) {
            limit.take(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256));
        }
        assertThat(limit.take(ALICE).remaining()).isEqualTo(19);
    }
}
