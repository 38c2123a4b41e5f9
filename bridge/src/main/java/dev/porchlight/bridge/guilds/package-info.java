/**
 * Raw guild state as it is known without a privileged intent, kept from typed gateway dispatches, and what of it counts:
 * {@link dev.porchlight.bridge.guilds.Guilds} filters bots, the AFK channel and unwanted guilds and tells home the rest.
 * All on the home loop. Imports {@code home}, {@code settings} and {@code log}.
 *
 * <p>Bounds: every collection here holds what a guild of Discord holds, and no payload is larger than the buffer of JDA,
 * which reads it first. The dispatch stream as bytes will have its place beside {@code Guilds}.
 */
package dev.porchlight.bridge.guilds;
