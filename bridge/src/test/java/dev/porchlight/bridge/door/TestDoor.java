package dev.porchlight.bridge.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A door on a free port of 127.0.0.1. */
public final class TestDoor implements AutoCloseable {

    private final Door door;
    private final Queue<Throwable> deaths = new ConcurrentLinkedQueue<>();

    private TestDoor(DoorLimits limits, Routes routes, ClientAddress clientAddress) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        door = Door.open(anyPort, limits, routes, clientAddress, deaths::add);
    }

    public static TestDoor open(Routes routes) throws IOException {
        return open(new TestLimits().build(), routes);
    }

    public static TestDoor open(DoorLimits limits, Routes routes) throws IOException {
        return new TestDoor(limits, routes, ClientAddress.direct());
    }

    public static TestDoor open(DoorLimits limits, Routes routes, ClientAddress clientAddress) throws IOException {
        return new TestDoor(limits, routes, clientAddress);
    }

    public Door door() {
        return door;
    }

    public DoorCounts counts() {
        return door.counts();
    }

    public InetSocketAddress address() {
        return door.address();
    }

    public Queue<Throwable> deaths() {
        return deaths;
    }

    public RawClient client() throws IOException {
        return new RawClient(address());
    }

    public RawWebSocket webSocket(String target) throws IOException {
        return RawWebSocket.open(address(), target);
    }

    /** Waits for a condition that other threads bring about; fails after ten seconds. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within 10 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
