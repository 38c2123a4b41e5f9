/**
 * The connection to Discord, and the only room that knows JDA. It turns raw gateway events into typed dispatches for
 * {@code guilds}, tells home when the link is away, and keeps trying. Imports {@code home}, {@code guilds},
 * {@code settings} and {@code log}.
 */
package dev.porchlight.bridge.discord;
