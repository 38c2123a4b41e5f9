package dev.porchlight.bridge.presence;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Makes parts of deflate streams (RFC 1951) that begin and end at a byte and refer to nothing before them, so that any of
 * them may stand behind any other: a message is put together from parts that many sockets share, and no socket has a
 * compressor (a quarter of a megabyte each). Door loop only.
 */
final class Deflation {

    private Deflater deflater; // made when the first socket wants it
    private byte[] out = new byte[4_096];

    /** @param last whether the stream ends with it */
    byte[] deflate(byte[] bytes, int count, boolean last) {
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true); // what 78 9C in front says
        }
        deflater.reset();
        deflater.setInput(bytes, 0, count);
        if (last) {
            deflater.finish();
        }
        int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        int length = 0;
        while (true) {
            int more = deflater.deflate(out, length, out.length - length, flush);
            length += more;
            if (length < out.length) {
                return Arrays.copyOf(out, length);
            }
            out = Arrays.copyOf(out, out.length * 2);
        }
    }
}
