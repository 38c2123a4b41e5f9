/**
 * The two wire formats both halves of the simulator speak: HTTP/1.1 heads and WebSocket frames (RFC 6455).
 *
 * <p>Codecs only: no sockets, no threads.
 */
package dev.porchlight.sim.wire;
