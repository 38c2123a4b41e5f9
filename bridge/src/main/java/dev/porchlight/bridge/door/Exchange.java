package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * One request being answered on a virtual thread of its own. What it writes goes to the loop in pieces of at most
 * {@value #PIECE_BYTES} bytes, and the next one waits until the kernel has taken the last: an answer never piles up in
 * memory, however large it is and however slowly it is read.
 *
 * <p>The stream's side belongs to the virtual thread, the rest to the loop. Once abandoned, an exchange touches its
 * connection no more; its thread ends with its next write, or when its handler returns.
 *
 * <p>What it holds is in an account of its own, since a handler works on when its peer has left. An answer of one piece needs
 * room for what the kernel does not take; a longer one for its body (once, when several send the same array) and
 * {@value #STREAM_BYTES} bytes, from its first piece to its last. Without that room it is answered 503 before anything of it
 * is on the wire.
 *
 * <p>NanoHTTPD and its buffers come in when the handler is done, for {@value #FORMATTING} answers at a time, until the loop
 * has made room for a long one or the thread has ended: a thousand clients that wait for one handler wait with
 * their requests in hand and no more.
 */
final class Exchange extends OutputStream {

    /** Told on the loop how it ended, unless it was abandoned. */
    interface Done {
        /** The whole answer is with the kernel. */
        void answered(boolean keepAlive);

        /** There is no room for the answer; nothing of it is written. */
        void noRoom();
    }

    /** Ends a handler's thread whose peer is gone. Unchecked: NanoHTTPD logs an IOException with its stack trace. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the peer is gone", null, false, false);
        }
    }

    static final int PIECE_BYTES = 16 * 1024;

    /** How many answers may be between their handler and the loop at a time. */
    static final int FORMATTING = 32;

    /** What a long answer costs beside its body: a piece, NanoHTTPD's buffers and writers, and a stack; measured. */
    static final int STREAM_BYTES = 80 * 1024;

    private static final Log LOG = Log.of("door");
    private static final int FIRST_BYTES = 512; // most answers are small
    private static final byte[] NOTHING = {};
    private static final Duration EARNED_BY_A_PIECE = Duration.ofSeconds(1);

    private final Wiring wiring;
    private final Connection connection;
    private final Request request;
    private final byte[] head;
    private final Handler handler;
    private final Done done;
    private final Budget.Separate account;
    private final Semaphore taken = new Semaphore(0);
    private byte[] piece = new byte[FIRST_BYTES]; // virtual thread only, like filled
    private int filled;
    private final long begunNanos = System.nanoTime();
    private volatile boolean abandoned; // set by the loop
    private volatile byte[] body = NOTHING; // of the answer, once there is one
    private volatile boolean formatting; // holds a permit: taken on the virtual thread, given back by the loop
    private boolean writing; // loop only, like all below
    private boolean waited;
    private boolean finished;
    private boolean keepAlive;
    private long takenBy;
    private byte[] sharedBody; // the one there is room held for

    /** Takes over what the request holds: {@code heldBytes}. */
    Exchange(
            Wiring wiring,
            Connection connection,
            Request request,
            byte[] head,
            int heldBytes,
            Handler handler,
            Done done) {
        this.wiring = wiring;
        this.connection = connection;
        this.request = request;
        this.head = head;
        this.handler = handler;
        this.done = done;
        this.account = wiring.budget().open();
        account.take(heldBytes);
    }

    void start() {
        wiring.counts().exchangesBegun.increment();
        Thread.ofVirtual().name("http").start(this::run);
    }

    private void run() {
        boolean keep = false;
        try {
            Answer answer = respond();
            wiring.formatting().acquireUninterruptibly();
            formatting = true;
            Answer due = made(answer);
            keep = wiring.http().execute(request.head(), head, this, () -> due);
        } catch (Abandoned e) {
            LOG.debug("exchange_abandoned", "path", request.path());
        } catch (IOException | RuntimeException | Error e) {
            wiring.counts().handlerErrors.increment();
            LOG.error("exchange_failed", e, "path", request.path());
        }
        ByteBuffer last = ByteBuffer.wrap(piece, 0, filled);
        boolean keepOpen = keep;
        wiring.loop().execute(() -> finish(last, keepOpen));
    }

    private Answer respond() {
        try {
            Answer answer = handler.handle(request);
            if (answer != null) {
                return answer;
            }
            LOG.error("handler_answered_null", "path", request.path());
        } catch (Exception | Error e) {
            LOG.error("handler_failed", e, "path", request.path());
        }
        return handlerFailed();
    }

    private Answer made(Answer answer) {
        if (abandoned) {
            throw new Abandoned();
        }
        Answer due;
        try {
            due = answer.made();
        } catch (Exception | Error e) {
            LOG.error("handler_failed", e, "path", request.path());
            due = handlerFailed();
        }
        body = due.body();
        return due;
    }

    private Answer handlerFailed() {
        wiring.counts().handlerErrors.increment();
        return wiring.routes().error(request.path(), Refusal.handlerFailed());
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == PIECE_BYTES) {
                handOver();
            }
            if (filled == piece.length) {
                piece = Arrays.copyOf(piece, Math.min(PIECE_BYTES, Math.max(filled + left, 2 * filled)));
            }
            int now = Math.min(left, piece.length - filled);
            System.arraycopy(bytes, at, piece, filled, now);
            filled += now;
            at += now;
            left -= now;
        }
    }

    private void handOver() {
        ByteBuffer full = ByteBuffer.wrap(piece, 0, filled);
        piece = NOTHING; // none is held while this thread waits
        filled = 0;
        wiring.loop().execute(() -> send(full));
        taken.acquireUninterruptibly(); // abandon() lets go of it, come what may
        if (abandoned) {
            throw new Abandoned();
        }
    }

    private void send(ByteBuffer bytes) {
        if (abandoned) {
            return;
        }
        if (!writing && !reserve()) {
            done.noRoom();
            return;
        }
        formatted();
        toPeer(bytes);
        if (!connection.full()) {
            taken.release();
        }
    }

    /** Somebody else may format: what is left of this answer is accounted for, or its thread has ended. */
    private void formatted() {
        if (formatting) {
            formatting = false;
            wiring.formatting().release();
        }
    }

    /** Room for a long answer, held until the last of it is with the kernel. */
    private boolean reserve() {
        if (!account.reserve(STREAM_BYTES) || !wiring.budget().reserveShared(body)) {
            return false;
        }
        sharedBody = body;
        connection.prepaid(true);
        return true;
    }

    /** Nothing is held any more; the second and later calls do nothing. */
    private void release() {
        account.close();
        if (sharedBody != null) {
            wiring.budget().releaseShared(sharedBody);
            sharedBody = null;
            connection.prepaid(false);
        }
    }

    /**
     * What fits into the kernel's buffers is no merit of the peer's: its time begins when they are full, and from then on
     * a piece that goes in is one that has come out at its end.
     */
    private void toPeer(ByteBuffer bytes) {
        writing = true;
        long now = System.nanoTime();
        connection.write(bytes);
        if (waited) {
            takenBy += EARNED_BY_A_PIECE.toNanos();
        } else if (connection.full()) {
            waited = true;
            takenBy = now + wiring.limits().answerTime().toNanos();
        }
        if (waited) {
            connection.deadline(Duration.ofNanos(takenBy - now));
        }
    }

    private void finish(ByteBuffer last, boolean keep) {
        wiring.counts().exchangesEnded.increment();
        formatted();
        finished = true;
        keepAlive = keep;
        if (abandoned) {
            release();
        } else if (!writing && !connection.hasRoomFor(last.remaining())) {
            done.noRoom();
        } else {
            toPeer(last);
            if (!connection.full()) {
                answered();
            }
        }
    }

    private void answered() {
        release();
        wiring.counts().answeredIn(System.nanoTime() - begunNanos);
        done.answered(keepAlive);
    }

    /** The kernel has taken everything. Loop only. */
    void drained() {
        if (finished) {
            answered();
        } else {
            taken.release();
        }
    }

    /** Whether part of the answer may be with the peer. Loop only. */
    boolean isWriting() {
        return writing;
    }

    /** The answer is not wanted any more: lets a waiting writer go. Loop only. */
    void abandon() {
        abandoned = true;
        taken.release();
        if (finished) {
            release();
        }
    }
}
