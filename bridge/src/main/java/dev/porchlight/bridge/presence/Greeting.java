package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Batch;
import java.util.Arrays;

/**
 * An INIT_STATE on its way to one client: made and sent piece by piece, as continuation frames of one message, since all of
 * it may be megabytes. Door loop only.
 */
final class Greeting {

    /** Of eight bytes each, where a subscription has about 75. */
    private static final int IDS_A_PLACE = 8;

    private static final byte[] EMPTY = Json.ascii("{}");
    private static final byte[] OPEN = Json.ascii("{");
    private static final byte[] CLOSE = Json.ascii("}");

    /** Ids and not subscriptions: one that ends meanwhile is not kept. */
    private final long[] whom;

    private final LongMap<Subscription> watched;
    private final Order.Shape shape;
    private final Wire.Pieces pieces;
    private int at;
    private boolean begun;
    private boolean any;

    /** @param watched by the session, now and later */
    Greeting(long[] whom, LongMap<Subscription> watched, Order.Shape shape, Wire wire) {
        this.whom = whom;
        this.watched = watched;
        this.shape = shape;
        this.pieces = wire.begin();
    }

    /** The places it takes of the {@link Allotment}. */
    int places() {
        return placesOf(whom.length);
    }

    static int placesOf(int ids) {
        return Math.ceilDiv(ids, IDS_A_PLACE);
    }

    boolean begun() {
        return begun;
    }

    /**
     * Adds the next piece.
     *
     * @param head of the event, for the first piece
     * @param scratch the piece is made in it
     * @return whether it was the last
     */
    boolean next(Batch batch, byte[] head, int headBytes, Scratch scratch, Dialect dialect, Topics topics) {
        scratch.clear();
        if (!begun) {
            begun = true;
            scratch.put(head, headBytes);
            if (shape == Order.Shape.MAP) {
                scratch.put(OPEN);
            }
        }
        while (at < whom.length && scratch.size() < Session.PIECE_BYTES) {
            add(whom[at++], scratch, dialect, topics);
        }
        boolean last = at == whom.length;
        if (last) {
            scratch.put(shape == Order.Shape.MAP ? CLOSE : any ? new byte[0] : EMPTY);
            scratch.put(CLOSE);
        }
        pieces.add(batch, scratch.bytes(), scratch.size(), last);
        return last;
    }

    private void add(long id, Scratch scratch, Dialect dialect, Topics topics) {
        Subscription subscription = watched.get(id);
        if (subscription == null) {
            return; // overtaken by another Initialize
        }
        byte[] document = topics.look(subscription.topic);
        subscription.told = subscription.topic.hash;
        if (document == null) {
            return;
        }
        if (shape == Order.Shape.BARE) {
            scratch.put(document);
        } else {
            scratch.put(Json.ascii((any ? ",\"" : "\"") + Long.toUnsignedString(subscription.topic.id) + "\":"));
            scratch.put(dialect.entry(subscription.topic.id, document));
        }
        any = true;
    }

    /** Bytes that are used again and again. */
    static final class Scratch {

        private byte[] bytes = new byte[2 * Session.PIECE_BYTES];
        private int size;

        void clear() {
            size = 0;
        }

        void put(byte[] more) {
            put(more, more.length);
        }

        void put(byte[] more, int count) {
            if (size + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
            }
            System.arraycopy(more, 0, bytes, size, count);
            size += count;
        }

        int size() {
            return size;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
