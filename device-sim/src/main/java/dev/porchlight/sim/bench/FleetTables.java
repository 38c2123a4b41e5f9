package dev.porchlight.sim.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The results of all fleets as tables. */
final class FleetTables {
    private final List<FleetResult> results;
    private final Report report;

    FleetTables(List<FleetResult> results, Report report) {
        this.results = results;
        this.report = report;
    }

    void print() {
        fanOut();
        generator();
        storms();
    }

    private void fanOut() {
        Table table = new Table(
                "boards",
                "unit",
                "n",
                "bridge median",
                "p99",
                "max",
                "floor median",
                "p99",
                "max",
                "ratio",
                "ratio by round");
        for (FleetResult result : results) {
            FleetResult.Round bridge = result.bridge().all;
            FleetResult.Round floor = result.floor().all;
            change(table, boards(result) + ": first board", bridge.first, floor.first, "–");
            change(table, boards(result) + ": last board", bridge.last, floor.last, result.lastRatios.range());
            table.row(
                    boards(result) + ": CPU per value",
                    "µs",
                    "" + bridge.cpuPerValue.count(),
                    Samples.text(bridge.cpuPerValue.median()),
                    "–",
                    Samples.text(bridge.cpuPerValue.max()),
                    Samples.text(floor.cpuPerValue.median()),
                    "–",
                    Samples.text(floor.cpuPerValue.max()),
                    Samples.text(bridge.cpuPerValue.median() / floor.cpuPerValue.median()),
                    "–");
        }
        report.table(
                "## Fan-out: one voice change to every board",
                table,
                "",
                "From the VOICE_STATE_UPDATE leaving the simulated Discord for the bridge's socket to the first and the last board",
                "having read its `1` or `0`. The floor is told over a socket too, and writes the same 3 bytes to each board in a loop.",
                "CPU: all that the process used while changing, by values written (its clock ticks every 10 ms, so look at the large",
                "fleets); what else the machine does changes it little. Both servers have had 300 changes before (60 when quick).",
                "Good: last board at most 1.3 x the floor with 1,000 and 10,000 boards. With 100 the first board decides: JDA's part.");
    }

    private static void change(Table table, String name, Samples bridge, Samples floor, String byRound) {
        table.row(
                name,
                "ms",
                "" + bridge.count(),
                Samples.text(bridge.median()),
                Samples.text(bridge.percentile(99)),
                Samples.text(bridge.max()),
                Samples.text(floor.median()),
                Samples.text(floor.percentile(99)),
                Samples.text(floor.max()),
                Samples.text(bridge.median() / floor.median()),
                byRound);
    }

    private void generator() {
        Table table = new Table("boards", "unit", "bridge", "floor");
        for (FleetResult result : results) {
            Samples drains = result.floor().all.drains;
            table.row(boards(result) + ": frames waiting, all read in", "ms", "–", Samples.text(drains.median()));
            pair(table, result, "reading, of the time to the last board", r -> r.last.median(), drains.median());
            table.row(
                    boards(result) + ": fleet's thread busy in a change",
                    "%",
                    Samples.text(result.bridge().all.fleetBusy.median()),
                    Samples.text(result.floor().all.fleetBusy.median()));
            table.row(
                    boards(result) + ": fleet's thread busy in a storm",
                    "%",
                    Samples.text(result.bridge().all.stormFleetBusy.median()),
                    Samples.text(result.floor().all.stormFleetBusy.median()));
        }
        report.table(
                "## Is it the load generator?",
                table,
                "",
                "The fleet is one thread. When every frame is there before it begins, it reads them all in the time of the first line:",
                "it can be what limits a change only when that is near the time to the last board (100 %). Good: well below 100 %.");
    }

    private static void pair(
            Table table, FleetResult result, String what, Function<FleetResult.Round, Double> whole, double part) {
        table.row(
                boards(result) + ": " + what,
                "%",
                Samples.text(100 * part / whole.apply(result.bridge().all)),
                Samples.text(100 * part / whole.apply(result.floor().all)));
    }

    private void storms() {
        Table table = new Table(
                "boards",
                "unit",
                "n",
                "bridge median",
                "min – max",
                "floor median",
                "min – max",
                "ratio",
                "ratio by round");
        long overflows = 0;
        for (FleetResult result : results) {
            FleetResult.Round bridge = result.bridge().all;
            FleetResult.Round floor = result.floor().all;
            overflows += bridge.overflows + floor.overflows;
            storm(
                    table,
                    boards(result) + ": last board back",
                    "ms",
                    bridge.storms,
                    floor.storms,
                    result.stormRatios.range());
            storm(table, boards(result) + ": of it, cutting", "ms", bridge.stormCut, floor.stormCut, "–");
            storm(
                    table,
                    boards(result) + ": until the last connect()",
                    "ms",
                    bridge.stormOpened,
                    floor.stormOpened,
                    "–");
            storm(table, boards(result) + ": CPU per board", "µs", bridge.stormCpu, floor.stormCpu, "–");
        }
        report.table(
                "## Reconnect storm: all boards cut and back at once",
                table,
                "",
                "From the first reset to the last board connected, upgraded, let in by its token and showing its value.",
                "At most --in-flight handshakes are unanswered at a time. Connections that met a full accept queue all the same, and so",
                "had to wait a second: " + overflows + ".",
                "Good: at most 2 x the floor, which checks no token, keeps no deadline and writes no log.");
    }

    private static void storm(Table table, String name, String unit, Samples bridge, Samples floor, String byRound) {
        table.row(
                name,
                unit,
                "" + bridge.count(),
                Samples.text(bridge.median()),
                bridge.range(),
                Samples.text(floor.median()),
                floor.range(),
                Samples.text(bridge.median() / floor.median()),
                byRound);
    }

    private static String boards(FleetResult result) {
        return String.format(Locale.ROOT, "%,d", result.size());
    }
}
