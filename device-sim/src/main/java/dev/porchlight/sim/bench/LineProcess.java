package dev.porchlight.sim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that is told things by lines and answers by lines, see {@code scripts/bench.d}.
 *
 * <p>One thread asks; a second one, its own, only collects lines. Invariant: it ends with its standard input, so neither
 * {@link #close} nor the end of this program leaves it behind.
 */
final class LineProcess implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
    private static final String END = "\0";

    private final String name;
    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    LineProcess(Path folder, List<String> command) throws IOException {
        name = Path.of(command.getFirst()).getFileName().toString();
        process = Child.spawn(Child.builder(folder, Map.of(), command).redirectError(ProcessBuilder.Redirect.INHERIT));
        in = process.outputWriter(StandardCharsets.US_ASCII);
        Thread.ofPlatform().daemon().name(name).start(this::collect);
    }

    private void collect() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            // The pipe is gone, which says the same as its end.
        }
        lines.add(END);
    }

    long pid() {
        return process.pid();
    }

    /** To one that has ended nothing is said; why it has is heard next. */
    void say(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            // A broken pipe says less than its last line.
        }
    }

    /**
     * The numbers of the next answer.
     *
     * @param kind its first word
     * @param numbers how many follow
     * @throws BadAnswer for an answer of any other kind, for none in time, and when the program has ended
     */
    long[] hear(String kind, int numbers, Duration atMost) {
        String line = null;
        try {
            line = lines.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (line == null) {
            throw new BadAnswer(name, "", "did not answer within " + atMost.toSeconds() + " s");
        }
        if (line.equals(END)) {
            lines.add(END);
            throw new BadAnswer(name, "", "has ended");
        }
        return BadAnswer.parse(name, line, kind, numbers);
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (IOException e) {
            // It has ended before: there is nobody to tell.
        }
        Child.reap(process, ENDS_WITHIN);
    }
}
