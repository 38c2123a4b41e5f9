package dev.porchlight.bridge.presence;

/**
 * What all sockets together may watch: a place for each subscription, and one for everybody who is watched at all. Door loop
 * only, but for {@link #taken}.
 */
public final class Allotment {

    private final int most;
    private volatile int taken;

    /** @param most at least 1 */
    public Allotment(int most) {
        this.most = most;
    }

    /** How many there are. Any thread. */
    public int taken() {
        return taken;
    }

    int most() {
        return most;
    }

    boolean has(long more) {
        return taken + more <= most;
    }

    void change(int by) {
        int now = taken + by; // the one thread that writes it
        taken = now;
    }
}
