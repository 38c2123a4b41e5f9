package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Takes new connections, as many as the limits allow in all and from one address. Door loop only.
 *
 * <p>When the process is out of file descriptors, accepting pauses for {@value #PAUSE_MILLIS} ms at a time: the kernel
 * would report the same waiting connection again at once, for ever. It is logged at most once a minute.
 */
final class Acceptor extends Wheel.Timer implements Loop.Ready {

    private static final Log LOG = Log.of("door");
    private static final int ACCEPTS_PER_TURN = 64;
    private static final long PAUSE_MILLIS = 100;

    private final Wiring wiring;
    private final ServerSocketChannel server;
    private final SelectionKey key;
    private final PerAddress peers;
    private int open;
    private final MinuteAllowance pauseLog = new MinuteAllowance(1);
    private Runnable whenEmpty; // set once stopped

    Acceptor(Wiring wiring, ServerSocketChannel server) throws IOException {
        this.wiring = wiring;
        this.server = server;
        this.peers = new PerAddress(wiring.limits().connectionsPerAddress());
        this.key = server.register(wiring.loop().selector(), SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void ready(SelectionKey ready) {
        for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
            SocketChannel channel;
            try {
                channel = server.accept();
            } catch (IOException e) {
                pause(e);
                return;
            }
            if (channel == null) {
                return;
            }
            take(channel);
        }
    }

    /** A peer that is gone before it was looked at costs its own channel only. */
    private void take(SocketChannel channel) {
        try {
            if (!admit(channel)) {
                wiring.counts().turnedAway.increment();
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("connection_lost_at_once", "reason", e.getMessage());
            closeQuietly(channel);
        }
    }

    private boolean admit(SocketChannel channel) throws IOException {
        InetAddress peer = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        boolean counted = isCounted(peer);
        if (open >= wiring.limits().connections() || (counted && !peers.hasRoom(peer))) {
            return false;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Connection connection = new Connection(this, channel, peer);
        if (counted) {
            peers.enter(peer);
        }
        open++;
        wiring.counts().accepted.increment();
        HttpStage.enter(wiring, connection);
        return true;
    }

    /** Whether a peer's address may have so many connections and no more. */
    private boolean isCounted(InetAddress peer) {
        return !wiring.clientAddress().exemptFromAddressCap(peer);
    }

    Wiring wiring() {
        return wiring;
    }

    /** A connection is gone; called once for each. */
    void release(Connection gone) {
        open--;
        wiring.counts().closed.increment();
        if (isCounted(gone.peer())) {
            peers.leave(gone.peer());
        }
        if (gone.forwardedClient() != null) {
            wiring.forwarded().leave(gone.forwardedClient());
        }
        tellWhenEmpty();
    }

    private void pause(IOException failure) {
        long now = System.nanoTime();
        if (pauseLog.take(now)) {
            LOG.warn("accept_paused", "reason", failure.getMessage(), "open", open);
        }
        key.interestOps(0);
        wiring.loop().wheel().arm(this, now, PAUSE_MILLIS * 1_000_000);
    }

    @Override
    void fire(long now) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void failed(Throwable failure) {
        wiring.counts().handlerErrors.increment();
        LOG.error("accept_failed", failure);
    }

    /** Takes no more connections, and tells when the last one is gone. */
    void stop(Runnable tellWhenEmpty) {
        wiring.loop().wheel().cancel(this);
        closeQuietly(server);
        whenEmpty = tellWhenEmpty;
        tellWhenEmpty();
    }

    private void tellWhenEmpty() {
        if (open == 0 && whenEmpty != null) {
            whenEmpty.run();
        }
    }

    private static void closeQuietly(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            LOG.debug("close_failed", "reason", e.getMessage());
        }
    }
}
