package dev.porchlight.bridge.guilds;

/**
 * A dispatch that is not as Discord documents it. The message names the field and what it should be and never its value,
 * so that it can be logged.
 */
public final class MalformedDispatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MalformedDispatch(String message) {
        super(message, null, false, false);
    }

    static MalformedDispatch missing(String field) {
        return new MalformedDispatch(field + " is missing");
    }

    static MalformedDispatch notASnowflake(String field) {
        return new MalformedDispatch(field + " is no snowflake");
    }

    static MalformedDispatch notText(String field) {
        return new MalformedDispatch(field + " is no text");
    }

    static MalformedDispatch notAFlag(String field) {
        return new MalformedDispatch(field + " is neither true nor false");
    }

    static MalformedDispatch notANumber(String field) {
        return new MalformedDispatch(field + " is no whole number");
    }

    static MalformedDispatch notAnObject(String field) {
        return new MalformedDispatch(field + " is no object");
    }

    static MalformedDispatch notAList(String field) {
        return new MalformedDispatch(field + " is no list of objects");
    }

    static MalformedDispatch tooLong(String field, int maxBytes) {
        return new MalformedDispatch(field + " has more than " + maxBytes + " bytes");
    }

    static MalformedDispatch tooDeep(int deepest) {
        return new MalformedDispatch("something in it nests deeper than " + deepest);
    }

    static MalformedDispatch noJson() {
        return new MalformedDispatch("something in it is no JSON");
    }
}
