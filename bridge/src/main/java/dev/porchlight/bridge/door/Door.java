package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one port. Opens it, runs its loop on one thread named {@code door}, and closes it with every peer told. The public
 * methods are safe from every thread; {@link #close} from every thread but the loop's own, which it would wait for.
 */
public final class Door implements AutoCloseable {

    private static final Log LOG = Log.of("door");
    private static final long LAST_TURN_MILLIS = 1_000;

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
     * @param bind port 0 for any that is free
     * @param routes complete: nothing is added to them from here on
     * @param onDeath told once if the loop dies; the process should end then
     * @throws java.net.BindException when the address is in use or not ours, with the operating system's reason
     * @throws IOException when it cannot be bound otherwise
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
            Loop loop = new Loop(counts, limits.fanOutThreads(), onDeath);
            HttpDate date = new HttpDate(Clock.systemUTC());
            Wiring wiring = new Wiring(
                    loop,
                    limits,
                    routes,
                    clientAddress,
                    counts,
                    new FrameCodec(),
                    new NanoCodec(date),
                    date,
                    new MinuteAllowance(1),
                    new Budget(limits.bufferBytes(), counts),
                    new PerAddress(limits.connectionsPerAddress()),
                    new Semaphore(Exchange.FORMATTING));
            Acceptor acceptor = new Acceptor(wiring, server);
            routes.endpoints().forEach(endpoint -> endpoint.attach(loop));
            InetSocketAddress bound = (InetSocketAddress) server.getLocalAddress();
            LOG.info("limits", limits.asPairs());
            LOG.info("listening", "address", bound.getAddress().getHostAddress() + ":" + bound.getPort());
            loop.start();
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

    /**
     * Runs a task on the loop soon; never waits. For endpoints whose news comes from another thread. A task that throws is
     * logged and counted; after the end of the door tasks are dropped.
     */
    public void onLoop(Runnable task) {
        loop.execute(task);
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
        if (!loop.isAlive()) {
            return; // it died, and took its sockets with it
        }
        CountDownLatch empty = new CountDownLatch(1);
        loop.execute(() -> tellEveryone(empty));
        try {
            boolean allGone = empty.await(limits.stopTime().toNanos(), TimeUnit.NANOSECONDS);
            LOG.info("door_closed", "left_open", allGone ? 0 : counts.open());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.execute(() -> connections().forEach(connection -> connection.close("stopped")));
        loop.stop();
        joinLoop();
    }

    private void joinLoop() {
        try {
            if (!loop.join(LAST_TURN_MILLIS)) {
                LOG.warn("door_loop_still_busy", "for", busyFor());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellEveryone(CountDownLatch empty) {
        acceptor.stop(empty::countDown);
        connections().forEach(Connection::stopping);
    }

    private List<Connection> connections() {
        List<Connection> connections = new ArrayList<>();
        for (SelectionKey key : loop.selector().keys()) {
            if (key.attachment() instanceof Connection connection) {
                connections.add(connection);
            }
        }
        return connections;
    }
}
