/** The command line: the only room that knows picocli, and the only one that knows {@code Bridge}. */
package dev.porchlight.bridge.cli;
