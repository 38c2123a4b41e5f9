package dev.porchlight.hardware;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Memory pins of which some do not work: broken ones throw, one kills, some do not come back before they are freed. */
final class FaultyPins implements PinDriver {

    final MemoryPins memory = new MemoryPins();
    final Set<Pin> broken = ConcurrentHashMap.newKeySet();
    final AtomicReference<Pin> deadly = new AtomicReference<>();
    final Set<Pin> stuck = ConcurrentHashMap.newKeySet();
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
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
        while (stuck.contains(pin)) {
            inside.countDown();
            // A kernel that does not answer cannot be interrupted either. The thread is a daemon.
            LockSupport.parkNanos(1_000_000);
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
        closed.countDown();
    }
}
