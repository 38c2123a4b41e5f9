package dev.porchlight.bridge.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line does with the file. */
class TokenBookTest {

    private static final Set<Scope> ADMIN = Set.of(Scope.ADMIN);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    private TokenBook book() {
        return new TokenBook(data(), clock);
    }

    private Path data() {
        return folder.resolve("some/data");
    }

    private Path file() {
        return data().resolve(TokenFile.NAME);
    }

    private TokenBook.Made create(String label) {
        return book().create(ADMIN, label, Optional.empty());
    }

    @Test
    void givenANewTokenThenTheFileHoldsItsHashAloneAndIsItsUsersAlone() throws IOException {
        TokenBook.Made made = create("kitchen");

        assertThat(made.secret()).matches("pl_[A-Za-z0-9_-]{43}"); // 256 bits
        String text = Files.readString(file());
        assertThat(text)
                .contains(StoredToken.hashOf(made.secret()), "\"schema\" : 1")
                .doesNotContain(made.secret().substring(3));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    @Test
    void givenAnotherTokenThenTheFileIsReplacedByRenameAndNothingIsLeftBehind() throws IOException {
        create("one");
        try (var before = Files.newInputStream(file())) {
            create("two");
            // Whoever had the old one open reads it to its end.
            assertThat(new String(before.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("one")
                    .doesNotContain("two");
        }
        try (var names = Files.list(data())) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tokens.json", "tokens.lock");
        }
    }

    @Test
    void givenAHalfWrittenFileOfAPowerCutThenTheNextChangeGoesThrough() throws IOException {
        create("one");
        Files.writeString(data().resolve("tokens.json.new"), "{\"sch");

        create("two");

        assertThat(book().list()).extracting(TokenInfo::label).containsExactly("one", "two");
    }

    @Test
    void givenTokensThenTheListTellsAllButSecretsAndRevokeTakesOne() {
        TokenBook.Made one = book().create(ADMIN, "one", Optional.of(Duration.ofDays(90)));
        TokenBook.Made two = create("");

        assertThat(book().list()).containsExactly(one.info(), two.info());
        assertThat(one.info().expires()).contains(clock.instant().plus(Duration.ofDays(90)));
        assertThat(book().revoke(one.info().id())).contains(one.info());
        assertThat(book().list()).containsExactly(two.info());
        assertThat(book().revoke(one.info().id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"schema\":1,\"tokens\":[]} {\"schema\":1,\"tokens\":[]}",
                "{\"schema\":1,\"tokens\":[]}]",
                "{\"schema\":1}",
                "{\"schema\":0,\"tokens\":[]}",
                "{\"schema\":1.5,\"tokens\":[]}",
                "{\"schema\":1,\"tokens\":[],\"more\":1}",
                "{\"schema\":1,\"tokens\":[null]}",
                "{\"schema\":1,\"tokens\":[{\"id\":\"03d8deff\"}]}",
                "{\"schema\":1,\"tokens\":[{\"id\":\"03d8deff\",\"hash\":\"ab\",\"scopes\":[\"admin\"],\"label\":\"\","
                        + "\"created\":\"2026-11-20T16:37:12Z\",\"expires\":null}]}",
                "{\"schema\":1,\"tokens\":[{\"id\":\"03d8deff\",\"hash\":\"aee8762f8444ee7c510e025e100d3663911fe1d6e915cf"
                        + "c73590f50eb66f85bf\",\"scopes\":[\"wizard\"],\"label\":\"\",\"created\":\"2026-11-20T16:37:12Z\","
                        + "\"expires\":null}]}",
            })
    void givenADamagedFileThenEverythingRefusesAndTheFileStaysAsItIs(String damaged) throws IOException {
        Files.createDirectories(data());
        Files.writeString(file(), damaged);

        for (Runnable each :
                List.<Runnable>of(() -> create(""), () -> book().list(), () -> book().revoke("03d8deff"))) {
            assertThatThrownBy(each::run)
                    .isInstanceOf(TokensUnreadable.class)
                    .hasMessageContainingAll(file().toString(), "damaged", "left as it is");
        }
        assertThat(file()).hasContent(damaged);
    }

    @Test
    void givenAFileOverItsLimitThenItIsNotReadAndStays() throws IOException {
        Files.createDirectories(data());
        Files.write(file(), new byte[TokenFile.MAX_BYTES + 1]);

        assertThatThrownBy(() -> create("")).hasMessageContaining("over 1024 KiB");
        assertThat(file()).hasSize(TokenFile.MAX_BYTES + 1);
    }

    @Test
    void givenAFileOfANewerPorchlightThenNothingIsChanged() throws IOException {
        Files.createDirectories(data());
        Files.writeString(file(), "{\"schema\":7}");

        assertThatThrownBy(() -> create("")).hasMessageContaining("newer Porchlight (schema 7");
        assertThat(file()).hasContent("{\"schema\":7}");
    }

    @Test
    void givenADirectoryThatIsAFileThenTheMessageSaysWhichSettingToMend() throws IOException {
        Files.writeString(folder.resolve("some"), "");

        assertThatThrownBy(() -> create(""))
                .isInstanceOf(TokensUnreadable.class)
                .hasMessageContaining("DATA_DIR");
    }

    @Test
    void givenADirectoryThatMayNotBeWrittenThenTheMessageSaysSo() throws IOException {
        Files.createDirectories(
                data(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(data()), "root may write everywhere");

        assertThatThrownBy(() -> create(""))
                .hasMessageContainingAll("cannot write in " + data(), "permission denied", "DATA_DIR");
    }

    /** The service's user may put a link to any file here between root's writing a file and giving it away. */
    @Test
    void givenALinkWhereAFileWasThenRootGivesAwayTheLinkAndNotWhatItPointsTo() throws IOException {
        Path target = Files.createFile(folder.resolve("shadow"));
        UserPrincipal root = Files.getOwner(target);
        assumeTrue(root.getName().equals("root"), "only root gives files away");
        UserPrincipal service =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Path link = Files.createSymbolicLink(Files.createDirectories(data()).resolve("tokens.json.new"), target);
        Files.setOwner(data(), service);

        new TokenFile(data()).giveToOwner(link);

        assertThat(Files.getOwner(target)).isEqualTo(root);
        assertThat(Files.getOwner(link, LinkOption.NOFOLLOW_LINKS)).isEqualTo(service);
    }

    @Test
    void givenTheMostTokensThenOneMoreIsRefusedAndTheFileCanStillBeRead() {
        List<StoredToken> full = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        while (full.size() < TokenJson.MAX_TOKENS) {
            String id = StoredToken.newId();
            if (ids.add(id)) {
                TokenInfo info = new TokenInfo(
                        id, ADMIN, "\uD83D\uDCA1".repeat(32), clock.instant(), Optional.of(clock.instant()));
                full.add(new StoredToken(info, StoredToken.hashOf(id)));
            }
        }
        TokenFile tokens = new TokenFile(data());
        tokens.prepare();
        tokens.write(full);

        assertThat(file().toFile().length()).isLessThan(TokenFile.MAX_BYTES);
        assertThatThrownBy(() -> create("")).hasMessageContaining("1000 tokens already");
        assertThat(book().list()).hasSize(TokenJson.MAX_TOKENS);
    }

    @Test
    void givenManyThreadsThenNoTokenIsLost() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String label = "t" + i;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 5; n++) {
                    create(label);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(book().list()).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "30m", "12h", "90d", "3650d", " 90d "})
    void givenATimeThenItIsALifetime(String text) {
        assertThat(Lifetime.parse(text)).isBetween(Duration.ofMinutes(1), Duration.ofDays(3650));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "d", "0d", "59s", "3651d", "-1d", "1.5h", "99999999999d", "90 days"})
    void givenAnotherTextThenItIsNone(String text) {
        assertThatThrownBy(() -> Lifetime.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
