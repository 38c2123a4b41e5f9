package dev.porchlight.bridge.guilds;

/** Figures about people, for whoever scrapes them. Any thread. */
public final class PeopleCounts {

    private final People people;
    private final Room room;
    private final RollCall rollCall;

    PeopleCounts(People people, Room room, RollCall rollCall) {
        this.people = people;
        this.room = room;
        this.rollCall = rollCall;
    }

    public long known() {
        return people.size();
    }

    public long online() {
        return people.online();
    }

    /** How often {@code presence.max-users} left no room for somebody, or took it from somebody offline. */
    public long leftOut() {
        return room.count();
    }

    /** Whole lists of members that have come. */
    public long lists() {
        return rollCall.lists();
    }

    /** Requests for members sent, for lists and for single people. */
    public long requests() {
        return rollCall.questions();
    }

    /** Of those, answered with RATE_LIMITED. */
    public long rateLimited() {
        return rollCall.refusals();
    }
}
