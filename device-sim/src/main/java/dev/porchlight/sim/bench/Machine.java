package dev.porchlight.sim.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Where a run is taken. */
public final class Machine {
    private Machine() {}

    /** One line, e.g. {@code 2 cores, AMD EPYC, 24105 MB; Linux 6.12 amd64; JDK 25, bridge with -Xmx32m, AOT cache}. */
    public static String describe(Setup setup) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%d cores, %s, %d MB; %s %s %s; %d open files a process; JDK %s, %s; bridge with %s, %s",
                system.getAvailableProcessors(),
                Proc.processor().isEmpty() ? system.getArch() : Proc.processor(),
                system.getTotalMemorySize() >> 20,
                system.getName(),
                system.getVersion(),
                system.getArch(),
                descriptors(),
                Runtime.version(),
                System.getProperty("java.vendor"),
                String.join(" ", setup.flags()),
                setup.aotFlags().isEmpty() ? "no AOT cache" : "AOT cache unless said otherwise");
    }

    /** How many files a process may have open here. */
    static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 1_024;
    }

    /** The load average of the last minute, e.g. {@code 0.3}. */
    public static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
