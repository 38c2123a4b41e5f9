package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * One request being answered on a virtual thread of its own. What it writes goes to the loop in pieces of at most
 * {@value #PIECE_BYTES} bytes, and the next one waits until the kernel has taken the last: an answer never piles up in
 * memory, however large it is and however slowly it is read.
 */
final class Exchange extends OutputStream {

    /** Told on the loop when the whole answer is with the kernel. */
    @FunctionalInterface
    interface Done {
        void answered(boolean keepAlive);
    }

    private static final Log LOG = Log.of("door");
    private static final int PIECE_BYTES = 16 * 1024;

    private final Wiring wiring;
    private final Connection connection;
    private final Request request;
    private final byte[] message;
    private final Handler handler;
    private final Semaphore taken = new Semaphore(0);
    private byte[] piece = new byte[512]; // virtual thread only
    private int filled;
    private volatile boolean abandoned;
    private boolean finished; // loop only, like all below
    private boolean keepAlive;
    private Done done;

    Exchange(Wiring wiring, Connection connection, Request request, byte[] message, Handler handler) {
        this.wiring = wiring;
        this.connection = connection;
        this.request = request;
        this.message = message;
        this.handler = handler;
    }

    void start(Done whenDone) {
        done = whenDone;
        Thread.ofVirtual().name("http").start(this::run);
    }

    private void run() {
        boolean keep = false;
        try {
            boolean headRequest = request.method().equals("HEAD");
            keep = wiring.http().execute(message, this, this::respond, headRequest);
        } catch (IOException e) {
            LOG.debug("exchange_cut", "reason", e.getMessage());
        } catch (RuntimeException | Error e) {
            wiring.counts().handlerErrors.increment();
            LOG.error("exchange_failed", e, "path", request.path());
        }
        ByteBuffer last = ByteBuffer.wrap(piece, 0, filled);
        boolean keepOpen = keep;
        wiring.loop().post(() -> finish(last, keepOpen));
    }

    private Answer respond() {
        try {
            return handler.handle(request);
        } catch (Exception | Error e) {
            wiring.counts().handlerErrors.increment();
            LOG.error("handler_failed", e, "path", request.path());
            return wiring.routes()
                    .errorsFor(request.path())
                    .write(500, "internal_error", "The bridge failed here; its log says why");
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == PIECE_BYTES) {
                handOver();
            }
            if (filled == piece.length) {
                piece = Arrays.copyOf(piece, Math.min(PIECE_BYTES, 2 * piece.length));
            }
            int now = Math.min(left, piece.length - filled);
            System.arraycopy(bytes, at, piece, filled, now);
            filled += now;
            at += now;
            left -= now;
        }
    }

    private void handOver() throws IOException {
        ByteBuffer full = ByteBuffer.wrap(piece, 0, filled);
        piece = new byte[PIECE_BYTES];
        filled = 0;
        wiring.loop().post(() -> send(full));
        try {
            taken.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the peer reads");
        }
        if (abandoned) {
            throw new IOException("the peer is gone");
        }
    }

    private void send(ByteBuffer bytes) {
        connection.write(bytes);
        if (connection.full()) {
            connection.deadline(wiring.limits().answerTime());
        } else {
            taken.release();
        }
    }

    private void finish(ByteBuffer last, boolean keep) {
        if (!connection.isOpen()) {
            return;
        }
        finished = true;
        keepAlive = keep;
        connection.write(last);
        if (connection.full()) {
            connection.deadline(wiring.limits().answerTime());
        } else if (connection.isOpen()) {
            done.answered(keepAlive);
        }
    }

    /** The kernel has taken everything. Loop only. */
    void drained() {
        if (finished) {
            done.answered(keepAlive);
        } else {
            connection.deadline(wiring.limits().exchangeTime());
            taken.release();
        }
    }

    /** The connection is gone: lets a waiting writer go. Loop only. */
    void abandon() {
        abandoned = true;
        taken.release();
    }
}
