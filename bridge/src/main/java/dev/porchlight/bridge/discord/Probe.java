package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * Asks Discord over REST what a person wants to know before the first start: does it take the token, what is the bot granted,
 * where is it, and which voice channels are there. Opens no gateway session, changes nothing. On the caller's thread; at most
 * {@link #LOGIN_WITHIN} for the token and {@link #GUILDS_WITHIN} for the rest, pauses that Discord asks for included.
 */
public final class Probe {

    /** So many guilds are looked into, one request each. */
    public static final int MAX_GUILDS = 20;

    /** So many voice channels of a guild are told of. */
    public static final int MAX_CHANNELS = 100;

    private static final Duration LOGIN_WITHIN = Duration.ofSeconds(10);
    private static final Duration GUILDS_WITHIN = Duration.ofSeconds(30);

    /** The largest page Discord gives. */
    private static final int PAGE = 200;

    private static final String APPLICATION = "applications/@me";

    private static final int VOICE = 2;
    private static final int STAGE = 13;

    /** See {@link dev.porchlight.bridge.guilds.Channel}. */
    private static final long OBFUSCATED = 1 << 17;

    /** Two flags an intent: of a verified bot, and of one in fewer than a hundred guilds. */
    private static final Map<String, Long> PRIVILEGED = privileged();

    private final ProbeHttp http;

    private Probe(ProbeHttp http) {
        this.http = http;
    }

    private static Map<String, Long> privileged() {
        Map<String, Long> flags = new LinkedHashMap<>();
        flags.put("GUILD_PRESENCES", 1L << 12 | 1L << 13);
        flags.put("GUILD_MEMBERS", 1L << 14 | 1L << 15);
        flags.put("MESSAGE_CONTENT", 1L << 18 | 1L << 19);
        return flags;
    }

    /**
     * Asks.
     *
     * @param settings with a token
     * @param wanted GUILD_ID; empty for every guild of the bot
     */
    public static ProbeResult ask(DiscordSettings settings, Set<Long> wanted) throws InterruptedException {
        ProbeHttp http = new ProbeHttp(settings, settings.token().orElseThrow(), LOGIN_WITHIN);
        try {
            return new Probe(http).ask(wanted);
        } catch (ProbeFailure e) {
            return e.isRefused() ? new ProbeResult.Refused(e.getMessage()) : new ProbeResult.Away(e.getMessage());
        }
    }

    /**
     * The privileged intents that the developer portal grants, by their names in the gateway's documentation; one request.
     *
     * @param client whose TLS context is used
     */
    static Set<String> granted(DiscordSettings settings, OkHttpClient client)
            throws ProbeFailure, InterruptedException {
        ProbeHttp http = new ProbeHttp(settings, settings.token().orElseThrow(), LOGIN_WITHIN, client);
        return granted(object(http.get(APPLICATION)));
    }

    private static Set<String> granted(Map<?, ?> application) {
        Set<String> granted = new LinkedHashSet<>();
        long flags = number(application, "flags");
        PRIVILEGED.forEach((intent, bits) -> {
            if ((flags & bits) != 0) {
                granted.add(intent);
            }
        });
        return granted;
    }

    private ProbeResult ask(Set<Long> wanted) throws ProbeFailure, InterruptedException {
        Map<?, ?> user = object(http.get(ProbeHttp.LOGIN));
        if (!(user.get("id") instanceof String)) {
            throw ProbeFailure.notDiscord();
        }
        String bot = String.valueOf(user.get("username"));
        Optional<Long> application = Optional.empty();
        Set<String> granted = Set.of();
        List<ProbeResult.Guild> guilds = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        int leftOut = 0;
        try {
            Map<?, ?> me = object(http.get(APPLICATION));
            application = id(me);
            granted = granted(me);
            http.within(GUILDS_WITHIN);
            Map<Long, String> names = names();
            List<Long> asked = new ArrayList<>(wanted.isEmpty() ? names.keySet() : wanted);
            for (long guild : asked.subList(0, Math.min(MAX_GUILDS, asked.size()))) {
                Optional<String> name = names.containsKey(guild) ? Optional.of(names.get(guild)) : nameOf(guild, names);
                if (name.isPresent()) {
                    guilds.add(look(guild, name.get()));
                } else {
                    missing.add(guild);
                }
            }
            leftOut = wanted.isEmpty() && names.size() == PAGE ? -1 : Math.max(0, asked.size() - MAX_GUILDS);
            return new ProbeResult.Taken(bot, application, granted, guilds, leftOut, missing, Optional.empty());
        } catch (ProbeFailure e) {
            if (e.isRefused()) {
                throw e;
            }
            Optional<String> why = Optional.of(e.getMessage());
            return new ProbeResult.Taken(bot, application, granted, guilds, leftOut, missing, why);
        }
    }

    private Map<Long, String> names() throws ProbeFailure, InterruptedException {
        Map<Long, String> names = new LinkedHashMap<>();
        for (Object guild : list(http.get("users/@me/guilds?limit=" + PAGE))) {
            Map<?, ?> json = object(guild);
            id(json).ifPresent(id -> names.put(id, String.valueOf(json.get("name"))));
        }
        return names;
    }

    /** A wanted guild that is not on the first page: either the bot is in more guilds than that, or not in this one. */
    private Optional<String> nameOf(long guild, Map<Long, String> names) throws ProbeFailure, InterruptedException {
        if (names.size() < PAGE) {
            return Optional.empty();
        }
        Object json = http.getOrNull("guilds/" + Long.toUnsignedString(guild));
        return json == null
                ? Optional.empty()
                : Optional.of(String.valueOf(object(json).get("name")));
    }

    private ProbeResult.Guild look(long id, String name) throws ProbeFailure, InterruptedException {
        Object json = http.getOrNull("guilds/" + Long.toUnsignedString(id) + "/channels");
        if (json == null) {
            Optional<String> problem = Optional.of("Discord does not show the bot its channels");
            return new ProbeResult.Guild(id, name, List.of(), 0, problem);
        }
        List<Map<?, ?>> voice = new ArrayList<>();
        for (Object channel : list(json)) {
            long type = number(object(channel), "type");
            if (type == VOICE || type == STAGE) {
                voice.add(object(channel));
            }
        }
        voice.sort(Comparator.comparingLong(channel -> number(channel, "position")));
        List<ProbeResult.Channel> channels = new ArrayList<>();
        for (Map<?, ?> channel : voice.subList(0, Math.min(MAX_CHANNELS, voice.size()))) {
            boolean hidden = (number(channel, "flags") & OBFUSCATED) != 0;
            id(channel)
                    .ifPresent(channelId -> channels.add(
                            new ProbeResult.Channel(channelId, hidden ? "" : String.valueOf(channel.get("name")))));
        }
        return new ProbeResult.Guild(id, name, channels, Math.max(0, voice.size() - MAX_CHANNELS), Optional.empty());
    }

    private static Map<?, ?> object(Object json) throws ProbeFailure {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw ProbeFailure.away("an answer of a form that Discord does not have");
    }

    private static List<?> list(Object json) throws ProbeFailure {
        if (json instanceof List<?> list) {
            return list;
        }
        throw ProbeFailure.away("an answer of a form that Discord does not have");
    }

    private static long number(Map<?, ?> json, String field) {
        return json.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static Optional<Long> id(Map<?, ?> json) {
        return json.get("id") instanceof String text && text.matches("[0-9]{1,19}")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }
}
