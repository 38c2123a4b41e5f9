package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One person as the Tether surface shows them, over REST and in the events of {@code /socket}. Safe from every thread.
 *
 * <p>What Discord sent is copied byte for byte, with pieces put in: one pass over the JSON, no trees, so that an update
 * of somebody costs about as much as to read it once.
 */
public final class TetherDocument {

    private static final int OURS_BYTES = 1_024;
    private static final Platform[] PLATFORMS = Platform.values();

    private TetherDocument() {}

    /** The document, UTF-8 JSON without a line feed. */
    public static byte[] of(Person person) {
        DocumentWriter out = writer(person);
        write(person, out);
        return out.toBytes();
    }

    /** One with about as much room as the document will need. */
    static DocumentWriter writer(Person person) {
        return new DocumentWriter(person.user().length + person.activities().length + OURS_BYTES);
    }

    /** Adds the same to what is written already. */
    static void write(Person person, DocumentWriter out) {
        try {
            Activities activities = new Activities(person.activities());
            clients(person, out);
            out.add(",\"listening_to_spotify\":").add(activities.hasSpotify() ? "true" : "false");
            activities.writeSpotify(out.add(",\"spotify\":"));
            out.add(",\"discord_user\":");
            DiscordUser.write(person.id(), person.user(), out);
            out.add(",\"discord_status\":\"").add(name(person.status())).add("\",\"activities\":");
            activities.write(out);
            out.add("}");
        } catch (IOException e) {
            throw new UncheckedIOException("what is kept of a person is not JSON", e);
        }
    }

    private static void clients(Person person, DocumentWriter out) {
        out.add("{\"active_clients\":[");
        String primary = null;
        for (Platform platform : PLATFORMS) {
            if (person.activeOn(platform)) {
                String name = name(platform);
                out.add(primary == null ? "\"" : ",\"").add(name).add("\"");
                primary = primary == null ? name : primary;
            }
        }
        out.add("],\"primary_active_client\":").add(DocumentWriter.quoted(primary));
    }

    private static String name(Platform platform) {
        return switch (platform) {
            case DESKTOP -> "desktop";
            case VR -> "vr";
            case MOBILE -> "mobile";
            case WEB -> "web";
            case EMBEDDED -> "embedded";
        };
    }

    private static String name(Status status) {
        return switch (status) {
            case ONLINE -> "online";
            case IDLE -> "idle";
            case DND -> "dnd";
            case OFFLINE -> "offline";
        };
    }
}
