package dev.porchlight.sim.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Linux tells about a process and about TCP. Elsewhere the answers are NaN or 0, and the tables say "–". */
public final class Proc {
    private Proc() {}

    /** VmRSS, VmHWM and the like, in kB. */
    public static double statusKb(long pid, String name) {
        for (String line : lines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(name + ":")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", ""));
            }
        }
        return Double.NaN;
    }

    /** How often a thread has given up the processor by itself, which is how often it has woken up again. */
    record Waking(String name, long wakeUps) {}

    /** Every thread of a process, by its number; empty where the system does not tell. */
    static Map<Long, Waking> threads(long pid) {
        Map<Long, Waking> threads = new HashMap<>();
        File[] tasks = new File("/proc/" + pid + "/task").listFiles();
        for (File task : tasks == null ? new File[0] : tasks) {
            List<String> name = lines(task.toPath().resolve("comm"));
            for (String line : lines(task.toPath().resolve("status"))) {
                if (line.startsWith("voluntary_ctxt_switches:") && !name.isEmpty()) {
                    long wakeUps =
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
                    threads.put(Long.parseLong(task.getName()), new Waking(name.getFirst(), wakeUps));
                }
            }
        }
        return threads;
    }

    /** Connections that came while the queue of a listening socket was full, on this machine since its start. */
    static long listenOverflows() {
        List<String> lines = lines(Path.of("/proc/net/netstat"));
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split(" ", -1);
            String[] values = lines.get(i + 1).split(" ", -1);
            for (int c = 0; c < names.length; c++) {
                if (names[c].equals("ListenOverflows")) {
                    return Long.parseLong(values[c]);
                }
            }
        }
        return 0;
    }

    /** e.g. "AMD EPYC"; "" where it is not told. */
    public static String processor() {
        for (String line : lines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith("model name") || line.startsWith("Model")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
