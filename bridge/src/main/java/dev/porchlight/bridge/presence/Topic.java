package dev.porchlight.bridge.presence;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Somebody who is watched, and by whom. Door loop only. */
final class Topic {

    /** Nobody has looked yet. */
    static final long UNSEEN = 0;

    /** Nobody knows them. */
    static final long GONE = 1;

    private static final int LEAST = 4;

    final long id;

    /** Of the document when it was last looked at, or one of the above. */
    long hash = UNSEEN;

    /** Of that hash; null when it is not kept. */
    Body body;

    private Subscription[] subscriptions = new Subscription[1];
    private int count;

    Topic(long id) {
        this.id = id;
    }

    int subscriptions() {
        return count;
    }

    /** The one at an index below {@link #subscriptions()}, in no order. */
    Subscription subscription(int index) {
        return subscriptions[index];
    }

    void add(Subscription subscription) {
        if (count == subscriptions.length) {
            subscriptions = Arrays.copyOf(subscriptions, count * 2);
        }
        subscription.index = count;
        subscriptions[count++] = subscription;
    }

    /** Constant time: the last one takes its place. */
    void remove(Subscription subscription) {
        Subscription last = subscriptions[--count];
        subscriptions[count] = null;
        if (last != subscription) {
            subscriptions[subscription.index] = last;
            last.index = subscription.index;
        }
        if (count * 4 < subscriptions.length && subscriptions.length > LEAST) {
            subscriptions = Arrays.copyOf(subscriptions, subscriptions.length / 2);
        }
    }

    /** Tells documents from each other: two checksums that the processor has instructions for, and two values taken. */
    static long hash(byte[] document) {
        CRC32 high = new CRC32();
        high.update(document, 0, document.length);
        CRC32C low = new CRC32C();
        low.update(document, 0, document.length);
        long hash = high.getValue() << 32 | low.getValue();
        return hash == UNSEEN || hash == GONE ? ~hash : hash;
    }
}
