/** Who is online and doing what, for other programs: over REST and WebSocket, of whom has not opted out. */
package dev.porchlight.bridge.presence;
