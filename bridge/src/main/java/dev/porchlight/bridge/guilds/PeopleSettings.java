package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.settings.Settings;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of people is looked at.
 *
 * @param enabled presence.enabled: whether members and presences are asked for
 * @param maxUsers presence.max-users: so many people are kept, from 1 to {@value #MOST_USERS}; past it the active first
 * @param users presence.users: whose presence is kept
 * @param hide presence.hide: what is dropped as it arrives
 */
public record PeopleSettings(Enabled enabled, int maxUsers, Users users, Set<Hidden> hide) {

    /** scripts/lib-jvm knows it too, and the default of {@code presence.max-users}: it chooses the heap. */
    public static final int MOST_USERS = 1_000_000;

    public static final int DEFAULT_MAX_USERS = 5_000;

    /** Whether the gateway session asks for the two privileged intents. */
    public enum Enabled {
        /** When the bot's application has them. */
        AUTO,
        /** In any case; without them Discord refuses the bot. */
        TRUE,
        /** In no case. */
        FALSE
    }

    /** Whose presence is kept. */
    public enum Users {
        /** Everybody's but of those who opted out. */
        ALL,
        /** Of those alone who opted in. */
        OPT_IN
    }

    public static final PeopleSettings DEFAULT =
            new PeopleSettings(Enabled.AUTO, DEFAULT_MAX_USERS, Users.ALL, Set.of());

    public PeopleSettings {
        hide = hide.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(hide));
    }

    /** Reads {@code presence.enabled}, {@code .max-users}, {@code .users} and {@code .hide}. */
    public static PeopleSettings read(Settings settings) {
        return new PeopleSettings(
                settings.choice("presence.enabled", Enabled.AUTO),
                settings.integer("presence.max-users", DEFAULT_MAX_USERS, 1, MOST_USERS),
                settings.choice("presence.users", Users.ALL),
                hide(settings));
    }

    private static Set<Hidden> hide(Settings settings) {
        EnumSet<Hidden> hide = EnumSet.noneOf(Hidden.class);
        for (String word : settings.list("presence.hide", List.of())) {
            try {
                hide.add(Hidden.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException e) {
                settings.reject("presence.hide", "of " + names() + " any, between commas, or none");
            }
        }
        return hide;
    }

    private static String names() {
        return Stream.of(Hidden.values())
                .map(hidden -> hidden.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
