/**
 * The benchmark: what the bridge costs and how fast it is, seen from outside, beside a floor: a server that does the
 * least that could be called the same job. {@code scripts/bench} runs it.
 *
 * <pre>
 *   BenchCommand ──▶ FleetBench, StartBench … (a section each) ──▶ Figures ──▶ tables, Results (JSON), Comparison
 *                         │  Sides: BridgeSubject a Variant, and FloorSubject
 *                         └  Fleets: NativeFleet (scripts/bench.d) or JavaFleet
 * </pre>
 *
 * <p>Everything is measured on the main thread; a fleet in Java is on it too, one in C is a process of its own that takes
 * the times itself, so no hand-over blurs them.
 */
package dev.porchlight.sim.bench;
