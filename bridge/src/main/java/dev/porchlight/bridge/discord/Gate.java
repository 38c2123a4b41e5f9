package dev.porchlight.bridge.discord;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.SessionController;

/**
 * Where JDA asks for leave to connect. JDA's own controllers run a thread of their own and, when the gateway refuses a
 * connection, try again at once and for ever; this one hands the request to the supervisor, which knows how to wait.
 *
 * <p>Any thread. Invariant: one JDA asks at most once at a time, so the queue holds a node or two. After the end no request is granted.
 */
final class Gate implements SessionController {

    /** More than JDA ever asks for at once; further requests would be a fault of JDA's. */
    private static final int MAX_NODES = 16;

    private final Optional<URI> gateway;

    /** An empty one is the call to stop waiting. */
    private final BlockingQueue<Optional<SessionConnectNode>> nodes = new LinkedBlockingQueue<>(MAX_NODES);

    Gate(Optional<URI> gateway) {
        this.gateway = gateway;
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        removeSession(node);
        if (!nodes.offer(Optional.of(node))) {
            throw new IllegalStateException("too many connections asked for");
        }
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        nodes.remove(Optional.of(node));
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

    /** Waits for the next request to connect; empty once {@link #close} was called. */
    Optional<SessionConnectNode> take() throws InterruptedException {
        return nodes.take();
    }

    /** Nobody may connect any more: ends a wait. */
    void close() {
        // The requests before it need no answer now, and a full queue must not hide it.
        nodes.clear();
        boolean ignored = nodes.offer(Optional.empty());
    }
}
