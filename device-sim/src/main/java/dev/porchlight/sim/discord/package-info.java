/**
 * A Discord on one port: REST v10 and the v10 gateway, scripted in plain words.
 *
 * <pre>
 *   SimDiscord ── World ── SimGuild, SimChannel, SimUser, VoiceState     what is so (one lock)
 *        │          └───── Gateway ── Session                            who is told, and what can be replayed
 *        └ Listener ── GatewayConnection | RestConnection                sockets, one virtual thread each
 * </pre>
 */
package dev.porchlight.sim.discord;
