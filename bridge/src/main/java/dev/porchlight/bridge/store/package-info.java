/**
 * What is kept across restarts: maps of text in one file in DATA_DIR, opened by the running bridge alone, and only once
 * something is kept. The only room that knows H2's MVStore.
 */
package dev.porchlight.bridge.store;
