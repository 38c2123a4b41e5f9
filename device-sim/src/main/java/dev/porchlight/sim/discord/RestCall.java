package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/**
 * A REST request as it came, and how it was answered.
 *
 * @param path below {@code /api/v10/}, without query, decoded
 * @param body JSON as maps and lists, of a multipart request its {@code payload_json}; an empty map when there was none
 * @param files what came with it, without their contents
 * @param auditLogReason the header {@code X-Audit-Log-Reason}, decoded; empty for none
 * @param status 200, 404, …
 */
public record RestCall(
        String method,
        String path,
        Map<String, String> query,
        Object body,
        List<SimUpload> files,
        String auditLogReason,
        int status) {}
