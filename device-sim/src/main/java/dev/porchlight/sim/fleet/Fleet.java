package dev.porchlight.sim.fleet;

import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.boards.Timing;
import dev.porchlight.sim.demo.Stop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run of many boards: switched on at a pace, watched for a while, added up. All boards live on one thread; this one only
 * looks, ten times a second.
 */
final class Fleet {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final FleetOptions options;
    private final Progress progress;
    private final FleetStats stats = new FleetStats();

    /**
     * What a person asked for.
     *
     * @param profiles taken in turn
     * @param from local addresses, taken in turn; empty for any
     * @param perSecond boards switched on
     * @param time after which it is over, counted from the first board
     * @param storm whether boards reconnect every 5 ms, as stock ones do, or every half second
     */
    record FleetOptions(
            String url,
            String token,
            int count,
            List<Profile> profiles,
            List<InetAddress> from,
            int perSecond,
            Duration time,
            boolean storm,
            FaultPlan faults,
            long seed) {}

    Fleet(FleetOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Tells the report while the boards are still on: after a Ctrl-C there is little time. */
    void run(Stop stop, Consumer<FleetReport> told) {
        FaultMaker faults = new FaultMaker(options.faults(), options.count(), options.seed(), stats);
        try (SimBoards boards = SimBoards.start(options.storm() ? Timing.stock() : Timing.calm())) {
            boards.listen(stats);
            long began = System.nanoTime();
            Duration before = Duration.ZERO;
            Duration now = Duration.ZERO;
            int added = 0;
            do {
                long due = 1 + now.toMillis() * options.perSecond() / 1_000;
                for (; added < options.count() && added < due; added++) {
                    faults.added(boards.add(
                            options.profiles().get(added % options.profiles().size()),
                            options.url(),
                            options.token(),
                            address(added)));
                }
                faults.tick(boards.all(), now.minus(before));
                progress.show(now, line(added, now));
                before = now;
                now = Duration.ofNanos(System.nanoTime() - began);
            } while (now.compareTo(options.time()) < 0 && !stop.within(LOOK));
            stats.stop();
            progress.end();
            told.accept(stats.report(options.count(), boards.all(), now));
        }
    }

    private InetAddress address(int board) {
        return options.from().isEmpty()
                ? null
                : options.from().get(board % options.from().size());
    }

    /** Within 80 columns, so that it can be written over. */
    private String line(int added, Duration now) {
        return "%d/%d on, %d authorised, %d drops, %d reconnects, %d failed, %d s left"
                .formatted(
                        added,
                        options.count(),
                        stats.authorisedNow(),
                        stats.dropped(),
                        stats.reconnects(),
                        stats.failures(),
                        Math.max(0, options.time().minus(now).toSeconds()));
    }
}
