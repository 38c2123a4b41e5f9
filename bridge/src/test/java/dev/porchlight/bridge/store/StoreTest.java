package dev.porchlight.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a room may rely on when it keeps something. */
class StoreTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    Path folder;

    private final List<Store> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Store::close);
    }

    private Path data() {
        return folder.resolve("some/data");
    }

    private Path file() {
        return data().resolve(Store.NAME);
    }

    private Store store() {
        return store(Store.MAX_BYTES);
    }

    private Store store(long maxBytes) {
        Store store = new Store(data(), maxBytes);
        open.add(store);
        return store;
    }

    private static void put(Store store, Table table, String key, String value) {
        store.write(() -> {
            table.put(key, value);
            return null;
        });
    }

    private static Optional<String> get(Store store, Table table, String key) {
        return store.read(() -> table.get(key));
    }

    private static boolean threadIsThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("store"));
    }

    @Test
    void givenNothingToKeepThenNoFileIsMade() {
        Store store = store();
        Table table = store.table("things");
        store.openIfThere();

        assertThat(get(store, table, "a")).isEmpty();
        store.write(() -> {
            table.remove("a");
            return null;
        });
        assertThat(store.<Map<String, String>>read(() -> table.under(""))).isEmpty();
        assertThat(folder.resolve("some")).doesNotExist();
    }

    @Test
    void givenSomethingKeptThenItIsThereAfterARestartAndIsItsUsersAlone() throws IOException {
        Store before = store();
        put(before, before.table("things"), "a", "ä\uD83D\uDE00");
        before.close();

        Store store = store();
        Table table = store.table("things");
        store.openIfThere();
        assertThat(get(store, table, "a")).contains("ä\uD83D\uDE00");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
        try (var files = Files.list(data())) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void givenAFileThatOthersMayReadThenTheyMayNotFromTheStartOn() throws IOException {
        Store before = store();
        put(before, before.table("things"), "a", "1");
        before.close();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        store().openIfThere();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void givenKeysThenTheyAreInOrderAndFoundByTheirBeginning() {
        Store store = store();
        Table table = store.table("things");
        store.write(() -> {
            for (String key : List.of("2:b", "1:z", "2:a", "3:a", "20:a")) {
                table.put(key, key.toUpperCase(Locale.ROOT));
            }
            return null;
        });
        assertThat(store.<Map<String, String>>read(() -> table.under("2:")))
                .containsExactly(Map.entry("a", "2:A"), Map.entry("b", "2:B"));
        assertThat(store.<Optional<String>>read(() -> table.ceiling("2:c"))).contains("3:a");
        assertThat(store.<Optional<String>>read(() -> table.ceiling("4"))).isEmpty();
    }

    @Test
    void givenAChangeThatThrowsThenNothingOfItIsKept() {
        Store store = store();
        Table table = store.table("things");
        put(store, table, "a", "1");
        assertThatThrownBy(() -> store.write(() -> {
                    table.put("a", "2");
                    table.put("b", "x".repeat(2 * MIB)); // more than MVStore likes to hold unsaved
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(get(store, table, "a")).contains("1");
        assertThat(get(store, table, "b")).isEmpty();
        store.close();

        Store after = store();
        Table same = after.table("things");
        assertThat(get(after, same, "a")).contains("1");
        assertThat(get(after, same, "b")).isEmpty();
    }

    @Test
    void givenASecondBridgeThenItIsRefusedWithOneLineAndTheFirstGoesOn() {
        Store first = store();
        Table table = first.table("things");
        put(first, table, "a", "1");

        assertThatThrownBy(store()::openIfThere)
                .isInstanceOf(StoreRefused.class)
                .hasMessage(file() + " is in use by another Porchlight; stop that one, or give this one a DATA_DIR of"
                        + " its own");
        put(first, table, "a", "2");
        assertThat(get(first, table, "a")).contains("2");
    }

    @Test
    void givenTwoBridgesThatStartWithoutAFileThenTheOneThatKeepsSomethingFirstHasIt() {
        Store first = store();
        Store second = store();
        Table one = first.table("things");
        Table other = second.table("things");
        first.openIfThere();
        second.openIfThere();
        put(first, one, "a", "1");

        assertThatThrownBy(() -> put(second, other, "a", "2"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("in use by another Porchlight");
        assertThat(get(first, one, "a")).contains("1");
        first.close();
        put(second, other, "b", "2"); // it needs no restart for that
        assertThat(get(second, other, "a")).contains("1");
    }

    @Test
    void givenAnOlderSchemaThenItIsBroughtUpStepByStep() {
        Store before = store();
        put(before, before.table("things"), "a", "1");
        before.close();

        Store store = store();
        Table table = store.table(
                "things",
                old -> old.put("a", old.get("a").orElseThrow() + ", then 2"),
                old -> old.put("a", old.get("a").orElseThrow() + ", then 3"));
        Table added = store.table("more");
        store.openIfThere();
        assertThat(get(store, table, "a")).contains("1, then 2, then 3");
        put(store, added, "b", "there");
        store.close();

        Store again = store();
        Table same = again.table("things", old -> old.put("a", "wrong"), old -> old.put("a", "wrong"));
        assertThat(get(again, same, "a")).contains("1, then 2, then 3");
    }

    @Test
    void givenANewerSchemaThenTheStartIsRefusedWithOneLineAndNothingIsChanged() throws IOException {
        Store newer = store();
        put(newer, newer.table("things", old -> {}, old -> {}), "a", "1");
        newer.close();
        byte[] file = Files.readAllBytes(file());

        Store older = store();
        older.table("things", old -> {});
        assertThatThrownBy(older::openIfThere)
                .isInstanceOf(StoreRefused.class)
                .hasMessage(file() + " was written by a newer Porchlight (things has schema 3, known here: 2); use that"
                        + " one, or move the file away");
        older.close();
        assertThat(Files.readAllBytes(file())).isEqualTo(file);
    }

    @Test
    void givenAMigrationThatFailsThenTheStartIsRefusedAndNothingOfItIsKept() {
        Store before = store();
        Table one = before.table("first");
        Table two = before.table("second");
        put(before, one, "a", "1");
        put(before, two, "a", "1");
        before.close();

        Store store = store();
        store.table("first", old -> old.put("a", "2"));
        store.table("second", old -> {
            throw new NumberFormatException("not what it was");
        });
        assertThatThrownBy(store::openIfThere)
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("second from schema 1");
        store.close();

        Store older = store();
        Table first = older.table("first");
        assertThat(get(older, first, "a")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "zeros", "cut", "no head", "no pages", "text"})
    void givenADamagedFileThenTheStartIsRefusedWithOneLineAndTheFileIsLeftAsItIs(String damage) throws IOException {
        Store before = store();
        put(before, before.table("things"), "a", "1");
        before.close();
        byte[] bytes = damaged(Files.readAllBytes(file()), damage);
        Files.write(file(), bytes);

        assertThatThrownBy(store()::openIfThere)
                .isInstanceOf(StoreRefused.class)
                .hasMessage(file() + " is damaged, and with it who opted out of being shown: put a copy of it back, or"
                        + " move it away to start with nothing stored");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    private static byte[] damaged(byte[] bytes, String damage) {
        return switch (damage) {
            case "nothing" -> new byte[0];
            case "zeros" -> new byte[bytes.length];
            case "cut" -> Arrays.copyOf(bytes, 5_000);
            case "no head" -> {
                Arrays.fill(bytes, 0, 8_192, (byte) 0);
                yield bytes;
            }
            case "no pages" -> {
                Arrays.fill(bytes, 8_192, bytes.length, (byte) 7);
                yield bytes;
            }
            default -> "dear diary".getBytes(StandardCharsets.US_ASCII);
        };
    }

    @Test
    void givenAFullStoreThenItTakesNothingMoreUntilSomethingIsDeleted() {
        Store store = store(MIB);
        Table table = store.table("things");
        String value = "x".repeat(100_000);
        List<String> in = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        put(store, table, "k" + i, value);
                        in.add("k" + i);
                    }
                })
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        full -> assertThat(full.isFull()).isTrue())
                .hasMessage("the store has its 1 MiB; delete something first");
        assertThat(in).hasSizeBetween(5, 20);
        assertThat(get(store, table, in.getLast())).contains(value);
        assertThat(get(store, table, "k" + in.size())).isEmpty();

        in.forEach(key -> store.write(() -> {
            table.remove(key);
            return null;
        }));
        put(store, table, "again", "1");
        assertThat(get(store, table, "again")).contains("1");
    }

    @Test
    void givenTheSameWrittenOverAndOverThenTheFileDoesNotGrow() throws IOException {
        Store store = store();
        Table table = store.table("things");
        for (int i = 0; i < 300; i++) {
            put(store, table, "k" + i % 10, "x".repeat(1_000) + i);
        }
        assertThat(Files.size(file())).isLessThan(256 * 1024); // 300 changes of 4 KiB and more would be over a megabyte
    }

    @Test
    void givenManyWritersThenEachOfTheirChangesIsWhole() throws Exception {
        Store store = store();
        Table table = store.table("things");
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> done = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                Callable<Void> work = () -> {
                    for (int i = 0; i < 25; i++) {
                        store.write(() -> {
                            int sum = Integer.parseInt(table.get("sum").orElse("0"));
                            table.put("sum", Integer.toString(sum + 1));
                            return null;
                        });
                    }
                    return null;
                };
                done.add(writers.submit(work));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        }
        assertThat(get(store, table, "sum")).contains("200");
    }

    @Test
    void givenAStoreAtRestThenItHasNoThread() throws Exception {
        Store store = store();
        Table table = store.table("things");
        put(store, table, "a", "1");
        assertThat(threadIsThere()).isTrue();
        Await.until("no thread", () -> !threadIsThere());
        assertThat(get(store, table, "a")).contains("1");
    }

    @Test
    void givenADirectoryThatCannotBeMadeThenTheWriteSaysSo() throws IOException {
        Files.writeString(folder.resolve("some"), "a file");
        Store store = store();
        Table table = store.table("things");
        assertThatThrownBy(() -> put(store, table, "a", "1"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("DATA_DIR chooses another");
    }

    @Test
    void givenATableOutsideOfAReadThenItIsRefused() {
        Store store = store();
        Table table = store.table("things");
        assertThatThrownBy(() -> table.get("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.put("a", "1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenAClosedStoreThenItSaysSo() {
        Store store = store();
        Table table = store.table("things");
        put(store, table, "a", "1");
        store.close();
        store.close();
        assertThatThrownBy(() -> put(store, table, "a", "2")).isInstanceOf(StoreUnavailable.class);
    }
}
