package dev.porchlight.sim.demo;

import dev.porchlight.sim.boards.SimBoard;
import java.util.function.BooleanSupplier;

/**
 * A board of the demo and what its light should tell.
 *
 * @param meaning what it shows, in words
 * @param shouldBeLit whether it should be on now
 */
record Lamp(SimBoard board, String meaning, BooleanSupplier shouldBeLit) {
    String name() {
        return board.profile().label();
    }
}
