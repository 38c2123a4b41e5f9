package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Makes fleets, all of one kind, so that every server of a run meets the same client. Immutable.
 *
 * @param tools the C fleet, when there is one
 * @param inFlight how many handshakes may be unanswered at a time
 */
public record Fleets(Optional<NativeTools> tools, int inFlight) {
    /** Boards in this JVM. */
    public static Fleets inJava(int inFlight) {
        return new Fleets(Optional.empty(), inFlight);
    }

    /** Boards that are not connected yet. */
    public Fleet open(InetSocketAddress server, int size) throws IOException {
        return open(server, "/ws", size);
    }

    /** Boards that ask for this path. */
    Fleet open(InetSocketAddress server, String path, int size) throws IOException {
        return tools.isPresent()
                ? new NativeFleet(tools.get(), server, path, Setup.TOKEN, size, inFlight)
                : new JavaFleet(server, path, Setup.TOKEN, size, inFlight);
    }
}
