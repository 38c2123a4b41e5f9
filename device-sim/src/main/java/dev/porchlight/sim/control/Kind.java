package dev.porchlight.sim.control;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Optional;

/** What an argument may be, and how it is read from JSON and from a word of a scenario. */
public enum Kind {
    GUILD("the name of a guild"),
    CHANNEL("the name of a channel"),
    USER("the name of a person or a bot"),
    BOARD("the name of a board"),
    OUTPUT("the name of an output of the wall"),
    NEW_GUILD("a name"),
    NEW_CHANNEL("a name"),
    NEW_USER("a name"),
    NEW_BOARD("a name"),
    NEW_OUTPUT("the name of an output of the wall"),
    ID("an id like 123456789012345678"),
    TEXT("text"),
    ROUTE("a REST route like GET /users/@me or /guilds/**"),
    COUNT("a whole number"),
    NUMBER("a number"),
    DURATION("a duration like 500ms, 2s or 1m"),
    SWITCH("true or false"),
    JSON_VALUE("any JSON");

    private static final int MAX_NAME = 100;

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** What it has to be, in words. */
    public String words() {
        return words;
    }

    /** Whether it is a name of something that has to be there. */
    public boolean isName() {
        return this == GUILD || this == CHANNEL || this == USER || this == BOARD || this == OUTPUT;
    }

    /** The kind of name that an argument of this kind gives to something new; empty when it gives none. */
    public Optional<Kind> introduces() {
        return switch (this) {
            case NEW_GUILD -> Optional.of(GUILD);
            case NEW_CHANNEL -> Optional.of(CHANNEL);
            case NEW_USER -> Optional.of(USER);
            case NEW_BOARD -> Optional.of(BOARD);
            case NEW_OUTPUT -> Optional.of(OUTPUT);
            default -> Optional.empty();
        };
    }

    /** What JSON says as this kind; empty when it is none. */
    Optional<Object> fromJson(Object value) {
        if (this == JSON_VALUE) {
            return Optional.ofNullable(value);
        }
        return switch (value) {
            case String text when this != COUNT && this != SWITCH && this != NUMBER -> fromWord(text);
            case Integer count when this == COUNT && count >= 0 -> Optional.of(count);
            case Number number when this == NUMBER -> Optional.of(number.doubleValue());
            case Boolean on when this == SWITCH -> Optional.of(on);
            case null, default -> Optional.empty();
        };
    }

    /** What a word, or quoted words, of a scenario says as this kind; empty when it is none. */
    public Optional<Object> fromWord(String word) {
        return switch (this) {
            case COUNT -> word.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(word)) : Optional.empty();
            case NUMBER ->
                word.matches("-?\\d{1,9}(\\.\\d{1,6})?") ? Optional.of(Double.valueOf(word)) : Optional.empty();
            case DURATION -> Durations.read(word).map(duration -> duration);
            case SWITCH ->
                word.equals("true") || word.equals("false") ? Optional.of(word.equals("true")) : Optional.empty();
            case JSON_VALUE -> json(word);
            case ID -> word.matches("[1-9]\\d{0,17}") ? Optional.of(word) : Optional.empty();
            case TEXT, ROUTE -> Optional.of(word);
            default -> word.isBlank() || word.length() > MAX_NAME ? Optional.empty() : Optional.of(word);
        };
    }

    private static Optional<Object> json(String text) {
        try {
            return Optional.ofNullable(JSON.std.anyFrom(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
