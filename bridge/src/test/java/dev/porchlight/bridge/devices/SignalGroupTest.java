package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.Voice;
import dev.porchlight.bridge.home.Watch;
import dev.porchlight.bridge.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hand-over from the home loop to a door loop that the test turns itself. */
class SignalGroupTest {

    private static final long GUILD = 1;
    private static final long CHANNEL = 2;
    private static final long ALICE = 3;

    private final HomeLoop loop = new HomeLoop(death -> {});
    private final Home home = new Home(loop, Duration.ofMillis(20));
    private final Queue<Runnable> door = new ConcurrentLinkedQueue<>();
    private final DeviceCounts counts = new DeviceCounts();
    private final SignalGroup group = group(WhenStale.HOLD);

    private SignalGroup group(WhenStale whenStale) {
        Shown shown = new Shown(Rule.parse("voice"), Duration.ZERO);
        return new SignalGroup(shown, whenStale, loop, home, door::add, nanos -> {}, counts, ended -> {});
    }

    private void known(SignalGroup of) throws Exception {
        loop.start();
        loop.post(() -> home.change(System.nanoTime(), edit -> {
            edit.ready(Set.of(GUILD));
            edit.guild(GUILD, "Home", Map.of(CHANNEL, "lounge"), List.of());
        }));
        of.ask();
        Await.until("home has answered", () -> !door.isEmpty());
        door.remove().run();
        assertThat(of.known()).isTrue();
    }

    private void edit(Consumer<HomeEdit> edit) {
        loop.post(() -> home.change(System.nanoTime(), edit));
    }

    /** Everything posted to the home loop so far has run. */
    private void settleLoop() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        loop.post(() -> ran.complete(true));
        ran.get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private void voice(boolean... in) {
        loop.post(() -> {
            for (boolean now : in) {
                home.change(System.nanoTime(), edit -> {
                    if (now) {
                        edit.voice(Voice.of(GUILD, CHANNEL, ALICE));
                    } else {
                        edit.left(GUILD, ALICE);
                    }
                });
            }
        });
    }

    @Test
    void givenADoorThatIsBusyThenItIsWokenOnceForTheNewestValueAndTheOthersAreCounted() throws Exception {
        known(group);

        voice(true, false, true);
        Await.until("all three came", () -> counts.overtaken() == 2);
        assertThat(door).hasSize(1);
        assertThat(group.on()).isTrue();

        door.remove().run();
        voice(false);
        Await.until("the door is woken again", () -> door.size() == 1);
        assertThat(counts.overtaken()).isEqualTo(2);
        assertThat(group.on()).isFalse();
    }

    @Test
    void givenBoardsThatHoldWhenTheRuleGoesStaleThenTheDoorIsNotWoken() throws Exception {
        known(group);
        voice(true);
        Await.until("the door is woken", () -> door.size() == 1);
        door.remove().run();
        edit(HomeEdit::away);
        Await.until("it is stale", () -> stale());
        assertThat(door).isEmpty();
        assertThat(group.on()).isTrue();
    }

    @Test
    void givenBoardsThatGoDarkWhenTheRuleGoesStaleThenTheSlotIsOffUntilItIsKnownAgain() throws Exception {
        SignalGroup dark = group(WhenStale.OFF);
        known(dark);
        voice(true);
        Await.until("the door is woken", () -> door.size() == 1);
        door.remove().run();
        edit(HomeEdit::away);
        Await.until("the door is woken", () -> door.size() == 1);
        assertThat(dark.on()).isFalse();
        door.remove().run();
        edit(HomeEdit::resumed);
        Await.until("the door is woken again", () -> door.size() == 1);
        assertThat(dark.on()).isTrue();
    }

    @Test
    void givenARuleThatIsStaleAlreadyWhenBoardsAskThenDarkOnesAreDark() throws Exception {
        SignalGroup dark = group(WhenStale.OFF);
        SignalGroup held = group(WhenStale.HOLD);
        known(group);
        voice(true);
        edit(HomeEdit::away);
        Await.until("it is stale", () -> stale());
        dark.ask();
        held.ask();
        settleLoop();
        assertThat(dark.on()).isFalse();
        assertThat(held.on()).isTrue();
    }

    private boolean stale() throws Exception {
        CompletableFuture<Boolean> stale = new CompletableFuture<>();
        loop.post(() -> {
            try (Watch watch = home.watch(Rule.parse("voice"), Delays.NONE, (on, isStale, cause) -> {})) {
                stale.complete(watch.stale());
            }
        });
        return stale.get(10, TimeUnit.SECONDS);
    }
}
