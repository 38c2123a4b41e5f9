package dev.porchlight.sim.fleet;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.porchlight.sim.UserError;
import java.lang.management.ManagementFactory;

/** One board is one open file, and a process may have only so many. */
final class Descriptors {
    /** The JVM's own files, the selector, and former connections of boards that lost their Wi-Fi. */
    private static final int SPARE = 100;

    private Descriptors() {}

    /** @throws UserError when the limit of this process is too low for so many boards */
    static void check(int boards) {
        check(boards, limit());
    }

    static void check(int boards, long limit) {
        if (boards + SPARE > limit) {
            throw UserError.setting(
                    boards + " boards need " + (boards + SPARE) + " open files, and this process may have "
                            + limit + ": raise the limit (ulimit -n " + (boards + SPARE) + ") or take --count "
                            + Math.max(1, limit - SPARE) + ".");
        }
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
