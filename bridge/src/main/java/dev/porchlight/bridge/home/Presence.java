package dev.porchlight.bridge.home;

/**
 * What signals can tell of one person's presence, packed into a few bits; zero is somebody who is offline, of whom nothing
 * else can be told.
 */
public final class Presence {

    public static final int OFFLINE = 0;
    public static final int ONLINE = 1;
    public static final int IDLE = 2;
    public static final int DND = 3;

    /** Plays a game: an activity of type 0. Added to a status. */
    public static final int PLAYING = 4;

    /** Listens to something: an activity of type 2, or Spotify. Added to a status. */
    public static final int LISTENING = 8;

    private static final int STATUS = 3;

    private Presence() {}

    /** One of the four statuses. */
    static int status(int presence) {
        return presence & STATUS;
    }
}
