package dev.porchlight.sim.discord;

import java.util.Map;

/**
 * Something a client asked of the gateway, noted down; 3, 4 and 8 are acted on, too.
 *
 * @param opcode 3 presence, 4 voice state, 8 guild members, 31 soundboard sounds
 * @param d the payload's {@code d} as it came; empty when it was not an object
 */
public record ClientRequest(int opcode, Map<String, Object> d) {}
