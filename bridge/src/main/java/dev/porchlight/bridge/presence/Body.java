package dev.porchlight.bridge.presence;

/** What stands behind the head of an update, encoded once for all who are told. Door loop only. */
final class Body {

    final Topic topic;
    final byte[] json;
    private byte[] deflated; // once somebody wants it so
    private int adler;

    Body(Topic topic, byte[] json) {
        this.topic = topic;
        this.json = json;
    }

    /** The end of a deflate stream with it in, which may stand behind any number of whole blocks. */
    byte[] deflated(Deflation deflation) {
        if (deflated == null) {
            adler = Adler.of(json, json.length);
            deflated = deflation.deflate(json, json.length, true);
        }
        return deflated;
    }

    /** Of the JSON; valid after {@link #deflated}. */
    int adler() {
        return adler;
    }

    /** What it takes at most; the deflated form is hardly ever larger than the plain one. */
    int bytes() {
        return json.length * 2;
    }
}
