package dev.porchlight.bridge.presence;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the pictures are that Discord names by ids and hashes. Every URL is ASCII that needs no escape in JSON; a
 * name that is none gives null, since people choose some of them and a broken URL helps nobody. Stateless.
 *
 * @see <a href="https://discord.com/developers/docs/reference#image-formatting">Image formatting</a>
 */
public final class CdnUrl {

    private static final String CDN = "https://cdn.discordapp.com/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern URL_TEXT = Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&()*+,;=%-]{1,2048}");
    private static final int DEFAULT_AVATARS = 6;
    private static final int DEFAULT_AVATARS_BY_DISCRIMINATOR = 5;

    private CdnUrl() {}

    /**
     * Somebody's picture: GIF when it moves, else WebP, both with 256 pixels; without one what Discord shows instead.
     *
     * @param hash null for none
     * @param discriminator {@code 0} for everybody but bots and who has never chosen a new name; null for not known
     */
    public static String avatar(long user, String hash, String discriminator) {
        if (hash == null || !NAME.matcher(hash).matches()) {
            return defaultAvatar(user, discriminator);
        }
        String type = hash.startsWith("a_") ? ".gif" : ".webp";
        return CDN + "avatars/" + Long.toUnsignedString(user) + "/" + hash + type + "?size=256";
    }

    /** The picture of somebody who has none. */
    public static String defaultAvatar(long user, String discriminator) {
        long number = user >>> 22; // the milliseconds of a snowflake
        long picture = number % DEFAULT_AVATARS;
        if (discriminator != null && discriminator.matches("[0-9]{4}") && !discriminator.equals("0000")) {
            picture = Integer.parseInt(discriminator) % DEFAULT_AVATARS_BY_DISCRIMINATOR;
        }
        return CDN + "embed/avatars/" + picture + ".png";
    }

    /** The frame around an avatar. */
    public static String decoration(String asset) {
        return name(CDN + "avatar-decoration-presets/", asset, ".png?size=240&passthrough=true");
    }

    /** The badge of the server that somebody wears beside their name. */
    public static String badge(String guild, String badge) {
        return guild == null || !NAME.matcher(guild).matches()
                ? null
                : name(CDN + "clan-badges/" + guild + "/", badge, ".png?size=32");
    }

    /** A server's own emoji; null for one of Unicode, which has no id. */
    public static String emoji(String id, boolean animated) {
        return name(CDN + "emojis/", id, animated ? ".gif?size=32" : ".png?size=32");
    }

    /**
     * A picture of an activity.
     *
     * @param asset as Discord has it: {@code mp:external/…}, {@code spotify:…}, {@code twitch:…}, {@code youtube:…}, a whole
     *     URL, or the id of one of the application's own
     * @param application null for none
     */
    public static String asset(String asset, String application) {
        if (asset == null) {
            return null;
        }
        int colon = asset.indexOf(':');
        String rest = asset.substring(colon + 1);
        return switch (colon < 0 ? "" : asset.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "" ->
                application == null || !NAME.matcher(application).matches()
                        ? null
                        : name(CDN + "app-assets/" + application + "/", asset, ".webp");
            case "mp" -> url("https://media.discordapp.net/" + rest);
            case "spotify" -> name("https://i.scdn.co/image/", rest, "");
            case "twitch" -> name("https://static-cdn.jtvnw.net/previews-ttv/live_user_", rest, ".png");
            case "youtube" -> name("https://i.ytimg.com/vi/", rest, "/hqdefault_live.jpg");
            case "http", "https" -> url(asset);
            default -> null;
        };
    }

    private static String name(String before, String name, String after) {
        return name != null && NAME.matcher(name).matches() ? before + name + after : null;
    }

    private static String url(String url) {
        return URL_TEXT.matcher(url).matches() ? url : null;
    }
}
