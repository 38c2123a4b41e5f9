/** Who is online and doing what, as web pages ask for it: {@code /v1/users} and {@code /socket}. */
package dev.porchlight.bridge.presence;
