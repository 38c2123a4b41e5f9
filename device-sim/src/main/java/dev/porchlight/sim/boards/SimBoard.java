package dev.porchlight.sim.boards;

import dev.porchlight.sim.DeadlineMissed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One board as a person with a serial console sees it: its LED, what it received, how often it connected.
 *
 * <p>Thread-safe; the boards' thread writes, anybody reads. A fault is in force when its method returns. The LED keeps its level when the socket is lost, as the stock
 * firmware leaves it. Every {@code await} throws {@link DeadlineMissed} when time is up.
 */
public final class SimBoard implements AutoCloseable {
    private static final int TRANSCRIPT = 256;

    private final Profile profile;
    private final int number;
    private final LightListener listener;
    private final Deque<String> received = new ArrayDeque<>();
    private BoardLink link;
    private boolean lit;
    private boolean authorised;
    private int connects;
    private int noauths;
    private String lastDrop = "never connected";
    private InetSocketAddress local;

    SimBoard(Profile profile, int number, LightListener listener) {
        this.profile = profile;
        this.number = number;
        this.listener = listener;
    }

    synchronized void plug(BoardLink newLink) {
        link = newLink;
    }

    public Profile profile() {
        return profile;
    }

    /** Which one it is among its {@link SimBoards}, from 1. */
    public int number() {
        return number;
    }

    /** Whether the LED is on. */
    public synchronized boolean lit() {
        return lit;
    }

    /** Whether the server has said {@code OK} on the connection there is now. */
    public synchronized boolean authorised() {
        return authorised;
    }

    /** The text messages received, trimmed, oldest first; the newest {@value #TRANSCRIPT}, over all connections. */
    public synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** How often a WebSocket was established. */
    public synchronized int connects() {
        return connects;
    }

    /** How often the server said {@code NOAUTH}, over all connections. */
    public synchronized int noauths() {
        return noauths;
    }

    /** Why the last connection ended, or the last attempt failed, in words. */
    public synchronized String lastDrop() {
        return lastDrop;
    }

    /** Where this board's connection comes from; empty while it has none. */
    public synchronized Optional<InetSocketAddress> localAddress() {
        return Optional.ofNullable(local);
    }

    public void awaitLit(boolean on, Duration deadline) {
        await("LED " + (on ? "on" : "off"), deadline, () -> lit == on);
    }

    public void awaitAuthorised(Duration deadline) {
        await("OK", deadline, () -> authorised);
    }

    /** Waits until the connection there was is gone, or at least no longer authorised. */
    public void awaitUnauthorised(Duration deadline) {
        await("loss of the connection", deadline, () -> !authorised);
    }

    /** Waits until n WebSockets were established, counted since the board was added. */
    public void awaitConnects(int n, Duration deadline) {
        await(n + " connections", deadline, () -> connects >= n);
    }

    /** Waits until n {@code NOAUTH}s came, counted since the board was added. */
    public void awaitNoauths(int n, Duration deadline) {
        await(n + " NOAUTHs", deadline, () -> noauths >= n);
    }

    /** Waits until that text is among {@link #received}. */
    public void awaitReceived(String text, Duration deadline) {
        await("message " + text, deadline, () -> received.contains(text));
    }

    /** A slow reader: with true it takes nothing off its socket until called with false. */
    public void stopReading(boolean stop) {
        onLoop(() -> link.stopReading(stop));
    }

    /** With true, pings of the server stay unanswered. */
    public void stopAnsweringPings(boolean stop) {
        onLoop(() -> link.stopAnsweringPings(stop));
    }

    /** With true it reconnects as stock firmware does, every 5 ms, whatever {@link Timing} says. */
    public void stockStorm(boolean storm) {
        onLoop(() -> link.stockStorm(storm));
    }

    /** Loses the TCP connection, and reconnects as ever. */
    public void cut() {
        onLoop(() -> link.drop("cut"));
    }

    /** Switches the board off for good: the TCP connection is dropped, the LED goes dark without telling anyone. */
    @Override
    public void close() {
        onLoop(link::close);
    }

    private void onLoop(Runnable task) {
        link.call(task);
    }

    // From here on: what the boards' thread reports.

    synchronized void connected(InetSocketAddress from) {
        connects++;
        local = from;
        notifyAll();
    }

    synchronized void dropped(String why) {
        authorised = false;
        local = null;
        lastDrop = why;
        notifyAll();
    }

    /**
     * Does what the firmware does with a text message: OK, NOAUTH, 1 and 0 mean something, the rest nothing. The listeners
     * are told under the lock, so that whoever sees the LED change knows that they have been.
     */
    synchronized void text(String text) {
        if (received.size() == TRANSCRIPT) {
            received.removeFirst();
        }
        received.addLast(text);
        switch (text) {
            case "OK" -> authorised = true;
            case "NOAUTH" -> noauths++;
            case "1", "0" -> led(text.equals("1"));
            default -> {}
        }
        notifyAll();
    }

    private void led(boolean on) {
        if (lit != on) {
            lit = on;
            listener.light(this, on);
        }
    }

    synchronized void switchedOff() {
        lit = false;
        dropped("switched off");
    }

    private synchronized void await(String what, Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (!condition.getAsBoolean()) {
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
