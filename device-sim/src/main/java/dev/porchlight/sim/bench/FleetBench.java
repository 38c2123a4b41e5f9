package dev.porchlight.sim.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * One size of fleet against the bridge and the floor in turn: fan-out and reconnect storm. In turn, round by round, so
 * that whatever else the machine does hits both; the ratio of each round is kept beside the ratio of the medians.
 */
final class FleetBench {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int WARM_BOARDS = 100;
    private static final int DRAINS = 3;

    private final Report report;
    private final BridgeSubject bridge;
    private final FloorSubject floor;
    private final int inFlight;

    FleetBench(Report report, BridgeSubject bridge, FloorSubject floor, int inFlight) {
        this.report = report;
        this.bridge = bridge;
        this.floor = floor;
        this.inFlight = inFlight;
    }

    /** The JIT compiler's share, and the fleet's own: what is measured afterwards is what a bridge does that has been running for a while. */
    void warm(int changes) throws IOException {
        for (Subject subject : List.of(bridge, floor)) {
            try (Fleet fleet = new Fleet(subject.address(), Setup.TOKEN, WARM_BOARDS, WARM_BOARDS)) {
                fleet.connect(false, PATIENCE);
                for (int i = 0; i < changes; i++) {
                    change(subject, fleet, i % 2 == 0);
                }
            }
            subject.process().awaitQuiet();
        }
    }

    /**
     * Measures one size.
     *
     * @param rounds how often both are taken in turn; fewer when time runs out
     * @param changes voice changes in each round, an even number
     * @param storms reconnect storms in each round
     */
    FleetResult run(int size, int rounds, int changes, int storms) throws IOException {
        FleetResult result = new FleetResult(size);
        long began = System.nanoTime();
        for (int round = 1; round <= rounds; round++) {
            Duration perRound = Duration.ofNanos((System.nanoTime() - began) / Math.max(1, round - 1));
            if (round > 1 && !report.fits(perRound)) {
                report.doing("no time for more rounds");
                break;
            }
            report.doing(size + " boards, round " + round + " of " + rounds);
            result.add(round(bridge, size, changes, storms), round(floor, size, changes, storms));
        }
        return result;
    }

    private FleetResult.Round round(Subject subject, int size, int changes, int storms) throws IOException {
        FleetResult.Round round = new FleetResult.Round();
        try (Fleet fleet = new Fleet(subject.address(), Setup.TOKEN, size, inFlight)) {
            fleet.connect(false, PATIENCE);
            subject.process().awaitQuiet();
            long cpu = subject.process().cpuNanos();
            for (int i = 0; i < changes; i++) {
                round.add(change(subject, fleet, i % 2 == 0));
            }
            round.cpuMicrosPerValue((subject.process().cpuNanos() - cpu) / 1e3 / changes / size);
            if (subject == floor) {
                drain(fleet, round);
            }
            storm(subject, fleet, round, storms);
        }
        subject.process().awaitQuiet();
        return round;
    }

    private FleetResult.Change change(Subject subject, Fleet fleet, boolean value) throws IOException {
        fleet.idle(PAUSE);
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        fleet.want(value);
        subject.tell(value);
        await(fleet, subject);
        return new FleetResult.Change(
                (fleet.firstAt() - subject.toldAt()) / 1e6,
                (fleet.lastAt() - subject.toldAt()) / 1e6,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6);
    }

    private void await(Fleet fleet, Subject subject) throws IOException {
        if (!fleet.pump(fleet::allHave, PATIENCE)) {
            throw new IllegalStateException("not every board got a change; " + fleet.lost() + " were lost");
        }
        if (subject == floor) {
            floor.awaitWritten();
        }
    }

    /** How fast the fleet reads when nothing keeps it waiting: every frame is there before it begins. */
    private void drain(Fleet fleet, FleetResult.Round round) throws IOException {
        for (int i = 0; i < DRAINS * 2; i++) {
            fleet.idle(PAUSE);
            fleet.want(i % 2 == 0);
            floor.tell(i % 2 == 0);
            floor.awaitWritten();
            long began = System.nanoTime();
            if (!fleet.pump(fleet::allHave, PATIENCE)) {
                throw new IllegalStateException("not every board got a change");
            }
            round.drains.add((fleet.lastAt() - began) / 1e6);
        }
    }

    private void storm(Subject subject, Fleet fleet, FleetResult.Round round, int storms) throws IOException {
        for (int i = 0; i < storms; i++) {
            fleet.idle(Duration.ofMillis(200));
            long overflows = Proc.listenOverflows();
            long cpu = subject.process().cpuNanos();
            Fleet.Took took = fleet.connect(false, PATIENCE);
            round.storms.add(took.nanos() / 1e6);
            round.stormFleetBusy.add(100.0 * took.fleetCpuNanos() / took.nanos());
            round.stormCpu.add((subject.process().cpuNanos() - cpu) / 1e3 / fleet.size());
            round.stormCut.add(took.cutNanos() / 1e6);
            round.stormOpened.add(took.openedNanos() / 1e6);
            round.overflows += Proc.listenOverflows() - overflows;
        }
    }
}
