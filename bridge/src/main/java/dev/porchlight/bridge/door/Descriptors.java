package dev.porchlight.bridge.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many file descriptors this process may have open. */
final class Descriptors {

    private Descriptors() {}

    /** The limit of this process (the JDK raises the soft limit to the hard one at start); 1,024 where it is not told. */
    static int limit() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long max = unix.getMaxFileDescriptorCount();
            return max <= 0 ? 1_024 : (int) Math.min(max, Integer.MAX_VALUE);
        }
        return 1_024;
    }
}
