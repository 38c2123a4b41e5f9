package dev.porchlight.sim.discord;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A thread: a channel within a channel, with members of its own. Any thread may call. */
public final class SimThread {
    private final SimChannel channel;

    SimThread(SimChannel channel) {
        this.channel = channel;
    }

    /** Where its messages are. */
    public SimChannel channel() {
        return channel;
    }

    public long id() {
        return channel.id();
    }

    /** MESSAGE_CREATE; brings an archived thread back first. Who was no member is one now. */
    public SimMessage say(SimUser author, String text) {
        return channel.say(author, text);
    }

    /**
     * THREAD_MEMBERS_UPDATE.
     *
     * @throws IllegalStateException when the user is no member of the guild
     */
    public void add(SimUser user) {
        channel.world().change(() -> channel.guild().threads().join(channel, user));
    }

    /** THREAD_MEMBERS_UPDATE. */
    public void remove(SimUser user) {
        channel.world().change(() -> channel.guild().threads().leave(channel, user));
    }

    public void rename(String name) {
        channel.rename(name);
    }

    /** THREAD_UPDATE. */
    public void archive() {
        channel.set("archived", true);
    }

    /** THREAD_UPDATE. */
    public void unarchive() {
        channel.set("archived", false);
    }

    /** THREAD_UPDATE: only a moderator may bring it back once it is archived. */
    public void lock() {
        channel.set("locked", true);
    }

    /** THREAD_DELETE. */
    public void delete() {
        channel.delete();
    }

    public boolean archived() {
        return channel.world().ask(() -> channel.thread().orElseThrow().isArchived());
    }

    public Set<SimUser> members() {
        return channel.world()
                .ask(() -> channel.thread().orElseThrow().joined.keySet().stream()
                        .map(channel.guild().people()::of)
                        .flatMap(Optional::stream)
                        .map(member -> member.user)
                        .collect(Collectors.toSet()));
    }

    @Override
    public String toString() {
        return channel.name();
    }
}
