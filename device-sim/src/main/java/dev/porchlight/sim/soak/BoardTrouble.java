package dev.porchlight.sim.soak;

import dev.porchlight.sim.boards.Reboot;
import dev.porchlight.sim.boards.SimBoard;
import java.time.Duration;

/** What goes wrong with one board. Those that last are taken back by {@link #end}, the others end by themselves. */
enum BoardTrouble {
    CUT("connection lost", false),
    REBOOT("rebooted, with a reset", false),
    SILENT_REBOOT("rebooted without a word", false),
    NO_WIFI("without Wi-Fi for a while", false),
    GARBAGE("random bytes", false),
    BROKEN_FRAMES("frames that RFC 6455 forbids", false),
    HALF_OPEN("hung: neither reads nor sends", true),
    STALLED("stopped reading", true),
    SLOW("read 10 bytes a second", true),
    NO_PONG("answered no ping", true),
    WRONG_TOKEN("came back with a wrong token", true),
    DRIFT("clock off by 10 %", true),
    STORM("came back every 5 ms", true);

    private static final int SLOW_BYTES_PER_SECOND = 10;
    private static final int GARBAGE_BYTES = 256;
    private static final int FRAMES = 5;
    private static final double DRIFT_PERCENT = 10;

    private final String words;
    private final boolean lasts;

    BoardTrouble(String words, boolean lasts) {
        this.words = words;
        this.lasts = lasts;
    }

    String words() {
        return words;
    }

    boolean lasts() {
        return lasts;
    }

    /** @param time that those last which end by themselves */
    void begin(SimBoard board, long seed, Duration time) {
        switch (this) {
            case CUT -> board.cut();
            case REBOOT -> board.reboot(Reboot.RESET, time);
            case SILENT_REBOOT -> board.reboot(Reboot.SILENT, time);
            case NO_WIFI -> board.noWifi(time);
            case GARBAGE -> board.garbage(seed, GARBAGE_BYTES);
            case BROKEN_FRAMES -> board.brokenFrames(seed, FRAMES);
            case HALF_OPEN -> board.halfOpen(true);
            case STALLED -> board.stopReading(true);
            case SLOW -> board.readSlowly(SLOW_BYTES_PER_SECOND);
            case NO_PONG -> board.stopAnsweringPings(true);
            case WRONG_TOKEN -> {
                board.wrongToken(true);
                board.cut();
            }
            case DRIFT -> board.clockDrift((seed & 1) == 0 ? DRIFT_PERCENT : -DRIFT_PERCENT);
            case STORM -> {
                board.stockStorm(true);
                board.cut();
            }
        }
    }

    /** Takes back what lasts; with all of its kind, since faults on one board add up. */
    void end(SimBoard board) {
        switch (this) {
            case HALF_OPEN -> board.halfOpen(false);
            case STALLED, SLOW -> board.readNormally();
            case NO_PONG -> board.stopAnsweringPings(false);
            case WRONG_TOKEN -> {
                board.wrongToken(false);
                board.cut();
            }
            case DRIFT -> board.clockDrift(0);
            case STORM -> board.stockStorm(false);
            default -> {}
        }
    }
}
