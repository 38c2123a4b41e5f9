package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the bot shows itself on Discord, and whom it obeys.
 *
 * @param admins ADMIN_USER_IDS: who may use the commands for admins; empty means nobody, and then they are not there
 * @param status bot.status: the bot's own status line; empty for none
 */
public record BotSettings(Set<Long> admins, Optional<StatusTemplate> status) {

    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

    public BotSettings {
        admins = Collections.unmodifiableSet(new LinkedHashSet<>(admins));
    }

    /** Reads {@code admin.user-ids} and {@code bot.status}; whatever is wrong is noted in the settings. */
    public static BotSettings read(Settings settings) {
        return new BotSettings(admins(settings), status(settings));
    }

    private static Set<Long> admins(Settings settings) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String text : settings.list("admin.user-ids", List.of())) {
            try {
                long id = ID.matcher(text).matches() ? Long.parseUnsignedLong(text) : 0;
                if (id != 0) {
                    ids.add(id);
                    continue;
                }
            } catch (NumberFormatException aboveSixtyFourBits) {
                // The same as any other text.
            }
            settings.reject("admin.user-ids", "user ids between commas, such as 94490510688792576");
            return Set.of();
        }
        return ids;
    }

    private static Optional<StatusTemplate> status(Settings settings) {
        String text = settings.text("bot.status", "");
        if (text.isEmpty() || text.equals("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(StatusTemplate.parse(text));
        } catch (IllegalArgumentException e) {
            settings.reject("bot.status", e.getMessage());
            return Optional.empty();
        }
    }
}
