package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.ClientAddress;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.door.DoorLimits;
import dev.porchlight.bridge.door.OriginPolicy;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.Voice;
import dev.porchlight.bridge.testing.RawBoard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The rooms home, door and devices as they are, with no Discord: the test itself says what is true. */
final class BoardsRoom implements AutoCloseable {

    static final String TOKEN = "front-porch-7";
    private static final long GUILD = 1;
    private static final long CHANNEL = 2;

    final AtomicInteger observed = new AtomicInteger();
    final Boards boards;
    final Door door;
    private final HomeLoop loop = new HomeLoop(death -> {});
    private final Home home = new Home(loop, Home.STALE_AFTER);

    private BoardsRoom(OnStop onStop, Map<InetAddress, Shown> byAddress) throws IOException {
        loop.start();
        boards = new Boards(
                new DevicesSettings(
                        Optional.of(TOKEN),
                        List.of("voice", "voice:guild:*", "voice:user:*", "muted:*"),
                        byAddress,
                        WhenStale.HOLD,
                        onStop,
                        new OriginPolicy(List.of())),
                loop,
                home,
                nanos -> observed.incrementAndGet());
        door = Door.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                DoorLimits.standard(),
                new Routes().webSocket("/ws", boards),
                ClientAddress.direct(),
                death -> {});
    }

    /** Home has not settled: the guild has yet to come. */
    static BoardsRoom unsettled(OnStop onStop) throws IOException {
        BoardsRoom room = new BoardsRoom(onStop, Map.of());
        room.edit(edit -> edit.ready(Set.of(GUILD)));
        return room;
    }

    /** Home has settled; boards of the loopback address follow this unless their URL says otherwise. */
    static BoardsRoom withBoardsHere(String rule, Duration offAfter) throws IOException {
        Shown shown = new Shown(Rule.parse(rule), offAfter);
        BoardsRoom room = new BoardsRoom(OnStop.OFF, Map.of(InetAddress.ofLiteral("127.0.0.1"), shown));
        room.edit(edit -> edit.ready(Set.of(GUILD)));
        room.settle();
        return room;
    }

    static BoardsRoom settled() throws IOException {
        BoardsRoom room = unsettled(OnStop.OFF);
        room.settle();
        return room;
    }

    void settle(long... people) {
        List<Voice> voices = Arrays.stream(people)
                .mapToObj(person -> Voice.of(GUILD, CHANNEL, person))
                .toList();
        edit(edit -> edit.guild(GUILD, "Home", Map.of(CHANNEL, "lounge"), voices));
    }

    void voice(long person, boolean in) {
        edit(edit -> {
            if (in) {
                edit.voice(Voice.of(GUILD, CHANNEL, person));
            } else {
                edit.left(GUILD, person);
            }
        });
    }

    void muted(long person) {
        edit(edit -> edit.voice(new Voice(GUILD, CHANNEL, person, false, false, true, false, false, false, false)));
    }

    private void edit(Consumer<HomeEdit> change) {
        loop.post(() -> home.change(System.nanoTime(), change));
    }

    /** A board that has sent its token and been read nothing of. */
    RawBoard board() throws IOException {
        return board("/ws");
    }

    RawBoard board(String path) throws IOException {
        return RawBoard.authenticated(door.address().getPort(), path, TOKEN);
    }

    /** How many different rules home watches for the boards. */
    int watchedRules() throws Exception {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        loop.post(() -> count.complete(home.watchedRules()));
        return count.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        door.close();
        loop.close();
    }
}
