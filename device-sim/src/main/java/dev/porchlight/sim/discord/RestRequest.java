package dev.porchlight.sim.discord;

/**
 * A REST request as it came.
 *
 * @param target path and query
 * @param authorization the header; empty for none
 * @param auditLogReason the header; empty for none
 */
record RestRequest(String method, String target, String authorization, String auditLogReason, RestBody body) {
    String path() {
        return target.split("\\?", 2)[0];
    }

    /** Without its question mark; empty for none. */
    String query() {
        String[] pathAndQuery = target.split("\\?", 2);
        return pathAndQuery.length < 2 ? "" : pathAndQuery[1];
    }

    boolean isBelow(String prefix) {
        return path().startsWith(prefix);
    }
}
