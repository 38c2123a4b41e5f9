package dev.porchlight.sim.discord;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The one port, REST and gateway alike: accepts on a virtual thread and gives every connection another.
 *
 * <p>Invariant: while it refuses, no socket it accepted is open.
 */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final Duration GOES_WITHIN = Duration.ofSeconds(1);

    private final Supplier<World> world;
    private final Options options;
    private final ServerSocket server;
    private final Set<Line> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor =
            Thread.ofVirtual().name("sim-discord-accept").unstarted(this::accept);
    private volatile boolean refusing;

    /** @param world asked anew for every connection, since a reset puts another in its place */
    Listener(Supplier<World> world, Options options) throws IOException {
        this.world = world;
        this.options = options;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    void start() {
        acceptor.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void refuse(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            cutAll();
        }
    }

    /** Resets every connection, so that the peers notice at once. */
    void cutAll() {
        List.copyOf(open).forEach(Line::reset);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Line line = new Line(server.accept());
                open.add(line);
                if (refusing || open.size() > options.maxConnections()) {
                    line.reset();
                    open.remove(line);
                    continue;
                }
                Thread.ofVirtual().name("sim-discord-connection").start(() -> serve(line));
            } catch (IOException e) {
                // Closed, or one client went away while it was being accepted.
            }
        }
    }

    private void serve(Line line) {
        World now = world.get();
        try {
            line.socket().setTcpNoDelay(true);
            if (now.gatewayFaults.isSilent()) {
                line.awaitClosed();
            }
            new HttpConnection(now, options, line).serve();
        } catch (IOException e) {
            // The client left in the middle of a sentence.
        } finally {
            line.cut();
            open.remove(line);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It no longer listens, which is all that was wanted.
        }
        cutAll();
        try {
            // The JDK gives the port back when the thread that accepts has let go of it.
            acceptor.join(GOES_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
