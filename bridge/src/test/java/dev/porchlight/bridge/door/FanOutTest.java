package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One message to many sockets, over real ones. */
class FanOutTest {

    private static final int MANY = FanOut.WORTH_HELP + 72;

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<RawWebSocket> peers = new ArrayList<>();
    private final Set<String> writers = ConcurrentHashMap.newKeySet();
    private DoorLoop loop;
    private TestDoor door;

    private final class Everybody implements Endpoint {
        @Override
        public void attach(DoorLoop doorLoop) {
            loop = doorLoop;
        }

        @Override
        public SocketLimits limits() {
            return TestEndpoint.limits(1_000);
        }

        @Override
        public Admission admit(Request request) {
            return Admission.acceptWithFirstSubprotocol(new RecordingHandler() {
                @Override
                protected void on(Socket socket, String call) {
                    if (call.equals("opened")) {
                        socket.kernelBuffer(4_096);
                        sockets.add(socket);
                    }
                }
            });
        }
    }

    private void open(int threads, int count) throws IOException {
        door = TestDoor.open(
                new TestLimits().fanOutThreads(threads).build(), new Routes().webSocket("/ws", new Everybody()));
        for (int i = 0; i < count; i++) {
            peers.add(door.webSocket("/ws"));
            int opened = i + 1;
            TestDoor.until("the socket is open", () -> sockets.size() == opened);
        }
    }

    @BeforeEach
    void othersHaveEnded() {
        TestDoor.until("the helpers of other tests have ended", () -> helpersAlive() == 0);
    }

    @AfterEach
    void close() throws IOException {
        for (RawWebSocket peer : peers) {
            peer.close();
        }
        if (door != null) {
            door.close();
        }
    }

    /** Broadcasts, waits until the loop has done so, and returns how often each member was told that it is sent. */
    private int[] broadcast(Frame message, IntPredicate included) throws InterruptedException {
        AtomicIntegerArray sent = new AtomicIntegerArray(sockets.size());
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            loop.broadcast(message, sockets.size(), new DoorLoop.Members() {
                @Override
                public Socket recipient(int index) {
                    writers.add(Thread.currentThread().getName());
                    return included.test(index) ? sockets.get(index) : null;
                }

                @Override
                public void sent(int index) {
                    sent.incrementAndGet(index);
                }
            });
            done.countDown();
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        int[] result = new int[sent.length()];
        for (int i = 0; i < result.length; i++) {
            result[i] = sent.get(i);
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everySocketGetsEveryMessageOnceAndInOrder(int threads) throws Exception {
        open(threads, MANY);
        for (int round = 0; round < 20; round++) {
            assertThat(broadcast(Frame.text("round " + round), index -> true)).containsOnly(1);
        }
        for (RawWebSocket peer : peers) {
            for (int round = 0; round < 20; round++) {
                assertThat(peer.hear()).isEqualTo("round " + round);
            }
        }
    }

    /** A helper that comes late must neither take a part of the next broadcast twice nor one that is not there yet. */
    @Test
    void everyMemberIsAskedOnceHoweverCloselyBroadcastsFollowEachOther() throws Exception {
        open(4, 0);
        int rounds = 20_000;
        CompletableFuture<String> wrong = new CompletableFuture<>();
        loop.execute(() -> {
            String found = "";
            for (int round = 0; found.isEmpty() && (round < rounds || writers.size() == 1); round++) {
                int count = FanOut.WORTH_HELP + round % 100;
                AtomicIntegerArray asked = new AtomicIntegerArray(FanOut.WORTH_HELP + 100);
                loop.broadcast(Frame.text("x"), count, new DoorLoop.Members() {
                    @Override
                    public Socket recipient(int index) {
                        writers.add(Thread.currentThread().getName());
                        asked.incrementAndGet(index);
                        return null;
                    }

                    @Override
                    public void sent(int index) {}
                });
                for (int i = 0; i < asked.length(); i++) {
                    if (asked.get(i) != (i < count ? 1 : 0)) {
                        found = "round " + round + ": member " + i + " of " + count + " asked " + asked.get(i);
                    }
                }
            }
            wrong.complete(found);
        });
        assertThat(wrong.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aBroadcastAllocatesNothing() throws Exception {
        open(1, 20);
        Frame message = Frame.text("1");
        DoorLoop.Members everybody = new DoorLoop.Members() {
            @Override
            public Socket recipient(int index) {
                return sockets.get(index);
            }

            @Override
            public void sent(int index) {}
        };
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        CompletableFuture<Long> least = new CompletableFuture<>();
        loop.execute(() -> {
            long smallest = Long.MAX_VALUE;
            for (int i = 0; i < 50; i++) { // the first ones load classes
                long before = threads.getCurrentThreadAllocatedBytes();
                loop.broadcast(message, sockets.size(), everybody);
                smallest = Math.min(smallest, threads.getCurrentThreadAllocatedBytes() - before);
            }
            least.complete(smallest);
        });
        assertThat(least.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void helpersTakeAPartOfAManyAndAreGoneWithTheDoor() throws Exception {
        open(2, MANY);
        // A round in which the helper is not awake in time is no fault; that it never is would be.
        TestDoor.until("the helper has helped", () -> {
            try {
                broadcast(Frame.text("x"), index -> true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return writers.contains("door-helper-1");
        });
        assertThat(writers).isSubsetOf("door", "door-helper-1");
        door.close();
        TestDoor.until("the helper has ended", () -> helpersAlive() == 0);
    }

    @Test
    void givenASystemWithoutAThreadToSpareThenEveryMemberIsAskedAllTheSame() {
        int[] asked = new int[MANY];
        DoorLoop.Members members = new DoorLoop.Members() {
            @Override
            public Socket recipient(int index) {
                asked[index]++;
                return null;
            }

            @Override
            public void sent(int index) {}
        };
        List<Throwable> failures = new ArrayList<>();
        try (FanOut fanOut = new FanOut(2, failures::add, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        })) {
            fanOut.broadcast(Frame.text("1"), MANY, members);
            fanOut.broadcast(Frame.text("0"), MANY, members);
        }
        assertThat(asked).containsOnly(2);
        assertThat(failures).isEmpty();
    }

    @Test
    void aHomeWithFewBoardsHasNoHelpers() throws Exception {
        open(2, 3);
        broadcast(Frame.text("x"), index -> true);
        assertThat(helpersAlive()).isZero();
        assertThat(writers).containsExactly("door");
    }

    private static long helpersAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("door-helper"))
                .count();
    }

    @Test
    void whoIsLeftOutIsNotToldAndNotSent() throws Exception {
        open(2, MANY);
        int[] sent = broadcast(Frame.text("even"), index -> index % 2 == 0);
        broadcast(Frame.text("all"), index -> true);
        for (int i = 0; i < MANY; i++) {
            assertThat(sent[i]).isEqualTo(i % 2 == 0 ? 1 : 0);
            if (i % 2 == 0) {
                assertThat(peers.get(i).hear()).isEqualTo("even");
            }
            assertThat(peers.get(i).hear()).isEqualTo("all");
        }
    }

    @Test
    void aMemberThatThrowsCostsNobodyElseTheMessage() throws Exception {
        open(2, MANY);
        int[] sent = broadcast(Frame.text("x"), index -> {
            if (index == 7 || index == MANY - 1) {
                throw new IllegalStateException("member " + index);
            }
            return true;
        });
        for (int i = 0; i < MANY; i++) {
            boolean failed = i == 7 || i == MANY - 1;
            assertThat(sent[i]).isEqualTo(failed ? 0 : 1);
            if (!failed) {
                assertThat(peers.get(i).hear()).isEqualTo("x");
            }
        }
        assertThat(door.counts().handlerErrors()).isEqualTo(2);
        assertThat(door.deaths()).isEmpty();
    }

    @Test
    void aPeerThatIsGoneCostsNobodyElseTheMessage() throws Exception {
        open(2, MANY);
        peers.get(5).raw().reset();
        broadcast(Frame.text("a"), index -> true);
        broadcast(Frame.text("b"), index -> true);
        for (int i = 0; i < MANY; i++) {
            if (i != 5) {
                assertThat(peers.get(i).hear()).isEqualTo("a");
                assertThat(peers.get(i).hear()).isEqualTo("b");
            }
        }
        TestDoor.until("it is noticed", () -> door.counts().open() == MANY - 1);
    }

    /** The kernel takes as much of a message as it has room for: what it left comes behind, whole and in order. */
    @Test
    void aPeerThatReadsSlowlyGetsWholeMessages() throws Exception {
        open(2, MANY);
        Set<Integer> slow = new HashSet<>(Set.of(0, 77, MANY - 1));
        int rounds = 0;
        while (!fullOnes().containsAll(slow)) {
            String text = rounds++ + " " + "x".repeat(900);
            broadcast(
                    Frame.text(text),
                    index -> slow.contains(index) && !sockets.get(index).full());
        }
        int most = rounds;
        broadcast(Frame.text("last"), index -> true);
        for (int i = 0; i < MANY; i++) {
            String heard = peers.get(i).hear();
            int messages = 0;
            while (!heard.equals("last")) {
                assertThat(heard).isEqualTo(messages++ + " " + "x".repeat(900));
                heard = peers.get(i).hear();
            }
            assertThat(messages).isLessThanOrEqualTo(most);
            assertThat(messages > 0).isEqualTo(slow.contains(i));
        }
    }

    /** Indices of sockets that have something waiting, asked on the loop. */
    private Set<Integer> fullOnes() throws InterruptedException {
        Set<Integer> full = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            for (int i = 0; i < sockets.size(); i++) {
                if (sockets.get(i).full()) {
                    full.add(i);
                }
            }
            done.countDown();
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        return full;
    }
}
