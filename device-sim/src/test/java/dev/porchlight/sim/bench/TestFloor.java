package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A floor that serves: the Java one on a thread of this JVM, or the one in C. */
final class TestFloor implements AutoCloseable {
    /** Ends it, and returns when it has ended. */
    @FunctionalInterface
    private interface Ending {
        void end() throws IOException;
    }

    private final Ending ending;
    private final InetSocketAddress address;

    private TestFloor(InetSocketAddress address, Ending ending) {
        this.address = address;
        this.ending = ending;
    }

    static TestFloor inJava() throws IOException {
        BareServer server = new BareServer();
        Thread serving = Thread.ofPlatform().start(() -> {
            try {
                server.run();
            } catch (IOException | ClosedSelectorException e) {
                // Closed in the midst of a select: the test is over.
            }
        });
        return new TestFloor(new InetSocketAddress(Setup.LOOPBACK, server.port()), () -> {
            server.close();
            joined(serving);
        });
    }

    /** @param threads that write a change */
    static TestFloor inC(NativeTools tools, Path folder, int threads) throws IOException {
        Child child = Child.start(folder, "floor", Map.of(), List.of(tools.program("floor"), "" + threads));
        return new TestFloor(Setup.awaitAddress(child), child::close);
    }

    private static void joined(Thread serving) {
        try {
            assertThat(serving.join(Duration.ofSeconds(10))).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        ending.end();
    }
}
