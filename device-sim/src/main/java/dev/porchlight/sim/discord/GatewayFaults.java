package dev.porchlight.sim.discord;

import java.time.Duration;

/**
 * Slow, cut and silent connections. Each stays until it is taken back, or has happened as often as asked; {@link #clear}
 * takes all of them back.
 *
 * <p>Any thread may call. Connections look at these without a lock, so what was already on its way when a fault was set may
 * still escape it.
 */
public final class GatewayFaults {
    /** Faster than any loopback. */
    static final int FULL_SPEED = Integer.MAX_VALUE;

    private final World world;
    private final Countdown framesToCut = new Countdown();
    private final Countdown framesToCorrupt = new Countdown();
    private final Countdown acksToMiss = new Countdown();
    private final Countdown handshakesToRefuse = new Countdown();
    private volatile Duration latency = Duration.ZERO;
    private volatile int bytesPerSecond = FULL_SPEED;
    private volatile int handshakeStatus = 503;
    private volatile boolean silent;
    private volatile boolean ackless;

    GatewayFaults(World world) {
        this.world = world;
    }

    /** Everything the gateway sends arrives so much later, in order. Zero takes it back. */
    public void latency(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a latency of " + delay);
        }
        latency = delay;
    }

    /** Each gateway connection sends no more than that, at least 1. {@link #fullSpeed} takes it back. */
    public void bytesPerSecond(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " bytes per second");
        }
        bytesPerSecond = most;
    }

    public void fullSpeed() {
        bytesPerSecond = FULL_SPEED;
    }

    /** The next n dispatches break off in the middle of their frame, and the connection with them. A RESUME replays them. */
    public void cutInMidFrame(int n) {
        framesToCut.set(n);
    }

    /** The next n messages on {@code compress=zlib-stream} connections are no deflate data. */
    public void corruptZlib(int n) {
        framesToCorrupt.set(n);
    }

    /**
     * Every gateway connection there is now stays open as TCP and is neither read nor written again, as when a router on
     * the way has died. New connections are well. Their sessions wait for a RESUME.
     */
    public void halfOpen() {
        world.change(() -> world.gateway.connections().forEach(GatewayConnection::freeze));
    }

    /** With true new connections get no HELLO; with false those that waited get it. */
    public void withholdHello(boolean withhold) {
        world.change(() -> world.gateway.logins.withholdHello(withhold));
    }

    /** With true an IDENTIFY stays without READY and what follows it; with false those that waited get it. */
    public void withholdReady(boolean withhold) {
        world.change(() -> world.gateway.logins.withholdReady(withhold));
    }

    /**
     * The next n WebSocket handshakes are answered with that status instead of 101.
     *
     * @param status 500 to 599
     */
    public void refuseHandshakes(int n, int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is not from 500 to 599");
        }
        handshakeStatus = status;
        handshakesToRefuse.set(n);
    }

    /**
     * With true every new TCP connection, REST and gateway alike, is accepted and never read or answered. With false new
     * ones are served, and those that were accepted meanwhile stay silent.
     */
    public void silent(boolean on) {
        silent = on;
    }

    /** The next n heartbeats stay unanswered. */
    public void missAcks(int n) {
        acksToMiss.set(n);
    }

    void missAllAcks(boolean on) {
        ackless = on;
    }

    /** Takes every fault of this kind back; {@link SimDiscord#stopAckingHeartbeats} too. */
    public void clear() {
        latency = Duration.ZERO;
        fullSpeed();
        framesToCut.set(0);
        framesToCorrupt.set(0);
        acksToMiss.set(0);
        handshakesToRefuse.set(0);
        silent = false;
        ackless = false;
        withholdHello(false);
        withholdReady(false);
    }

    Duration latency() {
        return latency;
    }

    int bytesPerSecond() {
        return bytesPerSecond;
    }

    boolean isSilent() {
        return silent;
    }

    int handshakeStatus() {
        return handshakeStatus;
    }

    boolean refusesThisHandshake() {
        return handshakesToRefuse.take();
    }

    boolean cutsThisFrame() {
        return framesToCut.take();
    }

    boolean corruptsThisFrame() {
        return framesToCorrupt.take();
    }

    boolean missesThisAck() {
        return ackless || acksToMiss.take();
    }
}
