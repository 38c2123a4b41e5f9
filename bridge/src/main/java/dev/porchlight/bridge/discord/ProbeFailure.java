package dev.porchlight.bridge.discord;

/** Why one request of a {@link Probe} brought nothing. The message is fit for a terminal and holds nothing that was sent. */
final class ProbeFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private enum Kind {
        REFUSED,
        AWAY,
        HIDDEN
    }

    private final Kind kind;

    private ProbeFailure(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    static ProbeFailure refused(String sentence) {
        return new ProbeFailure(sentence, Kind.REFUSED);
    }

    static ProbeFailure away(String reason) {
        return new ProbeFailure(reason, Kind.AWAY);
    }

    /** Discord's own 403 or 404. */
    static ProbeFailure hidden(int status) {
        return new ProbeFailure("HTTP " + status, Kind.HIDDEN);
    }

    /** Whether a person has to mend something, and trying again would not help. */
    boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    /** Whether Discord answered, and shows the bot nothing there. */
    boolean isHidden() {
        return kind == Kind.HIDDEN;
    }
}
