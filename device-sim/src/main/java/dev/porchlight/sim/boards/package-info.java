/**
 * ESP boards as their stock firmware behaves on the wire, all of them on one thread.
 *
 * <pre>
 *   SimBoards ── SimBoard                     what a person sees: the LED, what was received, how often it connected
 *      └ BoardLoop ── BoardLink               one selector, one socket a board
 *                        ├ Handshake          the upgrade, byte for byte
 *                        └ Heartbeat          the board's own pings
 * </pre>
 */
package dev.porchlight.sim.boards;
