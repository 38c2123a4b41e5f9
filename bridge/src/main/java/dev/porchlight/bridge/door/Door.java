package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one port. Opens it, runs its loop on one thread named {@code door}, and closes it with every peer told. The public
 * methods are safe from every thread but the loop's own.
 */
public final class Door implements AutoCloseable {

    private static final Log LOG = Log.of("door");

    private final Loop loop;
    private final Acceptor acceptor;
    private final DoorLimits limits;
    private final DoorCounts counts;
    private final InetSocketAddress address;
    private boolean closed;

    private Door(Loop loop, Acceptor acceptor, DoorLimits limits, DoorCounts counts, InetSocketAddress address) {
        this.loop = loop;
        this.acceptor = acceptor;
        this.limits = limits;
        this.counts = counts;
        this.address = address;
    }

    /**
     * Binds the port and starts to serve.
     *
     * @param onDeath told once if the loop dies; the process should end then
     * @throws IOException when the address cannot be bound, with the operating system's reason
     */
    public static Door open(
            InetSocketAddress bind,
            DoorLimits limits,
            Routes routes,
            ClientAddress clientAddress,
            Consumer<Throwable> onDeath)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(bind, limits.backlog());
            server.configureBlocking(false);
            DoorCounts counts = new DoorCounts();
            Loop loop = new Loop(counts, onDeath);
            Wiring wiring = new Wiring(loop, limits, routes, clientAddress, counts, new FrameCodec(), new NanoCodec());
            Acceptor acceptor = new Acceptor(wiring, server);
            routes.endpoints().forEach(endpoint -> endpoint.attach(loop::post));
            loop.start();
            InetSocketAddress bound = (InetSocketAddress) server.getLocalAddress();
            return new Door(loop, acceptor, limits, counts, bound);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where it listens; with port 0 asked for, the port that was found. */
    public InetSocketAddress address() {
        return address;
    }

    /** What it has done so far. */
    public DoorCounts counts() {
        return counts;
    }

    /** Runs a task on the loop soon; never waits. For endpoints whose news comes from another thread. */
    public void onLoop(Runnable task) {
        loop.post(task);
    }

    /** How long the loop has been busy without a pause; a healthy one is far below a second. */
    public Duration busyFor() {
        return Duration.ofNanos(loop.busyNanos());
    }

    /** Stops accepting, tells every peer, waits at most {@link DoorLimits#stopTime()} for their goodbyes, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        loop.post(this::tellEveryone);
        try {
            long deadline = System.nanoTime() + limits.stopTime().toNanos();
            while (counts.open() > 0 && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            LOG.info("door_closed", "left_open", counts.open());
            loop.stop();
            if (!loop.join(1_000)) {
                LOG.warn("door_loop_still_busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            loop.stop();
        }
    }

    private void tellEveryone() {
        try {
            acceptor.stop();
        } catch (IOException e) {
            LOG.debug("close_failed", "reason", e.getMessage());
        }
        List<Connection> connections = new ArrayList<>();
        for (SelectionKey key : loop.selector().keys()) {
            if (key.attachment() instanceof Connection connection) {
                connections.add(connection);
            }
        }
        connections.forEach(Connection::stopping);
    }
}
