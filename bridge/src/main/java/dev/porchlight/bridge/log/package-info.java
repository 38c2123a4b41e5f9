/** Named events on standard output. Every room may import this one; it imports none. */
package dev.porchlight.bridge.log;
