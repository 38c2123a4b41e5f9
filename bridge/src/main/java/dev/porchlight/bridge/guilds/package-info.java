/**
 * Raw guild state, kept from typed gateway dispatches, and what of it counts: {@link dev.porchlight.bridge.guilds.Guilds}
 * filters bots, the AFK channel, unwanted guilds and who opted out, and tells home the rest. {@link
 * dev.porchlight.bridge.guilds.People} is everybody with their presence, where the bot is granted the intents: one model of
 * them, kept by {@code Census}, which has asked for what Discord does not tell by itself. All on the home loop. Imports
 * {@code home}, {@code settings} and {@code log}.
 *
 * <p>Bounds: every collection here holds what a guild of Discord holds, and no payload is larger than the buffer of JDA,
 * which reads it first. The dispatch stream as bytes will have its place beside {@code Guilds}.
 */
package dev.porchlight.bridge.guilds;
