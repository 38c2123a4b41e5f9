package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.presence.JsonSource.Piece;
import java.io.IOException;

/**
 * What somebody does, all of it as Discord sent it, with the URLs of its pictures beside their names: {@code large_image_url}
 * and {@code small_image_url} in {@code assets}, {@code emoji_url} in {@code emoji}; null where there is none. For one thread.
 */
final class Activities {

    private static final int LISTENING = 2;

    private final byte[] json;
    private final JsonSource source;
    private Spotify spotify;

    /** What decides about other fields of an activity. */
    private static final class Activity {
        private String id;
        private long type;
        private String application;
        private Piece syncId;
        private Piece details;
        private Piece state;
        private Piece timestamps;
        private Pictures pictures = new Pictures();

        /** A song of one's own has no {@code sync_id}; what others listen to has neither. */
        private boolean isSpotify() {
            return "spotify:1".equals(id) || (type == LISTENING && syncId != null);
        }
    }

    /** Of the {@code assets}. */
    private static final class Pictures {
        private boolean hasLarge;
        private String large;
        private Piece largeText;
        private boolean hasSmall;
        private String small;
        private int end;
    }

    private static final class Emoji {
        private String id;
        private boolean animated;
    }

    /**
     * Reads them.
     *
     * @param json an array, UTF-8
     * @throws IOException when it is not JSON
     */
    Activities(byte[] json) throws IOException {
        this.json = json;
        source = new JsonSource(json);
        try (source) {
            source.begin();
            while (source.next()) {
                if (source.isObject()) {
                    activity();
                } else {
                    source.pass();
                }
            }
        }
    }

    private void activity() throws IOException {
        Activity activity = new Activity();
        source.object(name -> {
            switch (name) {
                case "id" -> activity.id = source.text();
                case "type" -> activity.type = source.number();
                case "application_id" -> activity.application = source.id();
                case "sync_id" -> activity.syncId = source.filledText();
                case "details" -> activity.details = source.filledText();
                case "state" -> activity.state = source.filledText();
                case "timestamps" -> activity.timestamps = source.objectPiece();
                case "assets" -> activity.pictures = pictures();
                case "emoji" -> emoji();
                default -> source.pass();
            }
        });
        Pictures pictures = activity.pictures; // only now is it known whose
        if (pictures.hasLarge) {
            addUrl(pictures.end, "large_image_url", CdnUrl.asset(pictures.large, activity.application));
        }
        if (pictures.hasSmall) {
            addUrl(pictures.end, "small_image_url", CdnUrl.asset(pictures.small, activity.application));
        }
        if (spotify == null && activity.isSpotify()) {
            spotify = new Spotify(
                    activity.syncId,
                    activity.timestamps,
                    activity.details,
                    activity.state,
                    CdnUrl.asset(pictures.large, null),
                    pictures.largeText);
        }
    }

    private Pictures pictures() throws IOException {
        Pictures pictures = new Pictures();
        if (source.isObject()) {
            pictures.end = source.object(name -> {
                switch (name) {
                    case "large_image" -> {
                        pictures.hasLarge = true;
                        pictures.large = source.id();
                    }
                    case "large_text" -> pictures.largeText = source.filledText();
                    case "small_image" -> {
                        pictures.hasSmall = true;
                        pictures.small = source.id();
                    }
                    default -> source.pass();
                }
            });
        }
        return pictures;
    }

    private void emoji() throws IOException {
        if (!source.isObject()) {
            return;
        }
        Emoji emoji = new Emoji();
        int end = source.object(name -> {
            switch (name) {
                case "id" -> emoji.id = source.id();
                case "animated" -> emoji.animated = source.isTrue();
                default -> source.pass();
            }
        });
        addUrl(end, "emoji_url", CdnUrl.emoji(emoji.id, emoji.animated));
    }

    private void addUrl(int end, String name, String url) {
        source.add(end, name, DocumentWriter.quoted(url));
    }

    /** Writes the {@code spotify} object of the first Spotify among them, or null. */
    void writeSpotify(DocumentWriter out) {
        if (spotify == null) {
            out.add("null");
        } else {
            spotify.write(source, out);
        }
    }

    boolean hasSpotify() {
        return spotify != null;
    }

    /** Writes the whole array. */
    void write(DocumentWriter out) {
        source.write(json.length, out);
    }
}
