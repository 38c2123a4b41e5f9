package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server with boards, seen from outside: the bridge or the floor. */
interface Subject extends AutoCloseable {
    InetSocketAddress address();

    Child process();

    /** Makes the value that all boards have this one, and returns without waiting for them. */
    void tell(boolean on) throws IOException;

    /** When the change that was told last left for the server; {@link System#nanoTime()}. Asked after boards have it. */
    long toldAt();

    @Override
    void close() throws IOException;
}
