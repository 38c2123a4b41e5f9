package dev.porchlight.bridge.presence;

/**
 * Whose newest state one client has yet to be told, each once, the longest waiting first. Of those whose subscription has ended
 * no more are kept than the client watches, however long it takes nothing. Door loop only.
 */
final class Owed {

    /** That have ended and are not worth a sweep. */
    private static final int FEW = 16;

    private Subscription first;
    private Subscription last;
    private int size;
    private int ended;

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    /** Adds one; false when it is in here already. */
    boolean add(Subscription subscription) {
        if (subscription.owed) {
            return false;
        }
        subscription.owed = true;
        size++;
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
        size--;
        ended -= polled.session == null ? 1 : 0;
        return polled;
    }

    /**
     * This subscription, which may be in here, has ended.
     *
     * @param watched how many the client has left
     */
    void ended(Subscription subscription, int watched) {
        if (subscription.owed && ++ended > watched + FEW) {
            for (int i = size; i > 0; i--) {
                Subscription one = poll();
                if (one.session != null) {
                    add(one);
                }
            }
        }
    }

    /** All of them have ended. */
    void clear() {
        first = null;
        last = null;
        size = 0;
        ended = 0;
    }
}
