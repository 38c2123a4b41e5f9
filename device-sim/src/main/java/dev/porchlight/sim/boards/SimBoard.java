package dev.porchlight.sim.boards;

import java.time.Duration;

/**
 * One simulated board: what there is to see of it ({@link BoardView}), and what can go wrong with it.
 *
 * <p>Thread-safe. A fault is in force when its method returns, and stays until it is taken back; faults add up. The LED keeps
 * its level when the socket is lost, as the stock firmware leaves it.
 */
public final class SimBoard extends BoardView implements AutoCloseable {
    /** The most bytes that {@link #garbage} says at a time. */
    public static final int MAX_GARBAGE_BYTES = 32 * 1024;

    /** The most frames that {@link #brokenFrames} says at a time. */
    public static final int MAX_BROKEN_FRAMES = 100;

    private static final double MAX_DRIFT_PERCENT = 50;

    private volatile BoardLink link;

    SimBoard(Profile profile, int number, BoardListener listener, LightListener lights) {
        super(profile, number, listener, lights);
    }

    void plug(BoardLink newLink) {
        link = newLink;
    }

    /** With true it takes nothing off its socket until called with false. */
    public void stopReading(boolean stop) {
        onLink(() -> {
            link.faults.notReading = stop;
            link.troubles.read();
        });
    }

    /** A slow reader: so many bytes a second, at least 1, on this connection and all later ones, until {@link #readNormally}. */
    public void readSlowly(int bytesPerSecond) {
        check(bytesPerSecond >= 1, "a slow reader takes at least 1 byte a second");
        onLink(() -> {
            link.faults.bytesPerSecond = bytesPerSecond;
            link.troubles.read();
        });
    }

    /** Takes back {@link #readSlowly} and {@link #stopReading}. */
    public void readNormally() {
        onLink(() -> {
            link.faults.bytesPerSecond = Faults.FULL_SPEED;
            link.faults.notReading = false;
            link.troubles.read();
        });
    }

    /** With true, pings of the server stay unanswered. */
    public void stopAnsweringPings(boolean stop) {
        onLink(() -> link.faults.notAnswering = stop);
    }

    /**
     * With true the board hangs: its TCP connection stays, nothing is read or sent, its LED stays as it is, and no time-out
     * of its own strikes. With false it goes on where it was.
     */
    public void halfOpen(boolean on) {
        onLink(() -> link.troubles.halfOpen(on));
    }

    /**
     * Loses its Wi-Fi for so long: LED off, no FIN and no reset. Then it connects from a new socket; whatever the server
     * sends to the former one is answered with a reset.
     */
    public void noWifi(Duration time) {
        check(!time.isNegative(), "time does not run backwards");
        onLink(() -> link.troubles.noWifi(time));
    }

    /** The token it sends from its next connection on. */
    public void useToken(String token) {
        onLink(() -> link.token(token));
    }

    /** With true its next connections send its token with {@code -wrong} behind it. */
    public void wrongToken(boolean wrong) {
        onLink(() -> link.faults.wrongToken = wrong);
    }

    /**
     * Says random bytes, at most {@value #MAX_GARBAGE_BYTES}, and goes on as before.
     *
     * @param seed the same seed, the same bytes
     * @return whether there was an open WebSocket to say them on
     */
    public boolean garbage(long seed, int bytes) {
        check(bytes >= 1 && bytes <= MAX_GARBAGE_BYTES, "garbage is 1 to " + MAX_GARBAGE_BYTES + " bytes");
        return say(Garbage.bytes(seed, bytes));
    }

    /**
     * Says frames that RFC 6455 forbids, at most {@value #MAX_BROKEN_FRAMES}, and goes on as before.
     *
     * @param seed the same seed, the same frames
     * @return whether there was an open WebSocket to say them on
     */
    public boolean brokenFrames(long seed, int frames) {
        check(
                frames >= 1 && frames <= MAX_BROKEN_FRAMES,
                "broken frames come 1 to " + MAX_BROKEN_FRAMES + " at a time");
        return say(Garbage.frames(seed, frames));
    }

    /** Boots for so long, LED off, then connects; the LED stays off until the server says {@code 1}. Uptime starts again. */
    public void reboot(Reboot how, Duration boot) {
        check(!boot.isNegative(), "time does not run backwards");
        onLink(() -> link.troubles.reboot(how, boot));
    }

    /** How the updates to come end, and after how long; INSTALLED after 10 s unless this is called. */
    public void ota(OtaResult result, Duration takes) {
        check(!takes.isNegative(), "time does not run backwards");
        onLink(() -> link.troubles.ota(result, takes));
    }

    /** Its clock runs so many percent fast, or slow when below 0; -50 to 50. All its times shift: pings, time-outs, reconnects. */
    public void clockDrift(double percent) {
        check(Math.abs(percent) <= MAX_DRIFT_PERCENT, "a clock drifts by -50 to 50 percent");
        onLink(() -> link.clock.drift(percent));
    }

    /** With true it reconnects as stock firmware does, every 5 ms, whatever {@link Timing} says. */
    public void stockStorm(boolean storm) {
        onLink(() -> link.faults.storm = storm);
    }

    /** Loses the TCP connection, and reconnects as ever. */
    public void cut() {
        onLink(() -> link.drop(DropReason.FAULT, "cut"));
    }

    /** Switches the board off for good: the TCP connection is dropped, the LED goes dark without telling anyone. */
    @Override
    public void close() {
        onLink(link::close);
    }

    private boolean say(byte[] bytes) {
        boolean[] said = new boolean[1];
        onLink(() -> said[0] = link.troubles.say(bytes));
        return said[0];
    }

    /** A board that is switched off has no faults any more. */
    private void onLink(Runnable task) {
        link.call(() -> {
            if (!link.isOff()) {
                task.run();
            }
        });
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
