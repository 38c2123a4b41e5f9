package dev.porchlight.sim.discord;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One accepted TCP connection and its end, which a thread that leaves the socket alone can wait for. Thread-safe.
 *
 * <p>Invariant: the latch is open exactly when this side has closed the socket.
 */
final class Line {
    private final Socket socket;
    private final CountDownLatch closed = new CountDownLatch(1);

    Line(Socket socket) {
        this.socket = socket;
    }

    Socket socket() {
        return socket;
    }

    /** Ends the TCP connection without a word. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is closed.
        }
        closed.countDown();
    }

    /** Ends it by a reset, so that the peer notices at once and whatever is under way is lost. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed already.
        }
        cut();
    }

    /** Leaves the socket alone, open and unread, until somebody cuts it. */
    void awaitClosed() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("cut while it was silent");
    }

    /** Waits that long, or shorter when the line is cut meanwhile: false then. */
    boolean stillOpenAfter(Duration delay) {
        try {
            return !closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
