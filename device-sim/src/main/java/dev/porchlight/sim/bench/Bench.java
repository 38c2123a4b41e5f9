package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What every section of the benchmark has at hand.
 *
 * @param tools client and floor in C, where there is a compiler
 * @param variants the ways to run the bridge, the plain one first
 * @param quick fewer repeats
 */
record Bench(
        Setup setup,
        Optional<NativeTools> tools,
        Fleets fleets,
        List<Variant> variants,
        Figures figures,
        Report report,
        boolean quick) {

    /** One round of a section. */
    @FunctionalInterface
    interface Round {
        void run(int round) throws IOException, InterruptedException;
    }

    /**
     * Rounds, fewer when time runs out; it is said when there are.
     *
     * @param first what the first one may take
     */
    void rounds(String what, int rounds, Duration first, Round round) throws IOException, InterruptedException {
        Duration longest = first;
        for (int i = 1; i <= rounds; i++) {
            if (!report.fits(longest)) {
                report.leftOut(what + ": " + (i - 1) + " of " + rounds + " rounds");
                return;
            }
            report.doing(what + ", " + i + " of " + rounds);
            long began = System.nanoTime();
            round.run(i - 1);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            longest = i == 1 || took.compareTo(longest) > 0 ? took : longest;
        }
    }
}
