/**
 * The Pi's own pins: lights and relays out, buttons in. Knows nothing of Discord, networks or the bridge; Pi4J is known to
 * {@code dev.porchlight.hardware.pi4j} alone, and loaded only where there are pins.
 */
package dev.porchlight.hardware;
