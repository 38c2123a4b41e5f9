package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Child;
import dev.porchlight.sim.bench.Setup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mob as a process: where there is {@code nice}, it gives way to everybody else, since elsewhere a mob brings its own
 * processors along.
 */
final class MobProcess implements AutoCloseable {
    private static final Duration GATHERS_WITHIN = Duration.ofSeconds(30);
    private final Child child;

    MobProcess(Setup setup, InetSocketAddress server, int seconds, long seed, int sockets, int rate)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "10"));
        }
        command.addAll(List.of(
                setup.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                setup.simJar().toString()));
        command.addAll(List.of("attack-mob", "--port", server.getPort() + "", "--token", Setup.TOKEN));
        command.addAll(List.of("--seconds", seconds + "", "--seed", seed + ""));
        command.addAll(List.of("--sockets", sockets + "", "--rate", rate + ""));
        child = Child.start(setup.folder(), "mob", Map.of(), command);
        child.awaitLine(MobCommand.READY, GATHERS_WITHIN);
    }

    /** Waits for its time to be over and gives its lines, split at tabs: name, three counts, sockets, first wrong. */
    List<String[]> tallies(Duration atMost) throws IOException {
        child.awaitLine(MobCommand.DONE, atMost);
        return Files.readAllLines(child.output()).stream()
                .filter(line -> line.startsWith("mob\t"))
                .map(line -> line.substring(4).split("\t", -1))
                .toList();
    }

    @Override
    public void close() {
        child.close();
    }
}
