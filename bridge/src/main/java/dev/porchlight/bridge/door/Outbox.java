package dev.porchlight.bridge.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * What a socket was sent and the kernel has not taken, in order; exists only while the kernel is behind. Door loop only.
 *
 * <p>The first message is <em>in flight</em>: part of it may be on the wire, so it cannot be taken back. The rest waits
 * behind it, and that is what {@link SocketLimits#queuedBytes()} bounds.
 */
final class Outbox {

    /** What a buffer costs beside its bytes: a flood of two-byte messages must not fill the heap below its cap. */
    static final int BUFFER_COST_BYTES = 64;

    /** The JDK copies all it is offered out of the heap, so a large message is offered in slices. */
    static final int SLICE_BYTES = 64 * 1024;

    private static final int TURN_BYTES = 4 * SLICE_BYTES;
    private static final int GATHER = 16;

    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(4);
    private long bytes;
    private long inFlight;
    private long accounted;

    /** What is left of a message that is partly with the kernel, or null when it is all there. */
    static Outbox restOf(ByteBuffer[] parts) {
        if (!anyLeft(parts)) {
            return null;
        }
        Outbox outbox = new Outbox();
        outbox.add(parts);
        outbox.inFlight = outbox.bytes;
        return outbox;
    }

    private static boolean anyLeft(ByteBuffer[] parts) {
        for (ByteBuffer part : parts) {
            if (part.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Takes a message that has to wait; what is empty is left out. */
    void add(ByteBuffer[] parts) {
        for (ByteBuffer part : parts) {
            if (part.hasRemaining()) {
                buffers.add(part);
                bytes += part.remaining();
            }
        }
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }

    /** What waits behind the message in flight, in bytes, each buffer's own cost included. */
    long waiting() {
        return bytes == inFlight ? 0 : bytes - inFlight + (long) buffers.size() * BUFFER_COST_BYTES;
    }

    /** What is held now, each buffer's own cost included, less what was the last time this was asked: below zero at times. */
    long owed() {
        long now = bytes + (long) buffers.size() * BUFFER_COST_BYTES;
        long more = now - accounted;
        accounted = now;
        return more;
    }

    /** Gives the kernel what it takes now, up to a few slices: other sockets wait for their turn. */
    void drainTo(GatheringByteChannel channel) throws IOException {
        for (long turn = 0; turn < TURN_BYTES && !buffers.isEmpty(); ) {
            long written = offer(channel, next());
            if (written == 0) {
                return;
            }
            turn += written;
            bytes -= written;
            inFlight = Math.max(0, inFlight - written);
            while (!buffers.isEmpty() && !buffers.peek().hasRemaining()) {
                buffers.remove();
            }
        }
    }

    private ByteBuffer[] next() {
        ByteBuffer[] some = new ByteBuffer[Math.min(GATHER, buffers.size())];
        Iterator<ByteBuffer> from = buffers.iterator();
        for (int i = 0; i < some.length; i++) {
            some[i] = from.next();
        }
        return some;
    }

    /** One write of at most a slice; returns the bytes the kernel took. */
    static long offer(GatheringByteChannel channel, ByteBuffer[] parts) throws IOException {
        if (parts.length == 1 && parts[0].remaining() <= SLICE_BYTES) {
            return channel.write(parts[0]); // the usual case, and cheaper than a gathering write of one
        }
        int room = SLICE_BYTES;
        int count = 0;
        while (count < parts.length && room > 0) {
            room -= parts[count].remaining();
            count++;
        }
        if (room >= 0) {
            return channel.write(parts, 0, count);
        }
        ByteBuffer last = parts[count - 1];
        int end = last.limit();
        last.limit(end + room);
        try {
            return channel.write(parts, 0, count);
        } finally {
            last.limit(end);
        }
    }
}
