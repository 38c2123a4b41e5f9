package dev.porchlight.sim.bench;

/** What was measured with one size of fleet. */
final class FleetResult {
    private final int size;
    private final Side bridge = new Side();
    private final Side floor = new Side();
    final Samples lastRatios = new Samples();
    final Samples stormRatios = new Samples();

    FleetResult(int size) {
        this.size = size;
    }

    /** Milliseconds from the change leaving Discord to the first and the last board, and what the fleet's thread worked. */
    record Change(double first, double last, double fleetCpu) {}

    /** One round against one server. */
    static final class Round {
        final Samples first = new Samples();
        final Samples last = new Samples();
        final Samples fleetBusy = new Samples();
        final Samples cpuPerValue = new Samples();
        final Samples drains = new Samples();
        final Samples storms = new Samples();
        final Samples stormFleetBusy = new Samples();
        final Samples stormCpu = new Samples();
        final Samples stormCut = new Samples();
        final Samples stormOpened = new Samples();
        long overflows;

        void add(Change change) {
            first.add(change.first());
            last.add(change.last());
            fleetBusy.add(100 * change.fleetCpu() / change.last());
        }

        void cpuMicrosPerValue(double micros) {
            cpuPerValue.add(micros);
        }
    }

    /** All rounds against one server. */
    static final class Side {
        final Round all = new Round();

        private void add(Round round) {
            all.first.addAll(round.first);
            all.last.addAll(round.last);
            all.fleetBusy.addAll(round.fleetBusy);
            all.cpuPerValue.addAll(round.cpuPerValue);
            all.drains.addAll(round.drains);
            all.storms.addAll(round.storms);
            all.stormFleetBusy.addAll(round.stormFleetBusy);
            all.stormCpu.addAll(round.stormCpu);
            all.stormCut.addAll(round.stormCut);
            all.stormOpened.addAll(round.stormOpened);
            all.overflows += round.overflows;
        }
    }

    int size() {
        return size;
    }

    Side bridge() {
        return bridge;
    }

    Side floor() {
        return floor;
    }

    void add(Round ofBridge, Round ofFloor) {
        bridge.add(ofBridge);
        floor.add(ofFloor);
        lastRatios.add(ofBridge.last.median() / ofFloor.last.median());
        stormRatios.add(ofBridge.storms.median() / ofFloor.storms.median());
    }
}
