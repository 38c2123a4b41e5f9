package dev.porchlight.bridge.presence;

/** Whose newest state one client has yet to be told, each once, the longest waiting first. Door loop only. */
final class Owed {

    private Subscription first;
    private Subscription last;

    boolean isEmpty() {
        return first == null;
    }

    /** Adds one; false when it is in here already. */
    boolean add(Subscription subscription) {
        if (subscription.owed) {
            return false;
        }
        subscription.owed = true;
        if (first == null) {
            first = subscription;
        } else {
            last.next = subscription;
        }
        last = subscription;
        return true;
    }

    /** The next one; it may have ended meanwhile. */
    Subscription poll() {
        Subscription polled = first;
        first = polled.next;
        polled.next = null;
        polled.owed = false;
        return polled;
    }
}
