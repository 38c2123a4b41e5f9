/**
 * What the person set: environment, {@code .env} and {@code porchlight.properties}, read by every room and complained of
 * all at once.
 */
package dev.porchlight.bridge.settings;
