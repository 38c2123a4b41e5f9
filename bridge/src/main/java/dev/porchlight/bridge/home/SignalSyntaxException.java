package dev.porchlight.bridge.home;

import java.util.List;
import java.util.stream.Stream;

/** A text that is no signal. The message says what is wrong and where, fit to be shown to whoever wrote it. */
public final class SignalSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final List<String> STATUSES = Stream.of(PresenceFact.values())
            .map(PresenceFact::status)
            .filter(status -> !status.isEmpty())
            .toList();

    /** How many characters stand before the mistake. */
    private final int at;

    SignalSyntaxException(String message, int at) {
        super(message);
        this.at = at;
    }

    int at() {
        return at;
    }

    static SignalSyntaxException empty() {
        return new SignalSyntaxException("a signal is missing; expected for example voice or voice:channel:ID", 0);
    }

    static SignalSyntaxException tooLong(int length) {
        return new SignalSyntaxException(
                "a signal has at most " + Signal.MAX_LENGTH + " characters, this one has " + length,
                Math.min(length, Signal.MAX_LENGTH));
    }

    static SignalSyntaxException unknown(String text) {
        String meant = NearMiss.of(text.replaceFirst("[0-9].*", ""), Signal.FORMS)
                .map(form -> "; did you mean " + form + (form.endsWith(":") ? "ID" : "") + "?")
                .orElse("");
        return new SignalSyntaxException(
                "no such signal; known are voice, voice>=N, voice:guild:ID, voice:channel:ID,"
                        + " voice:channel:\"Guild/Channel\", voice:user:ID, muted:user:ID, unmuted:user:ID, streaming:user:ID,"
                        + " camera:user:ID, online:user:ID, status:user:ID:dnd, playing:user:ID, listening:user:ID and"
                        + " discord:offline" + meant,
                0);
    }

    static SignalSyntaxException wrongCount(int at) {
        return new SignalSyntaxException("voice>=N wants a whole number from 1 to " + Signal.MAX_PEOPLE, at);
    }

    static SignalSyntaxException wrongId(String prefix) {
        return new SignalSyntaxException(prefix + " wants a Discord id: 1 to 20 digits, below 2^64", prefix.length());
    }

    static SignalSyntaxException wrongStatus(String status, int at) {
        String meant = NearMiss.of(status, STATUSES)
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
        return new SignalSyntaxException(
                "status:user:ID:S wants one of " + String.join(", ", STATUSES) + " behind the id" + meant, at);
    }

    static SignalSyntaxException unclosedQuote(int at) {
        return new SignalSyntaxException("the name is missing its closing quote: voice:channel:\"Guild/Channel\"", at);
    }

    static SignalSyntaxException textAfterQuote(int at) {
        return new SignalSyntaxException("nothing may follow the closing quote; write a quote in a name as \\\"", at);
    }

    static SignalSyntaxException wrongEscape(int at) {
        return new SignalSyntaxException("a backslash in a name is followed by one of \\ \" /", at);
    }

    static SignalSyntaxException wrongSlash(int at) {
        return new SignalSyntaxException(
                "the name is \"Guild/Channel\" with one slash; write a slash inside a name as \\/", at);
    }

    static SignalSyntaxException emptyName(int at) {
        return new SignalSyntaxException("both the guild and the channel need a name: \"Guild/Channel\"", at);
    }

    static SignalSyntaxException controlCharacter(int at) {
        return new SignalSyntaxException("a name holds no control characters", at);
    }
}
