package dev.porchlight.sim.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everyone who is measured, alive for the whole of a section and taken in turn round by round, so that whatever else the
 * machine does hits all of them. The measuring thread only.
 */
final class Sides implements AutoCloseable {
    private final List<Subject> all = new ArrayList<>();
    private final List<BridgeSubject> bridges = new ArrayList<>();
    private final FloorSubject floor;

    /** @param settings of the bridges */
    Sides(Bench bench, Optional<NativeTools> floorTools, Map<String, String> settings) throws IOException {
        for (Variant variant : bench.variants()) {
            BridgeSubject bridge = new BridgeSubject(bench.setup(), variant, variant.name(), settings);
            bridges.add(bridge);
            all.add(bridge);
        }
        floor = new FloorSubject(bench.setup(), floorTools);
        all.add(floor);
    }

    /** Has the floor with several threads measured too. */
    void addSplitFloor(Setup setup, NativeTools tools) throws IOException {
        all.add(FloorSubject.split(setup, tools));
    }

    List<Subject> all() {
        return Collections.unmodifiableList(all);
    }

    List<BridgeSubject> bridges() {
        return Collections.unmodifiableList(bridges);
    }

    FloorSubject floor() {
        return floor;
    }

    /** Everyone, another one first in each round: going first may be good or bad. */
    List<Subject> inTurn(int round) {
        List<Subject> turn = new ArrayList<>(all);
        Collections.rotate(turn, round);
        return turn;
    }

    @Override
    public void close() throws IOException {
        for (Subject subject : all) {
            subject.close();
        }
    }
}
