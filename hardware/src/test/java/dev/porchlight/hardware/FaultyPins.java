package dev.porchlight.hardware;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Memory pins of which some do not work: broken ones throw, one kills, one never comes back. */
final class FaultyPins implements PinDriver {

    final MemoryPins memory = new MemoryPins();
    final Set<Pin> broken = ConcurrentHashMap.newKeySet();
    final AtomicReference<Pin> deadly = new AtomicReference<>();
    final AtomicReference<Pin> stuck = new AtomicReference<>();
    final CountDownLatch inside = new CountDownLatch(1);
    final AtomicInteger refused = new AtomicInteger();

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String describe() {
        return name();
    }

    @Override
    public Line output(String name, Pin pin, int high) throws IOException {
        check(pin);
        Line line = memory.output(name, pin, high);
        return new Line() {
            @Override
            public void drive(int to) throws IOException {
                check(pin);
                line.drive(to);
            }

            @Override
            public void release() {
                line.release();
            }
        };
    }

    private void check(Pin pin) throws IOException {
        if (broken.contains(pin)) {
            refused.incrementAndGet();
            throw new IOException("no such device");
        }
        if (pin.equals(deadly.get())) {
            throw new StackOverflowError("injected");
        }
        if (pin.equals(stuck.get())) {
            inside.countDown();
            // A kernel that does not answer cannot be interrupted either.
            forever();
        }
    }

    @SuppressWarnings("InfiniteLoopStatement") // For as long as the test runs; the thread is a daemon.
    private static void forever() {
        while (true) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    @Override
    public Line pwm(String name, Pin pin, int high) throws IOException {
        return output(name, pin, high);
    }

    @Override
    public Contact input(String name, Pin pin, Pull pull, Runnable onEdge) {
        return memory.input(name, pin, pull, onEdge);
    }

    @Override
    public void close() {
        memory.close();
    }
}
