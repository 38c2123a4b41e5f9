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
 * <p>Invariant: at most {@value #WAITING} connections wait, and none while no check runs: a board that comes too early is
 * reset, so that it tries again instead of waiting for an answer.
 */
final class Entrance implements AutoCloseable {
    private static final int WAITING = 4;
    private static final int BACKLOG = 50;

    private final ServerSocket server = new ServerSocket();
    private final BlockingQueue<Socket> waiting = new ArrayBlockingQueue<>(WAITING);
    private InetAddress board;
    private boolean open;
    private String turnedAway = "";

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
        if (!open || stranger || !waiting.offer(socket)) {
            reset(socket);
        }
    }

    /** A check begins: the first to come is its board. */
    synchronized void open() {
        open = true;
        board = null;
        turnedAway = "";
    }

    /** The check is over. */
    synchronized void shut() {
        open = false;
        for (Socket socket = waiting.poll(); socket != null; socket = waiting.poll()) {
            reset(socket);
        }
    }

    /** The board's next connection; null when none comes in time. */
    Socket next(Duration patience) throws InterruptedException {
        Socket socket = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (socket != null) {
            synchronized (this) {
                board = socket.getInetAddress();
            }
        }
        return socket;
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
