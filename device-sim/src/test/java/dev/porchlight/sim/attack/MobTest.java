package dev.porchlight.sim.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MobTest {
    @Test
    void isBoundedInNumberAndTimeAndCountsWhatItDid() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUpOnEveryone(server, accepted));
            Mob mob = new Mob(
                    new Target(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), "t"), 1);
            long began = System.nanoTime();

            mob.run(5, 20, TimeUnit.SECONDS.toNanos(1));

            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(8));
            assertThat(accepted).hasPositiveValue();
            // A server that hangs up on everyone breaks no promise: it sheds.
            assertThat(mob.tallies())
                    .hasSizeGreaterThan(20)
                    .allMatch(line -> line.split("\t", -1)[4].equals("0"), "nothing wrong")
                    .anyMatch(line -> !line.split("\t", -1)[3].equals("0"));
        }
    }

    private static void hangUpOnEveryone(ServerSocket server, AtomicInteger accepted) {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                socket.close();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}
