/**
 * What Lanyard's clients speak: its REST API and its documents, with a store of key-value pairs for each person. The shape is
 * Lanyard's to the letter; where it differs from Tether's, the room {@code presence} has ours.
 */
package dev.porchlight.bridge.lanyard;
