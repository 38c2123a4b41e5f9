package dev.porchlight.sim.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code device-sim bench-floor}: the bare server as a process of its own; the benchmark starts and ends it. */
@Command(name = "bench-floor", description = "The bare server that the benchmark compares with.", hidden = true)
public final class FloorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (BareServer server = new BareServer()) {
            spec.commandLine().getOut().println(Setup.LISTENING + "127.0.0.1:" + server.port());
            spec.commandLine().getOut().flush();
            server.run();
        }
        return 0;
    }
}
