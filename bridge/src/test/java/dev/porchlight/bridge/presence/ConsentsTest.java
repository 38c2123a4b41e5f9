package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.guilds.Consent;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.store.Store;
import dev.porchlight.bridge.store.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has opted in or out, across restarts. */
class ConsentsTest {

    private static final long ALICE = 94490510688792576L;
    private static final long LATE = -2L; // the largest snowflakes are negative longs

    @TempDir
    Path folder;

    private final Map<Long, Consent> told = new LinkedHashMap<>();

    private Consents consents(Store store) {
        return new Consents(store, told::put);
    }

    private static String say(Consents consents, long user, String word) throws Exception {
        SlashCommand command = consents.commands().getFirst();
        return command.handler().answer(new SlashCommand.Call(user, word, Map.of()));
    }

    @Test
    void givenWordsThenTheyAreToldAtOnceAndAgainAfterARestart() throws Exception {
        try (Store store = new Store(folder)) {
            Consents consents = consents(store);
            consents.load();
            assertThat(told).isEmpty();
            assertThat(say(consents, ALICE, "opt-out")).contains("nowhere");
            assertThat(told).isEqualTo(Map.of(ALICE, Consent.OUT));
            say(consents, LATE, "opt-out");
            say(consents, LATE, "opt-in");
        }
        told.clear();
        try (Store store = new Store(folder)) {
            Consents consents = consents(store);
            store.openIfThere();
            consents.load();
            assertThat(told).isEqualTo(Map.of(ALICE, Consent.OUT, LATE, Consent.IN));
        }
    }

    @Test
    void givenNobodyWhoSaidAnythingThenThereIsNoFile() {
        try (Store store = new Store(folder)) {
            Consents consents = consents(store);
            store.openIfThere();
            consents.load();
        }
        assertThat(folder.resolve(Store.NAME)).doesNotExist();
    }

    /** To be told that one is shown nowhere, and be shown after the next restart, would be worse than to be told so. */
    @Test
    void givenADiskThatDoesNotTakeItThenWhoOptsOutIsHiddenAllTheSameAndToldThatItWillNotLast() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Store store = new Store(file)) {
            Consents consents = consents(store);
            assertThatThrownBy(() -> say(consents, LATE, "opt-in")).isInstanceOf(StoreUnavailable.class);
            assertThat(say(consents, ALICE, "opt-out")).contains("could not be stored");
        }
        assertThat(told).isEqualTo(Map.of(ALICE, Consent.OUT));
    }

    @Test
    void givenTwoWordsOfOnePersonAtOnceThenTheLastOneToldIsTheOneThatIsKept() throws Exception {
        List<Consent> order = new CopyOnWriteArrayList<>();
        CountDownLatch outUnderWay = new CountDownLatch(1);
        CountDownLatch inTold = new CountDownLatch(1);
        try (Store store = new Store(folder)) {
            Consents consents = new Consents(store, (user, word) -> {
                if (word == Consent.OUT) {
                    outUnderWay.countDown();
                    overtakenIfItCanBe(inTold);
                }
                order.add(word);
                if (word == Consent.IN) {
                    inTold.countDown();
                }
            });
            Thread out = Thread.ofVirtual().start(() -> consents.give(ALICE, Consent.OUT));
            assertThat(outUnderWay.await(10, TimeUnit.SECONDS)).isTrue();
            consents.give(ALICE, Consent.IN);
            out.join();
        }
        told.clear();
        try (Store store = new Store(folder)) {
            Consents consents = consents(store);
            store.openIfThere();
            consents.load();
        }
        assertThat(order).hasSize(2);
        assertThat(told).isEqualTo(Map.of(ALICE, order.getLast()));
    }

    private static void overtakenIfItCanBe(CountDownLatch other) {
        try {
            boolean ignored = other.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givenTheCommandThenItIsForEverybody() {
        try (Store store = new Store(folder)) {
            List<SlashCommand> commands = consents(store).commands();
            assertThat(commands).extracting(SlashCommand::name).containsExactly("presence");
            assertThat(commands.getFirst().adminsOnly()).isFalse();
            assertThat(commands.getFirst().subcommands())
                    .extracting(SlashCommand::name)
                    .containsExactly("opt-in", "opt-out");
            assertThat(commands.getFirst().description()).hasSizeLessThanOrEqualTo(100);
        }
    }
}
