package dev.porchlight.sim.check;

import dev.porchlight.sim.DeadlineMissed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stand-in for a bridge's {@code /ws} that checks one board at a time.
 *
 * <pre>{@code
 * try (CheckBoard check = CheckBoard.listen(8080)) {
 *     startYourBoardOrEmulator(check.url());
 *     CheckReport report = check.check();
 *     assertTrue(report.passed(), report.toString());
 * }
 * }</pre>
 *
 * <p>{@link #check} blocks its caller; {@link #close} may come from any thread.
 */
public final class CheckBoard implements AutoCloseable {
    private final CheckOptions options;
    private final Consumer<String> progress;
    private final Entrance entrance;

    private CheckBoard(Builder builder) throws IOException {
        this.options = new CheckOptions(builder.script, builder.timing, builder.token, builder.led, builder.notesCount);
        this.progress = builder.progress;
        this.entrance = new Entrance(new InetSocketAddress(builder.address, builder.port));
    }

    /**
     * On loopback, for any token, with stock times; 0 takes any free port.
     *
     * @throws IllegalStateException when the port cannot be had
     */
    public static CheckBoard listen(int port) {
        try {
            return builder().port(port).listen();
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " cannot be had: " + e.getMessage(), e);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public int port() {
        return entrance.port();
    }

    /** Where a board on this machine is to connect. */
    public String url() {
        return "ws://127.0.0.1:" + port() + "/ws";
    }

    /** Waits for a board as long as for one that comes back, and checks it; one at a time. */
    public CheckReport check() {
        return check(options.timing().arrival());
    }

    /**
     * Waits for a board and leads it through the script.
     *
     * @throws DeadlineMissed when none comes in time
     * @throws IllegalStateException when interrupted
     */
    public synchronized CheckReport check(Duration firstArrival) {
        try {
            return new Dance(options, entrance, progress).run(firstArrival);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking a board", e);
        } catch (IOException e) {
            throw new IllegalStateException("a board's socket could not be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        entrance.close();
    }

    /** How to listen and what to check. */
    public static final class Builder {
        private InetAddress address = InetAddress.getLoopbackAddress();
        private int port;
        private Script script = Script.dance();
        private CheckTiming timing = CheckTiming.stock();
        private Optional<String> token = Optional.empty();
        private Optional<LedProbe> led = Optional.empty();
        private Consumer<String> progress = line -> {};
        private boolean notesCount;

        private Builder() {}

        /** 0, the default, takes any free port. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** Loopback unless given: a board on the network needs an address of this machine there, or 0.0.0.0 for all. */
        public Builder address(InetAddress newAddress) {
            address = newAddress;
            return this;
        }

        /** {@link Script#dance} unless given. */
        public Builder script(Script newScript) {
            script = newScript;
            return this;
        }

        /** {@link CheckTiming#stock} unless given. */
        public Builder timing(CheckTiming newTiming) {
            timing = newTiming;
            return this;
        }

        /** The one the board has to send; any will do unless given. */
        public Builder token(String newToken) {
            token = Optional.of(newToken);
            return this;
        }

        /** Who sees the LED; unless given, the report says what was not seen. */
        public Builder led(LedProbe newLed) {
            led = Optional.of(newLed);
            return this;
        }

        /** Hears a line for every step, on the checking thread. */
        public Builder progress(Consumer<String> newProgress) {
            progress = newProgress;
            return this;
        }

        /** Notes fail the check too: the board is to be exactly like a stock one. */
        public Builder notesCount() {
            notesCount = true;
            return this;
        }

        /**
         * Takes the port.
         *
         * @throws IOException when it cannot be had
         */
        public CheckBoard listen() throws IOException {
            return new CheckBoard(this);
        }
    }
}
