package dev.porchlight.bridge.door;

import java.time.Duration;

/**
 * Every limit of the door, unit in the name. Zero never means unlimited: each value is at least one.
 *
 * @param connections open sockets in all; past it new ones are closed at once
 * @param connectionsPerAddress open sockets of one peer address; loopback and trusted proxies are exempt
 * @param backlog connections the kernel may hold for us before they are accepted
 * @param headBytes a request head, request line to empty line. NanoHTTPD reads a head into 8,192 bytes and serves a longer
 *     one for ever (its 2.3.1 has no check), so this is also the ceiling
 * @param headTime from the first byte of a head (or from the connect) to its last
 * @param bodyTime from the end of the head to the last byte of the body
 * @param answerTime for the peer to take an answer; each 16 KiB it has taken earn it a second more, so that a large answer over
 *     a slow link is finished and a peer that only drips is not waited for
 * @param exchangeTime for a handler to make its answer; 503 after that
 * @param idleTime a kept-alive connection with no request
 * @param lingerTime after a refusal, for the peer to read it before the socket goes
 * @param stopTime for WebSocket peers to answer our close when the program stops
 * @param fanOutThreads threads that write one message to many sockets, the loop's own included; 1 to {@value #MAX_FAN_OUT_THREADS}
 * @param bufferBytes everything held for peers together: heads, bodies, fragments, what waits to be written; past it 503 or
 *     1013. The first {@value Budget#ALWAYS_BYTES} bytes of a connection are never refused
 */
public record DoorLimits(
        int connections,
        int connectionsPerAddress,
        int backlog,
        int headBytes,
        Duration headTime,
        Duration bodyTime,
        Duration answerTime,
        Duration exchangeTime,
        Duration idleTime,
        Duration lingerTime,
        Duration stopTime,
        int fanOutThreads,
        long bufferBytes) {

    /** The ceiling of {@link #headBytes}, given by NanoHTTPD's buffer. */
    public static final int MAX_HEAD_BYTES = 8_192;

    /** The ceiling of {@link #fanOutThreads}: past the number of cores more are of no use. */
    public static final int MAX_FAN_OUT_THREADS = 8;

    /** The floor of {@link #bufferBytes}. */
    public static final long MIN_BUFFER_BYTES = 64 * 1024;

    /** File descriptors kept free for everything that is not a client: jar, log, Discord, pins. */
    public static final int RESERVED_DESCRIPTORS = 256;

    /** Checks that no limit is absent. */
    public DoorLimits {
        if (connections < 1 || connectionsPerAddress < 1 || backlog < 1) {
            throw new IllegalArgumentException("a connection limit is at least 1");
        }
        if (headBytes < 64 || headBytes > MAX_HEAD_BYTES) {
            throw new IllegalArgumentException("headBytes is 64 to " + MAX_HEAD_BYTES);
        }
        if (fanOutThreads < 1 || fanOutThreads > MAX_FAN_OUT_THREADS) {
            throw new IllegalArgumentException("fanOutThreads is 1 to " + MAX_FAN_OUT_THREADS);
        }
        if (bufferBytes < MIN_BUFFER_BYTES) {
            throw new IllegalArgumentException("bufferBytes is at least " + MIN_BUFFER_BYTES);
        }
        for (Duration d :
                new Duration[] {headTime, bodyTime, answerTime, exchangeTime, idleTime, lingerTime, stopTime}) {
            if (d.isNegative() || d.isZero()) {
                throw new IllegalArgumentException("a time limit is more than zero");
            }
        }
    }

    /** The defaults, with as many connections as the process may have file descriptors and a quarter of its heap. */
    public static DoorLimits standard() {
        return new DoorLimits(
                Math.clamp(Descriptors.limit() - RESERVED_DESCRIPTORS, 1, 20_000),
                256,
                4_096,
                MAX_HEAD_BYTES,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Math.min(2, Runtime.getRuntime().availableProcessors()),
                Math.max(MIN_BUFFER_BYTES, Runtime.getRuntime().maxMemory() / 4));
    }

    /** The same limits but for the four that a person may set. */
    DoorLimits with(int inAll, int perAddress, int writers, long buffers) {
        return new DoorLimits(
                inAll,
                perAddress,
                backlog,
                headBytes,
                headTime,
                bodyTime,
                answerTime,
                exchangeTime,
                idleTime,
                lingerTime,
                stopTime,
                writers,
                buffers);
    }

    /** Names and values for the log, in the order above. */
    public Object[] asPairs() {
        return new Object[] {
            "connections", connections,
            "connections_per_address", connectionsPerAddress,
            "backlog", backlog,
            "head_bytes", headBytes,
            "head_ms", headTime.toMillis(),
            "body_ms", bodyTime.toMillis(),
            "answer_ms", answerTime.toMillis(),
            "exchange_ms", exchangeTime.toMillis(),
            "idle_ms", idleTime.toMillis(),
            "linger_ms", lingerTime.toMillis(),
            "stop_ms", stopTime.toMillis(),
            "fan_out_threads", fanOutThreads,
            "buffer_bytes", bufferBytes
        };
    }
}
