package dev.porchlight.bridge.presence;

import java.util.Arrays;

/**
 * Pieces to put into a JSON text, or in place of a part of it. What is not touched stays as Discord sent it, byte for byte:
 * the order of the keys, keys nobody knows, the digits of a number. For one thread; edits do not overlap.
 */
final class Edits {

    private static final int MOST_HAVE = 8;

    private int count;
    private int[] from = new int[MOST_HAVE];
    private int[] to = new int[MOST_HAVE];
    private String[] text = new String[MOST_HAVE];

    /** Text before the byte at this place; after whatever else is put there. */
    void insert(int at, String ascii) {
        put(at, at, ascii);
    }

    /** Text in place of the bytes from here to there, and of all that was put among them. Nothing after them is edited yet. */
    void replace(int start, int end, String ascii) {
        while (count > 0 && from[count - 1] >= start) {
            count--;
        }
        put(start, end, ascii);
    }

    private void put(int start, int end, String ascii) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
            text = Arrays.copyOf(text, 2 * count);
        }
        int i = count++;
        for (; i > 0 && from[i - 1] > start; i--) { // nearly always the last: they are found from front to back
            from[i] = from[i - 1];
            to[i] = to[i - 1];
            text[i] = text[i - 1];
        }
        from[i] = start;
        to[i] = end;
        text[i] = ascii;
    }

    /** The first so many bytes of the text, with all edits. */
    void write(byte[] source, int end, DocumentWriter out) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            out.add(source, at, from[i]).add(text[i]);
            at = to[i];
        }
        out.add(source, at, end);
    }
}
