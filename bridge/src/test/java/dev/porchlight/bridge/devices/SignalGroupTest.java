package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.home.Voice;
import dev.porchlight.bridge.testing.Await;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hand-over from the home loop to a door loop that the test turns itself. */
class SignalGroupTest {

    private static final long GUILD = 1;
    private static final long CHANNEL = 2;
    private static final long ALICE = 3;

    private final HomeLoop loop = new HomeLoop(death -> {});
    private final Home home = new Home(loop, Home.STALE_AFTER);
    private final Queue<Runnable> door = new ConcurrentLinkedQueue<>();
    private final DeviceCounts counts = new DeviceCounts();
    private final SignalGroup group =
            new SignalGroup(new Signal.People(1), loop, home, door::add, nanos -> {}, counts, ended -> {});

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
        loop.start();
        loop.post(() -> home.change(System.nanoTime(), edit -> {
            edit.ready(Set.of(GUILD));
            edit.guild(GUILD, "Home", Map.of(CHANNEL, "lounge"), List.of());
        }));
        group.ask();
        Await.until("home has answered", () -> !door.isEmpty());
        door.remove().run();
        assertThat(group.known()).isTrue();

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
}
