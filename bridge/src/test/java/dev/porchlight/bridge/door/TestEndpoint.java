package dev.porchlight.bridge.door;

import java.time.Duration;
import java.util.function.Supplier;

/** Lets everybody in, each with a handler made for it. */
public final class TestEndpoint implements Endpoint {

    private final SocketLimits limits;
    private final Supplier<? extends SocketHandler> handlers;

    public TestEndpoint(SocketLimits limits, Supplier<? extends SocketHandler> handlers) {
        this.limits = limits;
        this.handlers = handlers;
    }

    /** One handler, for tests with one socket. */
    public static TestEndpoint of(SocketHandler handler) {
        return new TestEndpoint(limits(1024), () -> handler);
    }

    /** Limits of which only the message cap bites. */
    public static SocketLimits limits(int messageBytes) {
        return new SocketLimits(messageBytes, 64 * 1024, Duration.ofSeconds(60), Duration.ofSeconds(60), 2);
    }

    @Override
    public SocketLimits limits() {
        return limits;
    }

    @Override
    public Admission admit(Request request) {
        return Admission.acceptWithFirstSubprotocol(handlers.get());
    }
}
