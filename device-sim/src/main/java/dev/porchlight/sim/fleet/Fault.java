package dev.porchlight.sim.fleet;

import dev.porchlight.sim.boards.Reboot;
import dev.porchlight.sim.boards.SimBoard;
import java.time.Duration;
import java.util.Optional;

/** What {@code --faults} can break, in the words a person types. */
enum Fault {
    SLOW("slow", false),
    STALLED("stalled", false),
    NO_PONG("no-pong", false),
    HALF_OPEN("half-open", false),
    WRONG_TOKEN("wrong-token", false),
    DRIFT("drift", false),
    CUT("cut", true),
    REBOOT("reboot", true),
    SILENT_REBOOT("silent-reboot", true),
    WIFI("wifi", true),
    GARBAGE("garbage", true),
    BROKEN("broken", true);

    private static final int SLOW_BYTES_PER_SECOND = 10;
    private static final double DRIFT_PERCENT = 10;
    private static final Duration BOOT = Duration.ofSeconds(3);
    private static final Duration WITHOUT_WIFI = Duration.ofSeconds(10);
    private static final int GARBAGE_BYTES = 256;
    private static final int FRAMES = 5;

    private final String word;
    private final boolean event;

    Fault(String word, boolean event) {
        this.word = word;
        this.event = event;
    }

    static Optional<Fault> of(String word) {
        for (Fault fault : values()) {
            if (fault.word.equals(word)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    String word() {
        return word;
    }

    /** Whether it happens again and again, a share of the boards a minute; otherwise a share of the boards has it for good. */
    boolean isEvent() {
        return event;
    }

    /** @param seed of whatever is random in it */
    void happen(SimBoard board, long seed) {
        switch (this) {
            case SLOW -> board.readSlowly(SLOW_BYTES_PER_SECOND);
            case STALLED -> board.stopReading(true);
            case NO_PONG -> board.stopAnsweringPings(true);
            case HALF_OPEN -> board.halfOpen(true);
            case WRONG_TOKEN -> {
                board.wrongToken(true);
                board.cut();
            }
            case DRIFT -> board.clockDrift((seed & 1) == 0 ? DRIFT_PERCENT : -DRIFT_PERCENT);
            case CUT -> board.cut();
            case REBOOT -> board.reboot(Reboot.RESET, BOOT);
            case SILENT_REBOOT -> board.reboot(Reboot.SILENT, BOOT);
            case WIFI -> board.noWifi(WITHOUT_WIFI);
            case GARBAGE -> board.garbage(seed, GARBAGE_BYTES);
            case BROKEN -> board.brokenFrames(seed, FRAMES);
        }
    }
}
