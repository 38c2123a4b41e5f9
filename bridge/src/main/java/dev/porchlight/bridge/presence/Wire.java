package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Batch;

/** How messages of JSON go over one kind of socket. Door loop only. */
interface Wire {

    /** Adds a whole message: a head of its own, and a body that others are sent too. */
    void update(Batch batch, byte[] head, int headBytes, Body body);

    /** A message that is added piece by piece. */
    Pieces begin();

    /** One message under way. */
    interface Pieces {

        /** Adds a piece; the one after {@code last} would be too many. */
        void add(Batch batch, byte[] json, int bytes, boolean last);
    }

    /** Text frames. */
    final class Plain implements Wire {

        @Override
        public void update(Batch batch, byte[] head, int headBytes, Body body) {
            batch.begin(Batch.Kind.TEXT);
            batch.put(head, 0, headBytes);
            batch.put(body.json);
            batch.end(true);
        }

        @Override
        public Pieces begin() {
            return new Pieces() {
                private Batch.Kind kind = Batch.Kind.TEXT;

                @Override
                public void add(Batch batch, byte[] json, int bytes, boolean last) {
                    batch.begin(kind);
                    batch.put(json, 0, bytes);
                    batch.end(last);
                    kind = Batch.Kind.CONTINUATION;
                }
            };
        }
    }

    /** {@code ?compression=zlib_json}: binary frames, and each message is one complete zlib stream (RFC 1950). */
    final class Zlib implements Wire {

        private static final byte[] HEADER = {0x78, (byte) 0x9C};

        private final Deflation deflation;
        private final byte[] stored = new byte[5];

        Zlib(Deflation deflation) {
            this.deflation = deflation;
        }

        /** The head stands in a stored block (RFC 1951 §3.2.4), so that the body is deflated once for everybody. */
        @Override
        public void update(Batch batch, byte[] head, int headBytes, Body body) {
            byte[] deflated = body.deflated(deflation);
            batch.begin(Batch.Kind.BINARY);
            batch.put(HEADER);
            batch.put(storedHeader(headBytes));
            batch.put(head, 0, headBytes);
            batch.put(deflated);
            batch.putInt(Adler.both(Adler.of(head, headBytes), body.adler(), body.json.length));
            batch.end(true);
        }

        /** Not the last, type 0, and the length twice: as it is and inverted, the lower byte first. */
        private byte[] storedHeader(int length) {
            stored[1] = (byte) length;
            stored[2] = (byte) (length >>> 8);
            stored[3] = (byte) ~length;
            stored[4] = (byte) (~length >>> 8);
            return stored;
        }

        @Override
        public Pieces begin() {
            return new Pieces() {
                private boolean begun;
                private int adler = Adler.NONE;

                @Override
                public void add(Batch batch, byte[] json, int bytes, boolean last) {
                    batch.begin(begun ? Batch.Kind.CONTINUATION : Batch.Kind.BINARY);
                    if (!begun) {
                        batch.put(HEADER);
                        begun = true;
                    }
                    batch.put(deflation.deflate(json, bytes, last));
                    adler = Adler.both(adler, Adler.of(json, bytes), bytes);
                    if (last) {
                        batch.putInt(adler);
                    }
                    batch.end(last);
                }
            };
        }
    }
}
