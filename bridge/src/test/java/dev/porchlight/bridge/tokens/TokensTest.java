package dev.porchlight.bridge.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.testing.LogEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running bridge knows of the tokens. */
class TokensTest {

    private static final Set<Scope> ADMIN = Set.of(Scope.ADMIN);
    private static final Duration A_LOOK_LATER = Tokens.LOOK_EVERY;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    private Tokens open() {
        return Tokens.open(folder, clock, clock::nanos);
    }

    private TokenBook.Made create(Optional<Duration> lifetime) {
        return new TokenBook(folder, clock).create(ADMIN, "", lifetime);
    }

    @Test
    void givenATokenThenItOpensItsScopeAndNoOtherTextDoes() {
        TokenBook.Made made = create(Optional.empty());
        Tokens tokens = open();

        assertThat(tokens.check(made.secret(), Scope.ADMIN)).contains(made.info());
        String secret = made.secret();
        for (String wrong : new String[] {
            "",
            "pl_",
            secret.substring(1),
            secret + "x",
            secret.toUpperCase(java.util.Locale.ROOT),
            made.info().id()
        }) {
            assertThat(tokens.find(wrong)).as("%d characters", wrong.length()).isEmpty();
        }
    }

    @Test
    void givenNoDirectoryThenThereIsNoTokenAndNothingIsMade() {
        Path missing = folder.resolve("missing");

        assertThat(Tokens.open(missing).find("pl_x")).isEmpty();
        assertThat(Tokens.open(missing).readable()).isTrue();
        assertThat(missing).doesNotExist();
    }

    @Test
    void givenARunningBridgeWhenATokenIsMadeAndRevokedThenItFollowsWithinASecond() {
        Tokens tokens = open();
        assertThat(A_LOOK_LATER).isLessThan(Duration.ofSeconds(1));

        TokenBook.Made made = create(Optional.empty());
        clock.pass(A_LOOK_LATER);
        assertThat(tokens.find(made.secret())).isPresent();

        new TokenBook(folder, clock).revoke(made.info().id());
        clock.pass(A_LOOK_LATER);
        assertThat(tokens.find(made.secret())).isEmpty();
    }

    @Test
    void givenALifetimeThenTheTokenOpensUntilItsLastMomentAndNotFromItOn() {
        TokenBook.Made made = create(Optional.of(Duration.ofHours(1)));
        Tokens tokens = open();

        clock.pass(Duration.ofHours(1).minusNanos(1));
        assertThat(tokens.find(made.secret())).isPresent();
        clock.pass(Duration.ofNanos(1));
        assertThat(tokens.find(made.secret())).isEmpty();
    }

    /** A Pi without a battery begins each time where its clock was left, or in 1970. */
    @Test
    void givenAClockThatBeginsYearsAgoThenNoExpiredTokenComesBackAndOneThatNeverExpiresOpens() {
        TokenBook.Made expires = create(Optional.of(Duration.ofHours(1)));
        TokenBook.Made never = create(Optional.empty());
        clock.pass(Duration.ofDays(-365 * 50));
        Tokens tokens = open();

        assertThat(tokens.find(expires.secret())).isEmpty();
        assertThat(tokens.find(never.secret())).isPresent();
        clock.pass(Duration.ofDays(365 * 50));
        assertThat(tokens.find(expires.secret())).isPresent();
    }

    @Test
    void givenARunningBridgeWhenTheFileIsNothingButNullThenNoTokenOpens() throws IOException {
        TokenBook.Made made = create(Optional.empty());
        Tokens tokens = open();
        Files.writeString(folder.resolve(TokenFile.NAME), "null");
        clock.pass(A_LOOK_LATER);

        assertThat(tokens.find(made.secret())).isEmpty();
        assertThat(tokens.readable()).isFalse();
    }

    @Test
    void givenARunningBridgeWhenTheFileIsDamagedThenNoTokenOpensItIsToldOnceAndMendingHelps() throws IOException {
        TokenBook.Made made = create(Optional.empty());
        Path file = folder.resolve(TokenFile.NAME);
        String good = Files.readString(file);
        Tokens tokens = open();
        try (LogEvents log = LogEvents.ours()) {
            Files.writeString(file, "{\"schema\":1,\"tokens\":[" + made.secret());
            for (int looks = 0; looks < 3; looks++) {
                clock.pass(A_LOOK_LATER);
                assertThat(tokens.find(made.secret())).isEmpty();
                assertThat(tokens.readable()).isFalse();
            }
            assertThat(log.count("tokens_unreadable")).isEqualTo(1);
            assertThat(log.texts("tokens_unreadable").getFirst()).doesNotContain(made.secret());
        }
        Files.writeString(file, good);
        clock.pass(A_LOOK_LATER);
        assertThat(tokens.find(made.secret())).isPresent();
    }

    @Test
    void givenAFileDamagedBeforeTheStartThenTheBridgeStartsAndNoTokenOpens() throws IOException {
        Files.writeString(folder.resolve(TokenFile.NAME), "");

        assertThat(open().readable()).isFalse();
    }

    /** With a deadline of its own, since whoever opens a FIFO that nobody writes waits for ever. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givenAFifoInPlaceOfTheFileThenNobodyWaitsForItAndNoTokenOpens() throws Exception {
        Path fifo = folder.resolve(TokenFile.NAME);
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();

        assertThat(open().readable()).isFalse();
    }

    @Test
    void givenAFileOfANewerPorchlightThenTheStartIsRefusedInOneLine() throws IOException {
        Files.writeString(folder.resolve(TokenFile.NAME), "{\"schema\":2,\"tokens\":{},\"more\":1}");

        assertThatThrownBy(this::open)
                .isInstanceOf(TokensUnreadable.class)
                .hasMessageContainingAll("newer Porchlight", "schema 2", "known here: 1")
                .message()
                .doesNotContain("\n");
    }
}
