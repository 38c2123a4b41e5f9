package dev.porchlight.sim.discord;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/**
 * {@code compress=zlib-stream}: one deflate stream for the life of a connection, flushed after every message, so that
 * each binary frame ends with 00 00 FF FF. One thread only.
 */
final class ZlibStream implements AutoCloseable {
    /** Length of the 00 00 FF FF. */
    static final int SUFFIX_BYTES = 4;

    private final Deflater deflater = new Deflater();
    private final byte[] chunk = new byte[4096];

    byte[] compress(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2 + 16);
        deflater.setInput(message);
        int n;
        do {
            n = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, n);
        } while (n == chunk.length);
        return out.toByteArray();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
