package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * From {@code java -jar} to listening, to Discord ready and to a board that shows its value, and what the process then holds
 * of the memory. The measuring thread; a second one is the board, which connects as soon as somebody listens.
 */
final class StartBench {
    private static final String SECTION = "start";
    private static final Duration SETTLING = Duration.ofMillis(500);
    private static final Duration FIRST_ROUND = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Bench bench;

    StartBench(Bench bench) {
        this.bench = bench;
    }

    /** What one start told: milliseconds and MB. */
    private record Start(double listening, double ready, double served, double rss) {}

    void run() throws IOException, InterruptedException {
        Setup setup = bench.setup();
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start()) {
            discord.guild("Home").voiceChannel("lounge");
            start(setup.floor(), false); // this program's own first board
            bench.rounds("start", bench.quick() ? 1 : 7, FIRST_ROUND, round -> {
                Start floor = start(setup.floor(), false);
                for (Variant variant : bench.variants()) {
                    if (!setup.aotFlags().isEmpty()) {
                        note("AOT cache", variant, start(bridge(variant, discord, true), true), floor);
                    }
                    note("no cache", variant, start(bridge(variant, discord, false), true), floor);
                }
            });
        }
        bench.report()
                .table(
                        "## Start",
                        bench.figures().table(SECTION, ""),
                        "",
                        "From the start of the process to its line `listening`, to `discord_up` (READY from a simulated Discord in another",
                        "process, over loopback), and to the first board, which connects as soon as somebody listens: let in and showing its",
                        "value. VmRSS half a second after that. The floor is a JVM with the same flags, without a cache, that serves the board.",
                        "Good: Discord ready within 0.5 s without and 0.2 s with the cache on a quiet PC; about 80 MB.");
    }

    private Child bridge(Variant variant, SimDiscord discord, boolean aot) throws IOException {
        return bench.setup().bridge(variant.name(), discord.apiUrl(), discord.gatewayUrl(), aot, variant.environment());
    }

    private static Start start(Child child, boolean withDiscord) throws IOException, InterruptedException {
        try {
            var address = Setup.awaitAddress(child);
            double listening = millis(child);
            FutureTask<Double> board = new FutureTask<>((Callable<Double>) () -> {
                Fleets fleets = new Fleets(Optional.empty(), 1);
                try (Fleet one = fleets.open(address, 1)) {
                    one.connect(false, PATIENCE);
                    return millis(child);
                }
            });
            Thread.ofPlatform().daemon().name("first-board").start(board);
            double ready = Double.NaN;
            if (withDiscord) {
                Setup.awaitDiscord(child);
                ready = millis(child);
            }
            double served = board.get();
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            return new Start(listening, ready, served, child.rssKb() / 1_024);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the first board: " + e.getCause().getMessage(), e);
        } finally {
            child.kill();
        }
    }

    private static double millis(Child child) {
        return (System.nanoTime() - child.startedAt()) / 1e6;
    }

    private void note(String way, Variant variant, Start bridge, Start floor) {
        note(way + ": listening", "ms", variant, bridge.listening, floor.listening);
        note(way + ": Discord ready", "ms", variant, bridge.ready, floor.listening);
        note(way + ": first board served", "ms", variant, bridge.served, floor.served);
        note(way + ": VmRSS", "MB", variant, bridge.rss, floor.rss);
    }

    private void note(String name, String unit, Variant variant, double value, double floor) {
        Figure figure = bench.figures().of(SECTION, name, unit).add(variant.name(), value);
        if (figure.of(Figure.FLOOR).count() < figure.of(variant.name()).count()) {
            figure.add(Figure.FLOOR, floor);
        }
    }
}
