package dev.porchlight.sim.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another JVM on this machine, asked with {@code jcmd}. Immutable; any thread.
 *
 * @param pid its process
 */
public record Jvm(long pid) {
    private static final Pattern ALLOCATED =
            Pattern.compile("^\"(.*)\" .*\\ballocated=(\\d+)([BKMG])\\b", Pattern.MULTILINE);

    /** Collects all garbage, so that what remains is what it needs. */
    public void collectGarbage() throws IOException, InterruptedException {
        ask("GC.run");
    }

    /** Heap in use, in kB, garbage included; NaN when the JVM will not tell. */
    public double heapKb() throws IOException, InterruptedException {
        double sum = 0;
        for (String line : ask("GC.heap_info").lines().toList()) {
            int used = line.indexOf(" used ");
            if (used >= 0 && line.toLowerCase(Locale.ROOT).matches("\\s*(def ?new|tenured).*")) {
                sum += Double.parseDouble(line.substring(used + 6, line.indexOf('K', used)));
            }
        }
        return sum == 0 ? Double.NaN : sum;
    }

    /** How many bytes each thread that lives has allocated so far, by its name; those of one name together. */
    Map<String, Long> allocated() throws IOException, InterruptedException {
        return allocated(ask("Thread.print", "-e"));
    }

    /** The same, out of what {@code Thread.print -e} prints; above 100 kB in whole kB, above 100 MB in whole MB. */
    static Map<String, Long> allocated(String print) {
        Map<String, Long> bytes = new TreeMap<>();
        Matcher line = ALLOCATED.matcher(print);
        while (line.find()) {
            long unit = 1L << (10 * "BKMG".indexOf(line.group(3)));
            bytes.merge(line.group(1), unit * Long.parseLong(line.group(2)), Long::sum);
        }
        return bytes;
    }

    String ask(String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>();
        whole.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        whole.add(Long.toString(pid));
        whole.addAll(List.of(command));
        Process asked = Child.spawn(new ProcessBuilder(whole).redirectErrorStream(true));
        try {
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Child.reap(asked, Duration.ofSeconds(5));
        }
    }
}
