package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.presence.JsonSource.Piece;

/**
 * What somebody listens to on Spotify, as pieces of the activity it was found in; each may be null, as for a song of their
 * own, which Spotify does not know.
 *
 * @param artist several are separated by {@code "; "}
 * @param albumArtUrl null when there is no picture with a URL
 */
record Spotify(Piece trackId, Piece timestamps, Piece song, Piece artist, String albumArtUrl, Piece album) {

    /** The object of the seed's document, its six keys always there. */
    void write(JsonSource source, DocumentWriter out) {
        source.write(trackId, out.add("{\"track_id\":"));
        out.add(",\"timestamps\":");
        if (timestamps == null) {
            out.add("{}");
        } else {
            source.write(timestamps, out);
        }
        source.write(song, out.add(",\"song\":"));
        source.write(artist, out.add(",\"artist\":"));
        out.add(",\"album_art_url\":").add(DocumentWriter.quoted(albumArtUrl));
        source.write(album, out.add(",\"album\":"));
        out.add("}");
    }
}
