/**
 * What people do, for web pages and programs: {@link dev.porchlight.bridge.presence.TetherDocument} shows one person,
 * {@link dev.porchlight.bridge.presence.PresenceApi} serves it under {@code /v1}, and
 * {@link dev.porchlight.bridge.presence.PresenceSocket} tells of every change. It only reads
 * {@link dev.porchlight.bridge.guilds.People}, where it has been decided who is seen, and writes nothing back.
 */
package dev.porchlight.bridge.presence;
