package dev.porchlight.bridge.discord;

import java.util.concurrent.atomic.LongAdder;

/** What happened since the start; safe from every thread. */
public final class Counters {

    final LongAdder received = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder sessions = new LongAdder();
    final LongAdder resumes = new LongAdder();
    final LongAdder restarts = new LongAdder();

    final LongAdder presences = new LongAdder();
    final LongAdder members = new LongAdder();
    final LongAdder chunks = new LongAdder();

    Counters() {}

    /** One more, of that type. */
    void received(String type) {
        received.increment();
        switch (type) {
            case "PRESENCE_UPDATE" -> presences.increment();
            case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE" -> members.increment();
            case "GUILD_MEMBERS_CHUNK" -> chunks.increment();
            default -> {}
        }
    }

    /** Of those received: PRESENCE_UPDATE. */
    public long presences() {
        return presences.sum();
    }

    /** Of those received: members who came, changed or left. */
    public long members() {
        return members.sum();
    }

    /** Of those received: pieces of the lists of members that were asked for. */
    public long chunks() {
        return chunks.sum();
    }

    /** Gateway events that JDA handed on, each once. */
    public long received() {
        return received.sum();
    }

    /** Events that were not as Discord documents them, left out. */
    public long malformed() {
        return malformed.sum();
    }

    /** Events that JDA stumbled over itself and did not hand on. */
    public long lost() {
        return lost.sum();
    }

    /** Fresh sessions: READY events, the first included. */
    public long sessions() {
        return sessions.sum();
    }

    /** Sessions taken up again: RESUMED events. */
    public long resumes() {
        return resumes.sum();
    }

    /** How often the link came back: every fresh session but the first, and every resume. */
    public long reconnects() {
        return Math.max(0, sessions() - 1) + resumes();
    }

    /** Tries to build a new JDA because the last one failed or gave up. */
    public long restarts() {
        return restarts.sum();
    }
}
