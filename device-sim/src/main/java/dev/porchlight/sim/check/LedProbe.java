package dev.porchlight.sim.check;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Somebody or something that sees the board's LED. Asked on a thread of its own, so that it may take its time. */
@FunctionalInterface
public interface LedProbe {
    /** Whether the LED is as it should be; waits until it can tell, at most some seconds for a machine. */
    boolean agrees(boolean shouldBeLit) throws InterruptedException;

    /** Reads a level, for instance {@code simBoard::lit} or an emulator's pin, again and again for so long. */
    static LedProbe reading(BooleanSupplier lit, Duration patience) {
        return shouldBeLit -> {
            long deadline = System.nanoTime() + patience.toNanos();
            while (lit.getAsBoolean() != shouldBeLit) {
                if (System.nanoTime() - deadline >= 0) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return true;
        };
    }
}
