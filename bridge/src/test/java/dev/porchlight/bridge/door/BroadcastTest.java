package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One frame for many sockets: made once, and next to nothing is allocated to send it to one more. */
class BroadcastTest {

    private static final int BOARDS = 200;
    private static final int ROUNDS = 100;
    private static final int BYTES_EACH = 160; // two small objects

    @Test
    void sendingASharedFrameAllocatesNextToNothing() throws Exception {
        List<Socket> sockets = new CopyOnWriteArrayList<>();
        TestEndpoint endpoint = new TestEndpoint(TestEndpoint.limits(100), () -> new RecordingHandler() {
            @Override
            protected void on(Socket socket, String call) {
                if (call.equals("opened")) {
                    sockets.add(socket);
                }
            }
        });
        List<RawWebSocket> peers = new ArrayList<>();
        try (TestDoor door =
                TestDoor.open(new TestLimits().stopTime(1).build(), new Routes().webSocket("/ws", endpoint))) {
            for (int i = 0; i < BOARDS; i++) {
                peers.add(door.webSocket("/ws"));
            }
            TestDoor.until("all are in", () -> sockets.size() == BOARDS);
            Frame frame = Frame.text("1");
            List<Socket> all = List.copyOf(sockets);
            AtomicLong allocated = new AtomicLong();
            CountDownLatch done = new CountDownLatch(1);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            door.door().onLoop(() -> {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int round = 0; round < ROUNDS; round++) {
                    for (Socket socket : all) {
                        socket.send(frame);
                    }
                }
                allocated.set(threads.getCurrentThreadAllocatedBytes() - before);
                done.countDown();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(allocated.get() / (BOARDS * ROUNDS)).as("bytes a socket").isLessThan(BYTES_EACH);
            for (RawWebSocket peer : peers) {
                for (int round = 0; round < ROUNDS; round++) {
                    assertThat(peer.hear()).isEqualTo("1");
                }
            }
        } finally {
            for (RawWebSocket peer : peers) {
                peer.close();
            }
        }
    }
}
