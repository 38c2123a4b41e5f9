/**
 * A Discord on one port: REST v10 and the v10 gateway, scripted in plain words.
 *
 * <pre>
 *   SimDiscord ── World ── SimUser, SimGuild ── People, Roles, Channels, Threads, Voice, …    what is so (one lock)
 *        │          ├───── SimChannel ── Messages ── SimMessage ── Reactions
 *        │          ├───── Commands, Interactions ── SimInteraction
 *        │          ├───── Gateway ── Session, SessionRequests          who is told, what can be replayed, ops 3, 4, 8
 *        │          └───── RestApi ── Routes ── RestMessages, RestGuilds, …    one class a resource
 *        └ Listener ── HttpConnection ── GatewayConnection               sockets, one virtual thread each
 * </pre>
 */
package dev.porchlight.sim.discord;
