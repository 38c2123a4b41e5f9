package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.settings.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The bot's status line with numbers that change, such as {@code watching {users} people, {voice} in voice}. The first word
 * is how Discord puts it; what stands in braces is replaced. Immutable.
 */
public final class StatusTemplate {

    /** What may stand in braces. */
    public enum Placeholder {
        /** People known, offline ones among them; needs presences. */
        USERS,
        /** Those of them who are not offline; needs presences. */
        ONLINE,
        /** People in voice. */
        VOICE,
        /** Boards connected. */
        BOARDS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is shown without a change, or a placeholder. */
    private record Part(String text, Placeholder placeholder) {}

    private final BotLine.Verb verb;
    private final List<Part> parts;
    private final String text;

    private StatusTemplate(BotLine.Verb verb, List<Part> parts, String text) {
        this.verb = verb;
        this.parts = List.copyOf(parts);
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it is none; the message says what to write instead
     */
    public static StatusTemplate parse(String text) {
        String[] words = text.strip().split("\\s+", 2);
        BotLine.Verb verb = BotLine.Verb.of(words[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "first one of " + BotLine.Verb.all() + ", then the text: watching {voice} in voice"));
        if (words.length == 1) {
            throw new IllegalArgumentException(
                    "a text behind " + verb.word() + ": " + verb.word() + " {voice} in voice");
        }
        return new StatusTemplate(verb, parts(words[1]), text);
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a } behind " + text.substring(open));
            }
            parts.add(new Part(text.substring(from, open), null));
            parts.add(new Part("", placeholder(text.substring(open + 1, close))));
            from = close + 1;
        }
        parts.add(new Part(text.substring(from), null));
        if (parts.stream().anyMatch(part -> part.text().indexOf('}') >= 0)) {
            throw new IllegalArgumentException("a { before each }");
        }
        return parts;
    }

    private static Placeholder placeholder(String word) {
        List<String> known =
                Arrays.stream(Placeholder.values()).map(Placeholder::word).toList();
        if (known.contains(word)) {
            return Placeholder.valueOf(word.toUpperCase(Locale.ROOT));
        }
        String meant = Names.nearest(word, known)
                .map(name -> "; did you mean {" + name + "}?")
                .orElse("");
        throw new IllegalArgumentException("no such placeholder as {" + word + "}, known are "
                + known.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", ")) + meant);
    }

    /** The line of now; empty while one of its numbers is not known. */
    Optional<BotLine> line(Function<Placeholder, OptionalInt> numbers) {
        StringBuilder line = new StringBuilder();
        for (Part part : parts) {
            if (part.placeholder() == null) {
                line.append(part.text());
                continue;
            }
            OptionalInt number = numbers.apply(part.placeholder());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            line.append(number.getAsInt());
        }
        return Optional.of(new BotLine(verb, line.toString()));
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
