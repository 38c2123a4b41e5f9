package dev.porchlight.sim.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The port. Accepts on a virtual thread; thread-safe.
 *
 * <p>Invariant: at most {@value #WAITING} connections wait. One that came before the check and has waited too long is reset
 * when the check begins: stock boards give up after 5 s, so nobody may be there any more.
 */
final class Entrance implements AutoCloseable {
    private static final int WAITING = 4;
    private static final int BACKLOG = 50;
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final ServerSocket server = new ServerSocket();
    private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(WAITING);
    private InetAddress board;
    private String turnedAway = "";

    private record Arrival(Socket socket, long at) {
        boolean isStale() {
            boolean stale = System.nanoTime() - at > FRESH.toNanos();
            if (stale) {
                reset(socket);
            }
            return stale;
        }
    }

    Entrance(InetSocketAddress address) throws IOException {
        server.setReuseAddress(true);
        try {
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Thread.ofVirtual().name("check-board-accept").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                admit(server.accept());
            } catch (IOException e) {
                // Closed, or one board went away while it was being accepted.
            }
        }
    }

    private synchronized void admit(Socket socket) {
        boolean stranger = board != null && !board.equals(socket.getInetAddress());
        if (stranger) {
            turnedAway = socket.getInetAddress().getHostAddress();
        }
        if (stranger || !waiting.offer(new Arrival(socket, System.nanoTime()))) {
            reset(socket);
        }
    }

    /** A check begins: the first to come is its board. */
    synchronized void open() {
        waiting.removeIf(Arrival::isStale);
        board = null;
        turnedAway = "";
    }

    /** The check is over. */
    synchronized void shut() {
        board = null;
        for (Arrival arrival = waiting.poll(); arrival != null; arrival = waiting.poll()) {
            reset(arrival.socket());
        }
    }

    /** The board's next connection; null when none comes in time. */
    Socket next(Duration patience) throws InterruptedException {
        Arrival arrival = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (arrival == null) {
            return null;
        }
        synchronized (this) {
            board = arrival.socket().getInetAddress();
        }
        return arrival.socket();
    }

    /** Who came was no board; the next to come is. */
    synchronized void forgetBoard() {
        board = null;
    }

    /** The address of the board of this check; "" while none has come. */
    synchronized String board() {
        return board == null ? "" : board.getHostAddress();
    }

    boolean somebodyWaits() {
        return !waiting.isEmpty();
    }

    /** The address of another board that came during this check; "" when none did. */
    synchronized String turnedAway() {
        return turnedAway;
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        shut();
        try {
            server.close();
        } catch (IOException e) {
            // It no longer listens, which is all that was wanted.
        }
    }
}
