package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final long CAP = 100_000;

    private final DoorCounts counts = new DoorCounts();
    private final Budget budget = new Budget(CAP, counts);

    @Test
    void givenStrangersThenTheyFillThreeQuartersLessWhatIsSetAsideForEachAccount() {
        Budget.Separate hog = budget.open();
        budget.open();
        assertThat(hog.reserve(Budget.ALWAYS_BYTES + 75_000 - 2 * Budget.ALWAYS_BYTES))
                .isTrue();
        assertThat(hog.reserve(1)).isFalse();
        assertThat(budget.used()).isEqualTo(75_000 - Budget.ALWAYS_BYTES);
        assertThat(counts.noRoom()).isEqualTo(1);
    }

    @Test
    void givenStrangersHaveFilledTheirPartThenAKnownPeerHasTheRest() {
        budget.open().take(80_000);
        Budget.Separate board = budget.open();
        assertThat(board.reserve(10_000)).isFalse();
        board.known();
        assertThat(board.reserve(10_000)).isTrue();
        assertThat(board.reserve(20_000)).isFalse();
    }

    @Test
    void givenAFullBudgetThenTheFirstBytesOfEveryAccountAreStillGranted() {
        budget.open().take(CAP);
        Budget.Separate board = budget.open();
        assertThat(board.reserve(Budget.ALWAYS_BYTES)).isTrue();
        assertThat(board.fits(1)).isFalse();
        board.release(67);
        assertThat(board.fits(67)).isTrue();
    }

    @Test
    void givenAnArrayThatManySendThenItIsCountedOnceUntilTheLastHasSentIt() {
        byte[] image = new byte[50_000];
        assertThat(budget.reserveShared(image)).isTrue();
        assertThat(budget.reserveShared(image)).isTrue();
        assertThat(budget.reserveShared(image.clone())).isFalse();
        budget.releaseShared(image);
        assertThat(budget.used()).isEqualTo(50_000);
        budget.releaseShared(image);
        assertThat(budget.used()).isZero();
    }

    @Test
    void givenMoreIsReleasedThanHeldThenThatIsAnErrorAndNotABudgetBelowZero() {
        Budget.Separate account = budget.open();
        account.take(10);
        assertThatThrownBy(() -> account.release(11)).isInstanceOf(IllegalStateException.class);
        assertThat(budget.used()).isEqualTo(10);
    }

    @Test
    void givenAClosedAccountThenNothingCountsForItAnyMore() {
        Budget.Separate account = budget.open();
        account.take(10);
        account.close();
        account.take(10);
        account.release(5);
        account.close();
        assertThat(budget.used()).isZero();
        assertThat(counts.bufferBytes()).isZero();
        Budget.Separate other = budget.open();
        assertThat(other.reserve(75_000)).as("one account is open, not two").isTrue();
    }

    @Test
    void givenAnyCallsThenUsedIsTheSumOfTheAccountsWithinTheCapAndZeroInTheEnd() {
        Random random = new Random(5);
        List<Budget.Separate> open = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (open.isEmpty() || (open.size() < 50 && random.nextInt(20) == 0)) {
                open.add(budget.open());
            }
            Budget.Separate account = open.get(random.nextInt(open.size()));
            switch (random.nextInt(10)) {
                case 0 -> account.known();
                case 1, 2, 3 -> account.release(random.nextLong(account.held() + 1));
                case 4 -> {
                    account.close();
                    open.remove(account);
                }
                default -> account.reserve(random.nextInt(5_000));
            }
            assertThat(budget.used())
                    .isEqualTo(open.stream().mapToLong(Budget.Separate::held).sum())
                    .isEqualTo(counts.bufferBytes())
                    .isBetween(0L, CAP);
        }
        open.forEach(Budget.Separate::close);
        assertThat(budget.used()).isZero();
        assertThat(budget.open().reserve(75_000)).isTrue();
    }
}
