package dev.porchlight.sim.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that the benchmark has started, with an environment of its own and its output in a file.
 *
 * <p>Invariant: none outlives this program. {@link #close} ends it by its own handle; a shutdown hook ends those that are
 * left; where there is {@code setpriv}, the kernel ends them should this program be killed.
 */
public final class Child implements AutoCloseable {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(8);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path output;
    private final long startedAt;

    private Child(Process process, Path output, long startedAt) {
        this.process = process;
        this.output = output;
        this.startedAt = startedAt;
    }

    /** Main thread only: the kernel's promise to end it hangs on the thread that started it. */
    public static Child start(Path folder, String name, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = folder.resolve(name + ".log");
        ProcessBuilder builder =
                builder(folder, environment, command).redirectErrorStream(true).redirectOutput(output.toFile());
        Files.deleteIfExists(output);
        long startedAt = System.nanoTime();
        Process process = spawn(builder);
        process.getOutputStream().close();
        return new Child(process, output, startedAt);
    }

    /**
     * The same with its output in a pipe, {@link #said}, for one that may say more than a file should hold. Whoever starts it
     * has to read, or it will come to a halt.
     */
    static Child startPiped(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        long startedAt = System.nanoTime();
        Process process = spawn(builder(folder, environment, command).redirectErrorStream(true));
        process.getOutputStream().close();
        return new Child(process, null, startedAt);
    }

    /** What a piped one says, until its end. */
    public InputStream said() {
        return process.getInputStream();
    }

    /** A process with that environment and hardly any other. */
    static ProcessBuilder builder(Path folder, Map<String, String> environment, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            whole.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LANG"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Starts a process that ends with this program; {@link #reap} has to be called for it. */
    static Process spawn(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        RUNNING.add(process);
        return process;
    }

    /** Waits for it to end, and kills it when it does not. */
    static void reap(Process process, Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }

    public long pid() {
        return process.pid();
    }

    /** {@link System#nanoTime()} just before the process was made. */
    long startedAt() {
        return startedAt;
    }

    /**
     * Waits for a line with this in it, looking every millisecond.
     *
     * @return the line
     * @throws IllegalStateException with the end of the output when the process ends first or the time is up
     */
    public String awaitLine(String part, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            String text = Files.readString(output, StandardCharsets.UTF_8);
            int at = text.indexOf(part);
            int end = at < 0 ? -1 : text.indexOf('\n', at);
            if (end >= 0) {
                return text.substring(text.lastIndexOf('\n', at) + 1, end);
            }
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "no \"" + part + "\" from a process of the benchmark; it said:\n" + text);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Where its output goes; null for a piped one. */
    public Path output() {
        return output;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public double rssKb() {
        return Proc.statusKb(pid(), "VmRSS");
    }

    public double highestRssKb() {
        return Proc.statusKb(pid(), "VmHWM");
    }

    /** Processor time used so far, in nanoseconds; its grain is 10 ms. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** Waits until it needs little of the processor (many boards still mean many pings), a second and a half at most. */
    void awaitQuiet() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 15 && used > 20_000_000; i++) {
            long before = cpuNanos();
            LockSupport.parkNanos(100_000_000);
            used = cpuNanos() - before;
        }
    }

    /** What a JVM answers to {@code jcmd}. */
    public Jvm jvm() {
        return new Jvm(pid());
    }

    /** What every thread of a JVM is doing, as {@code jcmd Thread.print} tells it. */
    public String threads() throws IOException, InterruptedException {
        return jvm().ask("Thread.print");
    }

    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
        RUNNING.remove(process);
    }

    /** Asks it to end, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        reap(process, STOPS_WITHIN);
    }
}
