package dev.porchlight.bridge.home;

/** What a fact depends on and a change touches, e.g. channel 42; the id is zero where there is only one. */
record Topic(Kind kind, long id) {

    static final Topic PEOPLE = new Topic(Kind.PEOPLE, 0);
    static final Topic LINK = new Topic(Kind.LINK, 0);

    /** Whether presences are known at all, and in which guilds. */
    static final Topic PRESENCES = new Topic(Kind.PRESENCE, 0);

    enum Kind {
        PEOPLE,
        GUILD,
        CHANNEL,
        USER,
        PRESENCE,
        LINK
    }

    static Topic guild(long id) {
        return new Topic(Kind.GUILD, id);
    }

    static Topic channel(long id) {
        return new Topic(Kind.CHANNEL, id);
    }

    static Topic user(long id) {
        return new Topic(Kind.USER, id);
    }

    /** What is told of this person beside voice. */
    static Topic presence(long id) {
        return new Topic(Kind.PRESENCE, id);
    }
}
