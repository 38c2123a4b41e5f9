package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server with boards, seen from outside: a bridge or the floor. The measuring thread only. */
interface Subject extends AutoCloseable {
    /** As the figures call this side. */
    String name();

    InetSocketAddress address();

    Child process();

    /** Makes the value that all boards have this one, and returns without waiting for them. */
    void tell(boolean on) throws IOException;

    /** When the change that was told last left for the server; {@link System#nanoTime()}. Asked after boards have it. */
    long toldAt();

    /** Has to be called once after each change, when boards have it. */
    void settle() throws IOException;

    @Override
    void close() throws IOException;
}
