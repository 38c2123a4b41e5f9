package dev.porchlight.bridge.presence;

import java.util.zip.Adler32;

/**
 * Adler-32 (RFC 1950 §8.2) of bytes whose parts have been summed already. It is two sums modulo 65,521: of the bytes, from 1
 * on, in the lower half, and of that sum after each byte in the upper half.
 */
final class Adler {

    /** Of no bytes. */
    static final int NONE = 1;

    private static final int BASE = 65_521;

    private Adler() {}

    static int of(byte[] bytes, int count) {
        Adler32 adler = new Adler32();
        adler.update(bytes, 0, count);
        return (int) adler.getValue();
    }

    /** The sum of something and what stands behind it. */
    static int both(int first, int second, long secondBytes) {
        long low = first & 0xFFFF;
        // Behind the first part the lower sum starts from low instead of 1, and each byte adds it to the upper one once
        // more.
        long more = low - 1 + BASE;
        long lower = (more + (second & 0xFFFF)) % BASE;
        long upper = ((first >>> 16) + (second >>> 16) + secondBytes % BASE * (more % BASE)) % BASE;
        return (int) (upper << 16 | lower);
    }
}
