package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * Who is pinged by a text.
 *
 * @param users ids, in the order of the text
 * @param roles ids, in the order of the text
 */
record Mentions(List<Long> users, List<Long> roles, boolean everyone) {
    private static final Pattern USER = Pattern.compile("<@!?(\\d{1,19})>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,19})>");
    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");

    /** @param allowed the request's {@code allowed_mentions}; anything but an object allows all */
    static Mentions of(String text, Object allowed) {
        return new Mentions(
                allowed(ids(USER, text), allowed, "users"),
                allowed(ids(ROLE, text), allowed, "roles"),
                EVERYONE.matcher(text).find() && parses(allowed, "everyone"));
    }

    /** Everybody and everything mentioned that there is. */
    <T> List<T> found(List<Long> ids, LongFunction<T> find) {
        return ids.stream().map(find::apply).filter(Objects::nonNull).toList();
    }

    private static List<Long> ids(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> Long.parseUnsignedLong(match.group(1)))
                .distinct()
                .toList();
    }

    private static List<Long> allowed(List<Long> ids, Object allowed, String kind) {
        if (parses(allowed, kind)) {
            return ids;
        }
        List<Long> named = new ArrayList<>();
        if (((Map<?, ?>) allowed).get(kind) instanceof List<?> list) {
            list.forEach(id -> named.add(Json.snowflake(id)));
        }
        return ids.stream().filter(named::contains).toList();
    }

    private static boolean parses(Object allowed, String kind) {
        return !(allowed instanceof Map<?, ?> map)
                || (map.get("parse") instanceof List<?> parse && parse.contains(kind));
    }
}
