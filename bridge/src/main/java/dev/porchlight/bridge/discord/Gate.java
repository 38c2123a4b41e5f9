package dev.porchlight.bridge.discord;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.SessionController;

/**
 * Where JDA asks for leave to connect. JDA's own controllers run a thread of their own and, when the gateway refuses a
 * connection, try again at once and for ever; this one hands the request to the supervisor, which knows how to wait.
 *
 * <p>Any thread. Invariant: one JDA asks at most once at a time, so the queue holds a node or two.
 */
final class Gate implements SessionController {

    /** More than JDA ever asks for at once; further requests would be a fault of JDA's. */
    private static final int MAX_NODES = 16;

    private final Optional<URI> gateway;
    private final BlockingQueue<SessionConnectNode> nodes = new LinkedBlockingQueue<>(MAX_NODES);

    Gate(Optional<URI> gateway) {
        this.gateway = gateway;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        removeSession(node);
        if (!nodes.offer(node)) {
            throw new IllegalStateException("too many connections asked for");
        }
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        nodes.remove(node);
    }

    /** Where a session begins. To resume, JDA goes where the READY of the session told it to, as Discord requires. */
    @Override
    public String getGateway() {
        return gateway.map(URI::toString).orElseGet(SessionController.super::getGateway);
    }

    @Override
    public ShardedGateway getShardedGateway(JDA api) {
        return new ShardedGateway(getGateway(), 1);
    }

    /** The next request to connect, or null after the time given. */
    SessionConnectNode poll(long millis) throws InterruptedException {
        return nodes.poll(millis, TimeUnit.MILLISECONDS);
    }
}
