/**
 * The present: who is in voice and who is online, whether Discord is there, and the signals that follow from it. Inputs write through
 * {@link dev.porchlight.bridge.home.Home#change}; outputs listen through
 * {@link dev.porchlight.bridge.home.Home#watch}. Everything here belongs to one thread, the
 * {@link dev.porchlight.bridge.home.HomeLoop}. Imports {@code log} alone.
 */
package dev.porchlight.bridge.home;
