package dev.porchlight.sim.junit;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bridge's process, with nothing in its environment but what is given, and its output read by a thread of its own.
 *
 * <p>Invariant: none outlives the JVM that tests. {@link #stop} ends it by its own handle; a shutdown hook kills those that
 * are left; where there is {@code setpriv}, the kernel does, should that JVM be killed. The kernel's promise hangs on the
 * thread that started the process, so that is the one that goes on to read its output until there is no more.
 */
final class BridgeProcess {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final BridgeOutput output = new BridgeOutput();
    private final Thread thread;
    private final Process process;

    private BridgeProcess(ProcessBuilder builder) throws IOException {
        thread = Thread.ofPlatform()
                .daemon()
                .name("sim-bridge-" + NUMBERS.incrementAndGet())
                .start(() -> run(builder));
        try {
            process = started.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** @throws IOException when there is no such program */
    static BridgeProcess start(
            List<String> command, Path directory, Map<String, String> environment, Optional<Path> errors)
            throws IOException {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(SETPRIV) && Files.isExecutable(Path.of(command.getFirst()))) {
            whole.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL"));
        }
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).directory(directory.toFile()).redirectErrorStream(true);
        errors.ifPresent(file -> builder.redirectErrorStream(false).redirectError(file.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new BridgeProcess(builder);
    }

    private void run(ProcessBuilder builder) {
        Process made;
        try {
            made = builder.start();
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
            return;
        }
        RUNNING.add(made);
        started.complete(made);
        try (Reader reader = made.inputReader(StandardCharsets.UTF_8)) {
            made.getOutputStream().close();
            char[] text = new char[8 * 1024];
            for (int read = reader.read(text); read >= 0; read = reader.read(text)) {
                output.append(text, read);
            }
        } catch (IOException e) {
            // The stream ends with the process, one way or the other.
        }
        made.onExit().join();
        RUNNING.remove(made);
        output.end();
    }

    BridgeOutput output() {
        return output;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** SIGTERM. {@link Process#destroy} would close the stream that is still to be read. */
    void terminate() {
        process.toHandle().destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Whether it ended within that time, and all it said has been read. */
    boolean awaitEnd(Duration within) throws InterruptedException {
        return process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS) && thread.join(LAST_WORDS);
    }

    /**
     * Asks it to end, and kills it when it does not, or when the caller is interrupted.
     *
     * @return whether it ended by itself
     */
    boolean stop(Duration within) {
        terminate();
        boolean orderly = false;
        boolean interrupted = false;
        try {
            orderly = process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!orderly) {
            process.destroyForcibly().onExit().join();
        }
        try {
            thread.join(LAST_WORDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return orderly || interrupted;
    }
}
