package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes new connections, as many as the limits allow in all and from one address. Door loop only.
 *
 * <p>When the process is out of file descriptors, accepting pauses for {@value #PAUSE_MILLIS} ms at a time: the kernel
 * would report the same waiting connection again at once, for ever.
 */
final class Acceptor extends Wheel.Timer implements Loop.Ready {

    private static final Log LOG = Log.of("door");
    private static final int ACCEPTS_PER_TURN = 64;
    private static final long PAUSE_MILLIS = 100;

    private final Wiring wiring;
    private final ServerSocketChannel server;
    private final SelectionKey key;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int open;
    private boolean pauseLogged;

    Acceptor(Wiring wiring, ServerSocketChannel server) throws IOException {
        this.wiring = wiring;
        this.server = server;
        this.key = server.register(wiring.loop().selector(), SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void ready(SelectionKey ready) {
        for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
            try {
                SocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                pauseLogged = false;
                admit(channel);
            } catch (IOException e) {
                pause(e);
                return;
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        InetAddress peer = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        boolean exempt = wiring.clientAddress().exemptFromAddressCap(peer);
        if (open >= wiring.limits().connections()
                || (!exempt
                        && perAddress.getOrDefault(peer, 0) >= wiring.limits().connectionsPerAddress())) {
            wiring.counts().turnedAway.increment();
            LOG.debug("connection_turned_away", "peer", peer.getHostAddress());
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        open++;
        wiring.counts().accepted.increment();
        if (!exempt) {
            perAddress.merge(peer, 1, Integer::sum);
        }
        HttpStage.enter(wiring, new Connection(wiring.loop(), channel, peer, () -> release(peer, exempt)));
    }

    private void release(InetAddress peer, boolean exempt) {
        open--;
        wiring.counts().closed.increment();
        if (!exempt) {
            perAddress.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    private void pause(IOException failure) {
        if (!pauseLogged) {
            pauseLogged = true;
            LOG.warn("accept_paused", "reason", failure.getMessage(), "open", open);
        }
        key.interestOps(0);
        wiring.loop().wheel().arm(this, System.nanoTime(), PAUSE_MILLIS * 1_000_000);
    }

    @Override
    void fire(long now) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    @Override
    public void failed(Throwable failure) {
        LOG.error("accept_failed", failure);
    }

    /** Takes no more connections. */
    void stop() throws IOException {
        wiring.loop().wheel().cancel(this);
        server.close();
    }
}
