/**
 * Hostile clients, and what is measured while they are at work: {@code device-sim attack} runs a bridge between boards and a
 * mob. The mob is a process of its own ({@code attack-mob}), so that its work does not delay the clock that looks at the
 * boards. Everything stays on 127.0.0.0/8.
 */
package dev.porchlight.sim.attack;
