package dev.porchlight.sim.discord;

/**
 * A REST request a client made and how it was answered.
 *
 * @param path after {@code /api/v10}, without the query, e.g. {@code /users/@me}
 * @param body as it came; "" when there was none
 * @param status what was answered; for an answer that broke off, what it began with
 */
public record RestRequest(String method, String path, String body, int status) {}
