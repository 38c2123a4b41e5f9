package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.Frame;
import dev.porchlight.sim.wire.FrameReader;
import dev.porchlight.sim.wire.HttpHead;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a client sends, as heads, bodies and frames. Blocking; one thread. Holds at most {@link #CAPACITY} bytes. */
final class SocketReader {
    private static final int CAPACITY = 16 * 1024;

    private final InputStream in;
    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).flip();

    SocketReader(InputStream in) {
        this.in = in;
    }

    HttpHead head() throws IOException {
        Optional<HttpHead> head = HttpHead.read(buffer);
        while (head.isEmpty()) {
            more();
            head = HttpHead.read(buffer);
        }
        return head.get();
    }

    byte[] body(int length) throws IOException {
        byte[] body = new byte[length];
        int had = Math.min(length, buffer.remaining());
        buffer.get(body, 0, had);
        if (in.readNBytes(body, had, length - had) < length - had) {
            throw new EOFException("the body ended early");
        }
        return body;
    }

    void skip(int length) throws IOException {
        int buffered = Math.min(length, buffer.remaining());
        buffer.position(buffer.position() + buffered);
        in.skipNBytes(length - buffered);
    }

    /**
     * A body in chunks, put together; empty when there is more of it than that, which is then read and forgotten.
     *
     * @throws IOException when even that is more than {@code maxSkipped}, or a chunk has no size
     */
    Optional<byte[]> chunkedBody(int max, int maxSkipped) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int total = 0;
        int size = chunkSize();
        while (size > 0) {
            total += size;
            if (total < 0 || total > maxSkipped) {
                throw new IOException("a body of more than " + maxSkipped + " bytes");
            }
            if (total > max) {
                skip(size);
            } else {
                body.writeBytes(body(size));
            }
            line();
            size = chunkSize();
        }
        while (!line().isEmpty()) {
            // Trailers say nothing that is needed here.
        }
        return total > max ? Optional.empty() : Optional.of(body.toByteArray());
    }

    private int chunkSize() throws IOException {
        String size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,7}")) {
            throw new IOException("no size of a chunk: " + size);
        }
        return Integer.parseInt(size, 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!buffer.hasRemaining()) {
                more();
            }
            char c = (char) (buffer.get() & 0xff);
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            if (line.append(c).length() > CAPACITY) {
                throw new IOException("a line without an end");
            }
        }
    }

    Frame frame(int maxPayloadBytes) throws IOException {
        Optional<Frame> frame = FrameReader.read(buffer, true, maxPayloadBytes);
        while (frame.isEmpty()) {
            more();
            frame = FrameReader.read(buffer, true, maxPayloadBytes);
        }
        return frame.get();
    }

    /**
     * Takes and forgets everything up to the client's end. A socket closed with bytes unread is reset, and a reset can
     * overtake the close frame that was to tell why.
     */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        throw new EOFException("closed");
    }

    private void more() throws IOException {
        buffer.compact();
        try {
            if (!buffer.hasRemaining()) {
                throw new IOException("more than " + CAPACITY + " bytes without an end");
            }
            int n = in.read(buffer.array(), buffer.position(), buffer.remaining());
            if (n < 0) {
                throw new EOFException("closed");
            }
            buffer.position(buffer.position() + n);
        } finally {
            buffer.flip();
        }
    }
}
