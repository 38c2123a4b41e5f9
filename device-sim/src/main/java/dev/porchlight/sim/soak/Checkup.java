package dev.porchlight.sim.soak;

import dev.porchlight.sim.demo.Stop;
import java.io.IOException;
import java.time.Duration;

/**
 * What the bridge needs at a quiet moment, once it has let go of what it cannot let go at once: connections of boards that
 * went without a word stand until a ping is not answered, threads of a former session until they have idled. One thread.
 */
final class Checkup {
    private static final Duration LETS_GO_WITHIN = Duration.ofSeconds(45);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final SoakBridge bridge;
    private final Ledger ledger;
    private final Duration within;
    private final Stop stop;
    private Vitals base;

    /** @param atMost to wait for, if that is shorter than what this would wait by itself */
    Checkup(SoakBridge bridge, Ledger ledger, Duration atMost, Stop stop) {
        this.bridge = bridge;
        this.ledger = ledger;
        this.within = atMost.compareTo(LETS_GO_WITHIN) < 0 ? atMost : LETS_GO_WITHIN;
        this.stop = stop;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Waits for as few threads and files as at the first moment, and for empty buffers; notes down what there is then.
     *
     * @throws IOException when the bridge does not answer
     */
    void measure(double minutes) throws IOException, InterruptedException {
        long pid = bridge.process().pid();
        if (base == null) {
            // The first time jcmd and a scrape come, they leave a thread, a file and some classes behind.
            Vitals ignored = Vitals.of(pid);
            bridge.door().metrics();
            base = Vitals.of(pid);
        }
        await(() -> Vitals.threads(pid) <= base.threads() + SoakReport.THREADS
                && Vitals.descriptors(pid) <= base.descriptors() + SoakReport.DESCRIPTORS);
        await(() -> bridge.door().bufferBytes() == 0);
        Vitals now = Vitals.of(pid);
        ledger.worstBufferBytes =
                Math.max(ledger.worstBufferBytes, bridge.door().bufferBytes());
        ledger.metrics(bridge.door().metrics());
        // Only now is it certain that there was a bridge to look at.
        ledger.vitals(minutes, now);
    }

    private void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + within.toNanos();
        while (bridge.process().isAlive()
                && !condition.holds()
                && System.nanoTime() - deadline < 0
                && !stop.within(LOOK)) {
            // Once more.
        }
    }
}
