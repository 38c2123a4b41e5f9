package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.sim.junit.Porchlight;
import dev.porchlight.sim.junit.RunningBridge;
import dev.porchlight.sim.junit.Simulated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The packaged jar with 32 MB of heap, all of them touched, while hostile peers send it a hundred megabytes: nothing of it
 * stays, neither on the heap nor beside it.
 */
@Simulated
class GarbageIsForgottenIT {

    private static final int MEGABYTE = 1024 * 1024;
    private static final long WARM_UP_BYTES = 10L * MEGABYTE;
    private static final long GARBAGE_BYTES = 100L * MEGABYTE;
    private static final long MAX_RSS_GROWTH_BYTES = 20L * MEGABYTE;
    private static final long MAX_LIVE_GROWTH_BYTES = 2L * MEGABYTE;
    private static final int PEERS = 8;
    private static final int DESCRIPTORS_TO_SPARE = 2; // of jcmd and the like

    private record Memory(long rssBytes, long liveBytes) {}

    @Test
    @Timeout(60)
    void aHundredMegabytesFromHostilePeersLeaveNothingBehind(
            @Porchlight(
                            jar = "target/porchlight.jar",
                            discord = false,
                            jvmFlags = {
                                "-Xms32m",
                                "-Xmx32m",
                                "-XX:+AlwaysPreTouch",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xss256k",
                                "-XX:+ExitOnOutOfMemoryError"
                            })
                    RunningBridge bridge)
            throws Exception {
        InetSocketAddress door = new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port());
        long quiet = descriptors(bridge);
        attack(door, WARM_UP_BYTES, 1);
        Memory before = settled(bridge, quiet);
        attack(door, GARBAGE_BYTES, 2);
        Memory after = settled(bridge, quiet);
        System.out.printf(
                "memory: rss %+d kB to %d kB, live heap %+d kB to %d kB%n",
                (after.rssBytes() - before.rssBytes()) / 1024,
                after.rssBytes() / 1024,
                (after.liveBytes() - before.liveBytes()) / 1024,
                after.liveBytes() / 1024);
        assertThat(after.rssBytes() - before.rssBytes()).as("growth of RSS").isLessThan(MAX_RSS_GROWTH_BYTES);
        assertThat(after.liveBytes() - before.liveBytes())
                .as("growth of the live heap")
                .isLessThan(MAX_LIVE_GROWTH_BYTES);
        try (RawClient client = new RawClient(door)) {
            client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    /** So many bytes, sent by a few peers at a time, each connection another attack. */
    private static void attack(InetSocketAddress door, long bytes, long seed) throws Exception {
        AtomicLong left = new AtomicLong(bytes);
        List<Callable<Void>> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            Random random = new Random(seed * 100 + i);
            peers.add(() -> {
                while (left.get() > 0) {
                    left.addAndGet(-once(door, random));
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(PEERS)) {
            for (Future<Void> peer : threads.invokeAll(peers)) {
                peer.get();
            }
        }
    }

    /** Returns how many bytes the kernel took of one attack. */
    private static long once(InetSocketAddress door, Random random) {
        byte[] garbage = garbage(random);
        long sent = 0;
        try (RawClient client = RawClient.withSmallWindow(door)) {
            for (int at = 0; at < garbage.length; at += 16 * 1024) {
                byte[] piece = Arrays.copyOfRange(garbage, at, Math.min(garbage.length, at + 16 * 1024));
                client.send(piece);
                sent += piece.length;
            }
            if (random.nextBoolean()) {
                client.halfClose().awaitGone();
            }
        } catch (IOException e) {
            // refused and reset: as it should be
        }
        return sent;
    }

    private static byte[] garbage(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] noise = new byte[32 * 1024 + random.nextInt(64 * 1024)];
        random.nextBytes(noise);
        switch (random.nextInt(7)) {
            case 0 -> {} // noise from the first byte on
            case 1 -> bytes.writeBytes(ascii("GET /" + "a".repeat(9_000)));
            case 2 -> bytes.writeBytes(ascii("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(2_000)));
            case 3 -> bytes.writeBytes(ascii("POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n"));
            case 4 -> bytes.writeBytes(ascii("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".repeat(500)));
            case 5 -> {
                bytes.writeBytes(ascii(RawWebSocket.handshake("/ws")));
                bytes.writeBytes(RawWebSocket.frame(true, RawWebSocket.TEXT, noise)); // over every cap
            }
            default -> {
                bytes.writeBytes(ascii(RawWebSocket.handshake("/ws")));
                for (int i = 0; i < 200; i++) {
                    bytes.writeBytes(RawWebSocket.frame(true, RawWebSocket.PING, Arrays.copyOf(noise, 125)));
                    bytes.writeBytes(RawWebSocket.frame(false, i == 0 ? RawWebSocket.TEXT : 0, new byte[0]));
                }
            }
        }
        bytes.writeBytes(noise);
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** When every connection is gone and the heap collected. */
    private static Memory settled(RunningBridge bridge, long quiet) throws Exception {
        Await.until("all peers are gone", () -> descriptors(bridge) <= quiet + DESCRIPTORS_TO_SPARE);
        long live = liveBytes(bridge);
        String status = Files.readString(Path.of("/proc", Long.toString(bridge.pid()), "status"));
        String rss =
                status.lines().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
        return new Memory(Long.parseLong(rss.replaceAll("[^0-9]", "")) * 1024, live);
    }

    private static long descriptors(RunningBridge bridge) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(bridge.pid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a class histogram counts, which is what is alive after a full collection. */
    private static long liveBytes(RunningBridge bridge) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(bridge.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(said).isZero();
        String total =
                said.lines().filter(l -> l.startsWith("Total")).findFirst().orElseThrow(() -> new AssertionError(said));
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }
}
