package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks a bridge every half second whether it is well, and looks at what it costs. One thread of its own. */
final class Watch implements AutoCloseable {
    private static final int EVERY_MILLIS = 500;

    private final Room room;
    private final Target target;
    private final Thread thread;
    private final Samples healthMillis = new Samples();
    private final Samples descriptors = new Samples();
    private final Samples rssKb = new Samples();
    private int unwell;
    private String firstUnwell = "";
    private volatile boolean over;

    Watch(Room room) {
        this.room = room;
        this.target = new Target(room.address(), "");
        this.thread = Thread.ofPlatform().daemon().name("watch").start(this::run);
    }

    private void run() {
        try {
            while (!over) {
                look();
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long before = System.nanoTime();
        try (Peer peer = target.connect(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0)) {
            peer.send("GET /healthz HTTP/1.1\r\nHost: " + target.host() + "\r\nConnection: close\r\n\r\n");
            String head = peer.head();
            if (!head.startsWith("HTTP/1.1 200 ")) {
                unwell(head.isEmpty() ? "closed without an answer" : Peer.firstLine(head));
            }
            healthMillis.add((System.nanoTime() - before) / 1e6);
        } catch (IOException | Unexpected e) {
            unwell(e.getMessage());
        }
        descriptors.add(descriptors(room.process().pid()));
        rssKb.add(room.process().rssKb());
    }

    private void unwell(String why) {
        unwell++;
        if (firstUnwell.isEmpty()) {
            firstUnwell = why;
        }
    }

    /** Stops looking; what it has seen may be asked from here on. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Samples healthMillis() {
        return healthMillis;
    }

    int unwell() {
        return unwell;
    }

    String firstUnwell() {
        return firstUnwell;
    }

    Samples descriptors() {
        return descriptors;
    }

    Samples rssKb() {
        return rssKb;
    }

    /** Open files of a process; NaN where that is not told. */
    static double descriptors(long pid) {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return all.count();
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
    }

    /** One value from /metrics; NaN when it is not there. */
    static double metric(Room room, String name) {
        return metrics(room)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    static String metrics(Room room) {
        Target target = new Target(room.address(), "");
        try (Peer peer = target.connect(new Random(1))) {
            peer.send("GET /metrics HTTP/1.1\r\nHost: " + target.host() + "\r\nConnection: close\r\n\r\n");
            return peer.rest(200_000);
        } catch (IOException e) {
            throw new UncheckedIOException("no /metrics from the bridge", e);
        }
    }
}
