/** The same as {@code presence}, exactly as the clients of Lanyard expect it. */
package dev.porchlight.bridge.lanyard;
