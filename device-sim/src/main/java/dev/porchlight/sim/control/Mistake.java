package dev.porchlight.sim.control;

/** Something asked of the simulated world that cannot be; the message is a sentence for whoever asked. */
public final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean unknownName;

    private Mistake(boolean unknownName, String message) {
        super(message);
        this.unknownName = unknownName;
    }

    /** What was written cannot be used. */
    public static Mistake of(String message) {
        return new Mistake(false, message);
    }

    /** There is nothing of that name. */
    public static Mistake unknown(String message) {
        return new Mistake(true, message);
    }

    public boolean isUnknownName() {
        return unknownName;
    }
}
