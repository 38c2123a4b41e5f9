package dev.porchlight.sim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code device-sim bench-hand-off}: hand-offs between threads of a JVM of its own, with the bridge's flags. Told by lines
 * {@code measure TIMES IN-A-ROW PAUSE-MS}, it answers with a line {@code took NANOS} for each; it ends with its input.
 */
@Command(name = "bench-hand-off", description = "The hand-offs that the benchmark compares with.", hidden = true)
public final class HandOffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        serve(System.in, spec.commandLine().getOut());
        return 0;
    }

    static void serve(InputStream told, PrintWriter out) throws IOException {
        try (HandOff handOff = new HandOff();
                BufferedReader in = new BufferedReader(new InputStreamReader(told, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                long[] numbers = BadAnswer.parse("bench-hand-off", line, "measure", 3);
                long pause = TimeUnit.MILLISECONDS.toNanos(numbers[2]);
                for (long nanos : handOff.measure((int) numbers[0], (int) numbers[1], pause)) {
                    out.println("took " + nanos);
                }
                out.flush();
            }
        }
    }
}
