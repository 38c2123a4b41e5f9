/**
 * {@code device-sim check-board}: a stand-in for a bridge's {@code /ws} that leads one board, real or emulated, through a
 * script and says where it differs from the stock firmware.
 *
 * <pre>
 *   CheckBoard ── Dance ── Visit         one connection of the board: frames in, what they break
 *      │            └ HeadCheck          its handshake
 *      ├ Entrance                        the port; who is let in
 *      ├ Script of Steps                 what is played
 *      └ Findings of Rules ── CheckReport
 * </pre>
 */
package dev.porchlight.sim.check;
