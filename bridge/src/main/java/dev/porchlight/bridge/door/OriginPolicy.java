package dev.porchlight.bridge.door;

import java.util.List;
import java.util.Locale;

/**
 * Which pages may open a WebSocket: a browser tells the page's origin and would send cookies along, so an endpoint that
 * let every origin in could be used by any page its owner visits. Boards send none, or {@code file://}. Immutable.
 */
public final class OriginPolicy {

    private final List<String> allowed;

    /** @param allowed origins as a browser writes them, e.g. {@code https://example.org}, or {@code *} for every one */
    public OriginPolicy(List<String> allowed) {
        this.allowed = allowed.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether the request comes from a program, a board, a page of this very host, or a page that was allowed. */
    public boolean allows(Request request) {
        String origin = request.header("origin").orElse("").toLowerCase(Locale.ROOT);
        if (origin.isEmpty() || origin.equals("file://") || allowed.contains("*") || allowed.contains(origin)) {
            return true;
        }
        int authority = origin.indexOf("://");
        String host = request.header("host").orElse("").toLowerCase(Locale.ROOT);
        return authority > 0
                && !host.isEmpty()
                && origin.substring(authority + 3).equals(host);
    }
}
