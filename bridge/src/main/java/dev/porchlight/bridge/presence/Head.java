package dev.porchlight.bridge.presence;

import java.nio.charset.StandardCharsets;

/** The beginning of an event, up to and with {@code "d":}, which may have the event's number in it. Immutable. */
public final class Head {

    /** More than any has. */
    static final int MOST_BYTES = 96;

    private static final int DIGITS = 20;

    private final byte[] before;
    private final byte[] after; // null when it has no number

    private Head(String before, String after) {
        this.before = before.getBytes(StandardCharsets.US_ASCII);
        this.after = after == null ? null : after.getBytes(StandardCharsets.US_ASCII);
        if (this.before.length + (after == null ? 0 : DIGITS + this.after.length) > MOST_BYTES) {
            throw new IllegalArgumentException("too long: " + before);
        }
    }

    /** Up to {@code "d":} with the event's number at {@code seq}. */
    public static Head numbered(String event) {
        return new Head("{\"op\":0,\"seq\":", ",\"t\":\"" + event + "\",\"d\":");
    }

    /** The same without a number. */
    public static Head plain(String event) {
        return new Head("{\"op\":0,\"t\":\"" + event + "\",\"d\":", null);
    }

    /**
     * Writes it.
     *
     * @param into at least {@value #MOST_BYTES} bytes
     * @param number above 0
     * @return how many bytes it has
     */
    int write(byte[] into, long number) {
        System.arraycopy(before, 0, into, 0, before.length);
        if (after == null) {
            return before.length;
        }
        int end = before.length;
        for (long rest = number; rest > 0; rest /= 10) {
            end++;
        }
        int at = end;
        for (long rest = number; rest > 0; rest /= 10) {
            into[--at] = (byte) ('0' + rest % 10);
        }
        System.arraycopy(after, 0, into, end, after.length);
        return end + after.length;
    }
}
