package dev.porchlight.bridge.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How many file descriptors this process may have open. */
final class Descriptors {

    private static final String MAX_OPEN_FILES = "Max open files";
    private static final int USUAL = 1_024;

    private Descriptors() {}

    /** The limit of this process (the JDK raises the soft limit to the hard one at start); 1,024 where it is not told. */
    static int limit() {
        long max = told().orElseGet(Descriptors::askBean);
        return max <= 0 ? USUAL : (int) Math.min(max, Integer.MAX_VALUE);
    }

    /** From {@code /proc}, proc_pid_limits(5): the JDK's management classes would cost every start 10 ms and 1 MB. */
    private static OptionalLong told() {
        try {
            return soft(Files.readAllLines(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The soft limit in these lines, if it is there and a number. */
    static OptionalLong soft(List<String> limits) {
        for (String line : limits) {
            if (line.startsWith(MAX_OPEN_FILES)) {
                String soft = line.substring(MAX_OPEN_FILES.length()).strip().split("\\s", 2)[0];
                return soft.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(soft)) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private static long askBean() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : USUAL;
    }
}
