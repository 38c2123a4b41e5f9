package dev.porchlight.bridge.home;

/** A text that is no signal. The message says what is wrong and where, fit to be shown to whoever wrote it. */
public final class SignalSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SignalSyntaxException(String message) {
        super(message);
    }

    static SignalSyntaxException empty() {
        return new SignalSyntaxException("a signal is missing; expected for example voice or voice:channel:ID");
    }

    static SignalSyntaxException tooLong(int length) {
        return new SignalSyntaxException(
                "a signal has at most " + Signal.MAX_LENGTH + " characters, this one has " + length);
    }

    static SignalSyntaxException unknown() {
        return new SignalSyntaxException("no such signal; known are voice, voice>=N, voice:guild:ID, voice:channel:ID,"
                + " voice:channel:\"Guild/Channel\", voice:user:ID, muted:user:ID, unmuted:user:ID, streaming:user:ID,"
                + " camera:user:ID and discord:offline");
    }

    static SignalSyntaxException wrongCount() {
        return new SignalSyntaxException("voice>=N wants a whole number from 1 to " + Signal.MAX_PEOPLE);
    }

    static SignalSyntaxException wrongId(String prefix) {
        return new SignalSyntaxException(prefix + " wants a Discord id: 1 to 20 digits, below 2^64");
    }

    static SignalSyntaxException unclosedQuote() {
        return new SignalSyntaxException("the name is missing its closing quote: voice:channel:\"Guild/Channel\"");
    }

    static SignalSyntaxException textAfterQuote() {
        return new SignalSyntaxException("nothing may follow the closing quote; write a quote in a name as \\\"");
    }

    static SignalSyntaxException wrongEscape() {
        return new SignalSyntaxException("a backslash in a name is followed by one of \\ \" /");
    }

    static SignalSyntaxException wrongSlash() {
        return new SignalSyntaxException(
                "the name is \"Guild/Channel\" with one slash; write a slash inside a name as \\/");
    }

    static SignalSyntaxException emptyName() {
        return new SignalSyntaxException("both the guild and the channel need a name: \"Guild/Channel\"");
    }

    static SignalSyntaxException controlCharacter() {
        return new SignalSyntaxException("a name holds no control characters");
    }
}
