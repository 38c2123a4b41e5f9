/**
 * One scheme for every token but the boards': made, hashed, scoped, revoked. A running bridge reads {@code tokens.json} again
 * when it has changed, so that the command line works beside it.
 */
package dev.porchlight.bridge.tokens;
