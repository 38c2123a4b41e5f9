/**
 * Turbulence and quiet, for minutes or for days: {@code device-sim soak} runs a bridge between a Discord and many boards, both
 * with faults at random, and looks at every quiet moment whether each light is right and whether anything has grown.
 * {@code scripts/soak} runs it.
 *
 * <pre>
 *   SoakCommand ──▶ Soak ──▶ Plan (what will happen, from a seed alone) ──▶ Turmoil (does it)
 *                    ├────▶ QuietMoment: Lamps and /health against Present, which is Town's own book and asks nobody
 *                    ├────▶ Vitals ──▶ Series ──▶ Trend: heap, RSS, threads, descriptors
 *                    └────▶ Ledger ──▶ SoakReport
 * </pre>
 *
 * <p>The bridge is a process of its own, so that nothing of what the simulation needs is mistaken for it. Everything stays
 * on 127.0.0.0/8, and all that is kept is bounded.
 */
package dev.porchlight.sim.soak;
