package dev.porchlight.sim.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The server under attack, as one attack sees it: opens connections to it from addresses of 127.0.0.0/8, and remembers them
 * so that all can be closed at once. Thread-safe.
 */
final class Target {
    private final InetSocketAddress server;
    private final String token;
    private final List<Peer> peers = new ArrayList<>();
    private boolean over;
    private int opened;
    private volatile long lastNanos = Long.MAX_VALUE;

    /** @param token what boards say hello with; only board-like attacks use it */
    Target(InetSocketAddress server, String token) {
        if (!server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("only loopback is ever attacked, not " + server);
        }
        this.server = server;
        this.token = token;
    }

    Target again() {
        return new Target(server, token);
    }

    /** Sets when {@link #isOverdue} begins to say so; {@link System#nanoTime()}. */
    void mayLiveUntil(long nanos) {
        lastNanos = nanos;
    }

    boolean isOverdue(long now) {
        return lastNanos != Long.MAX_VALUE && now - lastNanos > 0;
    }

    synchronized int opened() {
        return opened;
    }

    String token() {
        return token;
    }

    String host() {
        return "127.0.0.1:" + server.getPort();
    }

    /** From one of 4,096 addresses. */
    Peer connect(Random random) throws IOException {
        return connect(hostile(random.nextInt(4_096)), 0);
    }

    /** @param receiveBuffer of the kernel, in bytes; 0 for the system's choice */
    Peer connect(InetAddress from, int receiveBuffer) throws IOException {
        Peer peer = new Peer(server, from, receiveBuffer);
        synchronized (this) {
            peers.add(peer);
            opened++;
            if (!over) {
                return peer;
            }
        }
        peer.close();
        throw new IOException("the attack is over");
    }

    static InetAddress hostile(int number) {
        return address(2, number >> 8, number & 0xFF);
    }

    /** Addresses that boards have too: a neighbour behind the same router, or one of them gone mad. */
    static InetAddress neighbour(int number) {
        return address(1, 0, 1 + number % 100);
    }

    private static InetAddress address(int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) b, (byte) c, (byte) d});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Closes every connection that is left. */
    void closeAll(boolean becauseOverdue) {
        List<Peer> left;
        synchronized (this) {
            over = true;
            left = List.copyOf(peers);
            peers.clear();
        }
        for (Peer peer : left) {
            if (becauseOverdue) {
                peer.overdue();
            }
            peer.close();
        }
    }
}
