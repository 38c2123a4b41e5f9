/**
 * ESP boards as their stock firmware behaves on the wire, all of them on one thread.
 *
 * <pre>
 *   SimBoards ── SimBoard, BoardView, BoardState   what a person sees: the LED, what was received, how often it connected
 *      └ BoardLoop ── BoardLink                  one selector, one socket a board
 *                        ├ Handshake, Answer     the upgrade, byte for byte
 *                        ├ Talk                  the open WebSocket; StockFrames, Heartbeat, OtaMessages
 *                        └ Troubles, Faults      what goes wrong on demand
 * </pre>
 */
package dev.porchlight.sim.boards;
