package dev.porchlight.bridge.log;

import java.util.regex.Pattern;

/**
 * Blots secrets out of text that is about to be shown. By shape, not by value: a query parameter, a header, an ESP
 * greeting or a Discord token is recognised wherever it stands, also inside a sentence a library wrote.
 *
 * <p>Stateless, safe from every thread; the time is linear in the length of the text.
 */
public final class Mask {

    /** What stands where a secret stood. */
    public static final String BLOT = "***";

    private static final Pattern QUERY = Pattern.compile(
            "([?&;](?:[a-z_-]{0,32}(?:token|secret|password|passwd)|auth|key|apikey|api_key|sig)=)[^&;#\\s\"']+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile(
            "(authorization\\s?[:=]\\s?\"?)(?:(Bot|Bearer|Basic)\\s)?[^\\s\",]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME = Pattern.compile("\\b(Bot|Bearer|Basic) [A-Za-z0-9._~+/=-]{16,}");
    private static final Pattern GREETING = Pattern.compile("\\b(AUTH:)[^\\s\"]+");
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@\"]+@");
    // base64 of a snowflake, a timestamp, an HMAC.
    private static final Pattern DISCORD_TOKEN =
            Pattern.compile("\\b[A-Za-z0-9_-]{18,40}\\.[A-Za-z0-9_-]{5,8}\\.[A-Za-z0-9_-]{20,}");

    // What the room tokens makes: 32 bytes in base64url. A piece of one is a secret too.
    private static final Pattern OWN_TOKEN = Pattern.compile("\\bpl_[A-Za-z0-9_-]{16,}");

    // What the room lanyard makes: 16 bytes in hexadecimal digits.
    private static final Pattern LANYARD_KEY = Pattern.compile("\\blnyd_[0-9a-f]{8,}");

    private Mask() {}

    /** The text with {@value #BLOT} in place of everything that looks like a token. Null stays null. */
    public static String text(String text) {
        if (text == null || text.length() < 5) {
            return text;
        }
        String masked = QUERY.matcher(text).replaceAll("$1" + BLOT);
        masked = HEADER.matcher(masked).replaceAll("$1" + BLOT);
        masked = SCHEME.matcher(masked).replaceAll("$1 " + BLOT);
        masked = GREETING.matcher(masked).replaceAll("$1" + BLOT);
        masked = USER_INFO.matcher(masked).replaceAll("$1" + BLOT + "@");
        masked = OWN_TOKEN.matcher(masked).replaceAll(BLOT);
        masked = LANYARD_KEY.matcher(masked).replaceAll(BLOT);
        return DISCORD_TOKEN.matcher(masked).replaceAll(BLOT);
    }

    /** What may be said of a secret itself: that it is there, and how long it is. */
    public static String secret(String value) {
        return value.isEmpty() ? "(empty)" : "(hidden, " + value.length() + " characters)";
    }
}
