package dev.porchlight.bridge.door;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header's value (RFC 9110 §5.6.7), formatted once a second. Safe from every thread. */
final class HttpDate {

    // RFC_1123_DATE_TIME of the JDK, and NanoHTTPD, write "6 Nov" where HTTP wants "06 Nov".
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Formatted(long second, String text) {}

    private final Clock clock;
    private volatile Formatted last = new Formatted(Long.MIN_VALUE, "");

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    String now() {
        Instant now = clock.instant();
        Formatted seen = last;
        if (seen.second != now.getEpochSecond()) {
            seen = new Formatted(now.getEpochSecond(), FORMAT.format(now));
            last = seen;
        }
        return seen.text;
    }
}
