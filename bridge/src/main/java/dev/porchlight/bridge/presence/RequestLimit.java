package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.AddressRange;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ErrorWriter;
import dev.porchlight.bridge.door.Handler;
import dev.porchlight.bridge.door.Latest;
import dev.porchlight.bridge.door.Request;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How often an address may ask: {@value #BURST} times at once and {@value #PER_SECOND} times a second from then on, an IPv6
 * network of 64 bits being one address. Who asks on this machine itself may ask as often as they like. All surfaces share
 * one, so that an address has its share once. A request that is refused costs nothing. Any thread.
 *
 * <p>Of each address the moment is kept at which its share is whole again; every request puts it off by a tenth of a second
 * (the generic cell rate algorithm, which needs no timer). Whoever is forgotten, as {@value #REMEMBERED} others came
 * later, has a whole share again.
 */
public final class RequestLimit {

    /** Requests at once. */
    public static final int BURST = 20;

    /** Requests a second, after that. */
    public static final int PER_SECOND = 10;

    private static final int REMEMBERED = 4_096;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long REQUEST_NANOS = SECOND_NANOS / PER_SECOND;
    private static final long BURST_NANOS = BURST * REQUEST_NANOS;
    private static final String MESSAGE =
            "Too many requests: " + BURST + " at once, and " + PER_SECOND + " a second from then on";

    private final LongSupplier nanos;
    private final ReentrantLock counting = new ReentrantLock();
    private final Map<InetAddress, Long> wholeAt = new Latest<>(REMEMBERED); // guarded by counting
    private final LongAdder refused = new LongAdder();

    /** What is left to an address after a request. */
    record Share(boolean granted, int remaining, long wholeInSeconds, long nextInSeconds) {}

    public RequestLimit() {
        this(System::nanoTime);
    }

    RequestLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * A handler that is asked no more often than that, and says in {@code RateLimit-…} how much is left; otherwise 429 with
     * {@code Retry-After}.
     */
    public Handler on(ErrorWriter errors, Handler handler) {
        return request -> {
            if (request.fromThisMachine()) {
                return handler.handle(request);
            }
            Share share = take(request);
            if (share.granted()) {
                Answer answer = handler.handle(request);
                return answer == null ? null : told(share, answer);
            }
            refused.increment();
            return told(share, errors.write(429, "rate_limited", MESSAGE))
                    .with("Retry-After", Long.toString(share.nextInSeconds()));
        };
    }

    /** Requests refused since the start. */
    public long refused() {
        return refused.sum();
    }

    private static Answer told(Share share, Answer answer) {
        return answer.with("RateLimit-Limit", Integer.toString(BURST))
                .with("RateLimit-Remaining", Integer.toString(share.remaining()))
                .with("RateLimit-Reset", Long.toString(share.wholeInSeconds()));
    }

    private Share take(Request request) {
        return take(AddressRange.networkOf(request.client()));
    }

    Share take(InetAddress network) {
        counting.lock();
        try {
            long now = nanos.getAsLong();
            Long before = wholeAt.get(network);
            long debt = before == null ? 0 : Math.max(0, before - now);
            boolean granted = debt + REQUEST_NANOS <= BURST_NANOS;
            if (granted) {
                debt += REQUEST_NANOS;
                wholeAt.put(network, now + debt);
            }
            long left = BURST_NANOS - debt;
            return new Share(
                    granted, (int) (left / REQUEST_NANOS), seconds(debt), seconds(Math.max(0, REQUEST_NANOS - left)));
        } finally {
            counting.unlock();
        }
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, SECOND_NANOS);
    }
}
