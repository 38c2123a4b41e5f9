package dev.porchlight.sim.boards;

import dev.porchlight.sim.DeadlineMissed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What there is to know about one board. The boards' thread writes, anybody reads and waits; every change wakes the waiting.
 *
 * <p>Thread-safe: all fields are guarded by this. Listeners are told under the lock, so that whoever sees a change knows that
 * they have been. Keeps the newest {@value #KEPT} messages and updates.
 */
final class BoardState {
    static final int KEPT = 256;

    private final SimBoard board;
    private final Profile profile;
    private final int number;
    private final BoardListener listener;
    private final LightListener lights;
    private final Deque<String> received = new ArrayDeque<>();
    private final Deque<Ota> otas = new ArrayDeque<>();
    boolean lit;
    boolean authorised;
    int attempts;
    int connects;
    long bytesRead;
    int noauths;
    String lastDrop = "never connected";
    InetSocketAddress local;
    private boolean off;

    BoardState(BoardView view, Profile profile, int number, BoardListener listener, LightListener lights) {
        this.board = (SimBoard) view;
        this.profile = profile;
        this.number = number;
        this.listener = listener;
        this.lights = lights;
    }

    Profile profile() {
        return profile;
    }

    int number() {
        return number;
    }

    synchronized List<String> received() {
        return List.copyOf(received);
    }

    synchronized List<Ota> otas() {
        return List.copyOf(otas);
    }

    synchronized void connecting() {
        attempts++;
        notifyAll();
    }

    synchronized void read(int bytes) {
        bytesRead += bytes;
        notifyAll();
    }

    synchronized void connected(InetSocketAddress from) {
        connects++;
        local = from;
        notifyAll();
    }

    synchronized void heard(String text) {
        keep(received, text);
        notifyAll();
    }

    synchronized void authorised(Duration sinceConnect) {
        if (!authorised) {
            authorised = true;
            listener.authorised(board, sinceConnect);
        }
        notifyAll();
    }

    synchronized void noauth() {
        noauths++;
        listener.noauth(board);
        notifyAll();
    }

    synchronized void ota(Ota ota) {
        keep(otas, ota);
        listener.ota(board, ota);
        notifyAll();
    }

    synchronized void value(boolean on) {
        led(on);
        listener.value(board, on);
    }

    synchronized void led(boolean on) {
        if (lit != on) {
            lit = on;
            lights.light(board, on);
        }
        notifyAll();
    }

    synchronized void dropped(DropReason reason, boolean wasOpen, String why) {
        boolean wasAuthorised = authorised;
        authorised = false;
        local = null;
        lastDrop = why;
        listener.dropped(board, reason, wasOpen, wasAuthorised, why);
        notifyAll();
    }

    /** Without telling anyone; once. */
    synchronized void switchedOff() {
        if (!off) {
            off = true;
            lit = false;
            authorised = false;
            local = null;
            lastDrop = "switched off";
            notifyAll();
        }
    }

    private static <T> void keep(Deque<T> newest, T item) {
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(item);
    }

    synchronized void await(String what, Duration deadline, Predicate<BoardState> condition) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (!condition.test(this)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new DeadlineMissed("no " + what + " within " + deadline.toMillis() + " ms: " + this);
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineMissed("interrupted while waiting for " + what + ": " + this);
        }
    }

    @Override
    public synchronized String toString() {
        return "%s #%d, LED %s, %s, connections %d, NOAUTHs %d, last end: %s, received %s"
                .formatted(
                        profile.label(),
                        number,
                        lit ? "on" : "off",
                        authorised ? "authorised" : "not authorised",
                        connects,
                        noauths,
                        lastDrop,
                        received);
    }
}
