/** The pins by Pi4J: the only package that knows it, loaded only where there is a header. */
package dev.porchlight.hardware.pi4j;
