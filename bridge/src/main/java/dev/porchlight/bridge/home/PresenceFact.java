package dev.porchlight.bridge.home;

/** What can be told of one person's presence. Whoever nobody knows is offline. */
public enum PresenceFact {
    ONLINE("online", "") {
        @Override
        boolean holds(int presence) {
            return Presence.status(presence) != Presence.OFFLINE;
        }
    },
    STATUS_ONLINE("status", "online") {
        @Override
        boolean holds(int presence) {
            return Presence.status(presence) == Presence.ONLINE;
        }
    },
    STATUS_IDLE("status", "idle") {
        @Override
        boolean holds(int presence) {
            return Presence.status(presence) == Presence.IDLE;
        }
    },
    STATUS_DND("status", "dnd") {
        @Override
        boolean holds(int presence) {
            return Presence.status(presence) == Presence.DND;
        }
    },
    STATUS_OFFLINE("status", "offline") {
        @Override
        boolean holds(int presence) {
            return Presence.status(presence) == Presence.OFFLINE;
        }
    },
    PLAYING("playing", "") {
        @Override
        boolean holds(int presence) {
            return (presence & Presence.PLAYING) != 0;
        }
    },
    LISTENING("listening", "") {
        @Override
        boolean holds(int presence) {
            return (presence & Presence.LISTENING) != 0;
        }
    };

    private final String word;
    private final String status;

    PresenceFact(String word, String status) {
        this.word = word;
        this.status = status;
    }

    /** @param presence bits of {@link Presence} */
    abstract boolean holds(int presence);

    /** The first word of the signal syntax, e.g. {@code status}. */
    public String word() {
        return word;
    }

    /** What stands behind the id, e.g. {@code dnd}; empty where nothing does. */
    public String status() {
        return status;
    }
}
