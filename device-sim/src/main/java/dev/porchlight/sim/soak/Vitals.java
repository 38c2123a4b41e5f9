package dev.porchlight.sim.soak;

import dev.porchlight.sim.bench.Jvm;
import dev.porchlight.sim.bench.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a bridge needs at a quiet moment.
 *
 * @param heapKb live, right after a full collection
 * @param rssKb resident
 */
record Vitals(double heapKb, double rssKb, double threads, double descriptors) {
    private static final int COLLECTIONS = 2;

    /** Collects all garbage first: twice, since what only a cleaner can let go is gone after the second time. */
    static Vitals of(long pid) throws IOException, InterruptedException {
        Jvm jvm = new Jvm(pid);
        double heap = Double.NaN;
        for (int i = 0; i < COLLECTIONS; i++) {
            jvm.collectGarbage();
            double now = jvm.heapKb();
            heap = Double.isNaN(heap) ? now : Math.min(heap, now);
        }
        return new Vitals(heap, Proc.statusKb(pid, "VmRSS"), threads(pid), descriptors(pid));
    }

    static double threads(long pid) {
        return count(pid, "task");
    }

    static double descriptors(long pid) {
        return count(pid, "fd");
    }

    /** NaN where the system does not tell, or the process has ended. */
    private static double count(long pid, String what) {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), what))) {
            return all.count();
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
    }
}
