package dev.porchlight.sim.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as it goes on the wire.
 *
 * @param headers besides Content-Length
 * @param delay how much later it goes
 * @param cut whether the connection is reset when half of it is out
 */
record RestReply(int status, String phrase, Map<String, String> headers, String body, Duration delay, boolean cut) {

    static RestReply of(RestAnswer answer, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        boolean empty = answer.body() == null;
        if (!empty) {
            all.put("Content-Type", "application/json");
        }
        // Clients tell Discord's own answers from Cloudflare's by this one.
        all.put("Via", "1.1 google");
        all.putAll(headers);
        return new RestReply(
                answer.status(), answer.phrase(), all, empty ? "" : Json.write(answer.body()), Duration.ZERO, false);
    }

    /** What Cloudflare in front of Discord sends to an address it has had enough of: no JSON, no Via. */
    static RestReply ofCloudflare(Duration retryAfter) {
        String html = "<!DOCTYPE html>\n<html><head><title>Access denied | discord.com used Cloudflare to restrict"
                + " access</title></head><body><h1>Error 1015</h1><p>You are being rate limited.</p></body></html>\n";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/html; charset=UTF-8");
        headers.put("Server", "cloudflare");
        headers.put("Retry-After", RateLimits.wholeSeconds(retryAfter));
        return new RestReply(429, "Too Many Requests", headers, html, Duration.ZERO, false);
    }

    RestReply delayed(Duration by) {
        return new RestReply(status, phrase, headers, body, by, cut);
    }

    RestReply thatBreaksOff() {
        return new RestReply(status, phrase, headers, body, delay, true);
    }

    String head() {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(' ').append(phrase).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!body.isEmpty()) {
            head.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return head.append("\r\n").toString();
    }
}
