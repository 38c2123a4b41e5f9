/**
 * The one port: its loop, its limits, HTTP and WebSocket. Features register routes and endpoints; the door knows none of
 * them, and no other room knows Java-WebSocket or NanoHTTPD, which serve here as codecs without a socket of their own.
 */
package dev.porchlight.bridge.door;
