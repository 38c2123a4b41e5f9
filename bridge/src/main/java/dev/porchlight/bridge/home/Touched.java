package dev.porchlight.bridge.home;

import java.util.HashSet;
import java.util.Set;

/** What the edits of one change have touched, for {@link Facts} to look at again. Home loop only. */
final class Touched {

    private Set<Topic> topics = new HashSet<>();
    private boolean names;
    private boolean everything;

    void topic(Topic topic) {
        topics.add(topic);
    }

    /** A guild or channel came, went or is called otherwise: what channels stand for is looked up again. */
    void names() {
        names = true;
    }

    /** What is vouched for is not what it was; that may change whether any fact is known. */
    void everything() {
        everything = true;
    }

    Set<Topic> takeTopics() {
        Set<Topic> taken = topics;
        if (!taken.isEmpty()) {
            topics = new HashSet<>();
        }
        return taken;
    }

    boolean takeNames() {
        boolean taken = names;
        names = false;
        return taken;
    }

    boolean takeEverything() {
        boolean taken = everything;
        everything = false;
        return taken;
    }
}
