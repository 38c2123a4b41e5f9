package dev.porchlight.sim.control;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a new board asks the bridge for: the query of its URL.
 *
 * @param query without the question mark; "" when it asks for nothing
 * @param meaning what its light tells, in words
 */
record Watching(String query, String meaning) {

    /**
     * A name where a rule has an id, as in {@code muted:user:alice} and {@code status:user:alice:dnd}. In quotes a rule has
     * names of its own.
     */
    private static final Pattern NAMED =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(guild|channel|user):([^\\s,&!()\"]+?)"
                    + "(?=(?::(?:online|idle|dnd|offline))?(?:[\\s,&!()\"]|$))");

    /**
     * Reads {@code watch}, {@code rule} and {@code off_after}.
     *
     * @param idOf the snowflake of a guild, channel or user by name
     * @throws Mistake when something it names is not there, or it has both a channel and a rule
     */
    static Watching of(Args args, ToLongBiFunction<String, String> idOf) {
        String channel = args.text("watch");
        String rule = args.text("rule");
        if (!channel.isEmpty() && !rule.isEmpty()) {
            throw Mistake.of("a board has watch or rule, not both");
        }
        List<String> query = new ArrayList<>();
        if (!channel.isEmpty()) {
            query.add("watch=voice:channel:" + Long.toUnsignedString(idOf.applyAsLong("channel", channel)));
        }
        if (!rule.isEmpty()) {
            query.add("watch=" + URLEncoder.encode(withIds(rule, idOf), StandardCharsets.UTF_8));
        }
        Duration offAfter = args.duration("off_after");
        if (!offAfter.isZero()) {
            query.add("off-after=" + offAfter.toMillis() + "ms");
        }
        String meaning = rule.isEmpty() ? "anyone in " + (channel.isEmpty() ? "voice" : channel) : rule;
        return new Watching(String.join("&", query), meaning);
    }

    private static String withIds(String rule, ToLongBiFunction<String, String> idOf) {
        return NAMED.matcher(rule)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null || found.group(2).matches("[0-9]+")
                                ? found.group()
                                : found.group(1) + ":"
                                        + Long.toUnsignedString(idOf.applyAsLong(found.group(1), found.group(2)))));
    }
}
