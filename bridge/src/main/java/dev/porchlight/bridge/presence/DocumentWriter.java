package dev.porchlight.bridge.presence;

import java.util.Arrays;

/** The bytes of a JSON document under way. For one thread. */
public final class DocumentWriter {

    private byte[] bytes;
    private int length;

    /** @param expected how many bytes it will about be */
    public DocumentWriter(int expected) {
        bytes = new byte[expected];
    }

    /** Adds text that is ASCII and JSON already. */
    public DocumentWriter add(String ascii) {
        int end = room(ascii.length());
        for (int i = 0, at = length; at < end; i++, at++) {
            bytes[at] = (byte) ascii.charAt(i);
        }
        length = end;
        return this;
    }

    /** Adds a piece of UTF-8 JSON. */
    public DocumentWriter add(byte[] json, int from, int to) {
        int end = room(to - from);
        System.arraycopy(json, from, bytes, length, to - from);
        length = end;
        return this;
    }

    /** Text that needs no escape as a JSON value; null as null. */
    static String quoted(String plain) {
        return plain == null ? "null" : '"' + plain + '"';
    }

    /** Where it will end with so many bytes more. */
    private int room(int more) {
        int end = Math.addExact(length, more);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length + (bytes.length >> 1)));
        }
        return end;
    }

    /** Bytes so far. */
    public int length() {
        return length;
    }

    /** All of it, in an array of its own. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
