package dev.porchlight.bridge.home;

/**
 * What a fact depends on and a change touches, e.g. channel 42; the id is zero where there is only one.
 *
 * <p>Compares by hand, like {@link Voice} and {@link Value}: a record's own way runs through method handles, which cost
 * microseconds each until they are compiled, and a voice event comes so seldom that on a Pi they hardly ever are.
 */
record Topic(Kind kind, long id) {

    static final Topic PEOPLE = new Topic(Kind.PEOPLE, 0);
    static final Topic LINK = new Topic(Kind.LINK, 0);

    /** Whether presences are known at all, and in which guilds. */
    static final Topic PRESENCES = new Topic(Kind.PRESENCE, 0);

    enum Kind {
        PEOPLE(0),
        GUILD(1),
        CHANNEL(2),
        USER(3),
        LINK(4),
        PRESENCE(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Topic topic && id == topic.id && kind == topic.kind;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(id) + kind.number;
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
