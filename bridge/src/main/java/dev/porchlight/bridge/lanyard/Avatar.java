package dev.porchlight.bridge.lanyard;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.guilds.Person;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link to somebody's avatar: {@code ID.png}, or another of the CDN's formats.
 *
 * @param id as it stands there
 * @param format in lower case
 */
record Avatar(String id, String format) {

    private static final Pattern LINK = Pattern.compile("([^/]{1,64})\\.(png|gif|webp|jpg|jpeg)");

    /** What the CDN calls a picture; a hash of any other shape would be another path. */
    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private static final int DEFAULT_AVATARS = 6;

    /** The link that a path's last part is, or null. */
    static Avatar parse(String name) {
        Matcher link = LINK.matcher(name);
        return link.matches() ? new Avatar(link.group(1), link.group(2)) : null;
    }

    /** The picture's path and query at the CDN. What does not move is no GIF there, and comes as a JPEG. */
    String at(Person person) {
        String hash = hash(person);
        if (hash == null) {
            return "/embed/avatars/" + (person.id() >>> 22) % DEFAULT_AVATARS + ".png";
        }
        String extension = format.equals("gif") && !hash.startsWith("a_") ? "jpg" : format;
        return "/avatars/" + Long.toUnsignedString(person.id()) + "/" + hash + "." + extension + "?size=1024";
    }

    private static String hash(Person person) {
        try {
            Map<String, Object> user = JSON.std.mapFrom(person.user());
            return user.get("avatar") instanceof String hash
                            && HASH.matcher(hash).matches()
                    ? hash
                    : null;
        } catch (IOException e) {
            return null; // the model writes these bytes itself
        }
    }
}
