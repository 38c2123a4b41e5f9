package dev.porchlight.bridge.discord;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Activity;
import net.dv8tion.jda.api.entities.Activity.ActivityType;

/**
 * What the bot is shown to be doing.
 *
 * @param text cut to the {@value #MAX_TEXT} characters that Discord takes
 */
public record BotLine(Verb verb, String text) {

    /** Discord's limit for the name of an activity and for the text of a custom status. */
    static final int MAX_TEXT = 128;

    /** How Discord puts it; a custom status stands alone. */
    public enum Verb {
        PLAYING(ActivityType.PLAYING),
        LISTENING(ActivityType.LISTENING),
        WATCHING(ActivityType.WATCHING),
        COMPETING(ActivityType.COMPETING),
        CUSTOM(ActivityType.CUSTOM_STATUS);

        private final ActivityType type;

        Verb(ActivityType type) {
            this.type = type;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Verb> of(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equalsIgnoreCase(word))
                    .findFirst();
        }

        static String all() {
            return Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", "));
        }
    }

    public BotLine {
        text = text.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a status line has a text");
        }
        if (text.length() > MAX_TEXT) {
            int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
            text = text.substring(0, end) + "…";
        }
    }

    Activity activity() {
        return Activity.of(verb.type, text);
    }
}
