package dev.porchlight.bridge.presence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;

/**
 * A JSON text read from front to back, with the places of what is read, so that pieces of it can be copied and edited
 * unread. For one thread.
 *
 * <p>JavaScript cannot hold whole numbers beyond 2^53: such a number, and every id that came as a number, becomes text.
 */
final class JsonSource implements AutoCloseable {

    /** A value as it stands in the text. */
    record Piece(int from, int to) {}

    /** Takes a field's value, or only looks at it: what it leaves is passed over. */
    @FunctionalInterface
    interface Field {
        void value(String name) throws IOException;
    }

    /** Names are not interned, as anybody may invent some; buffers do not hang on virtual threads, which end soon. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .build();

    private static final long LARGEST_OF_JAVASCRIPT = (1L << 53) - 1;
    private static final int SURELY_SMALLER_DIGITS = 15;

    private final byte[] json;
    private final JsonParser parser;
    private final Edits edits = new Edits();
    private int quoted = -1; // where the last number is that has become text

    /** @param json UTF-8 */
    JsonSource(byte[] json) throws IOException {
        this.json = json;
        this.parser = FACTORY.createParser(json);
    }

    /** Goes to the array or object that the text is. */
    void begin() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null || !token.isStructStart()) {
            throw new IOException("neither an array nor an object");
        }
    }

    /** Goes to the next value; false at the end of the array or object. */
    boolean next() throws IOException {
        JsonToken token = parser.nextToken();
        return token != null && !token.isStructEnd();
    }

    boolean isObject() {
        return parser.hasToken(JsonToken.START_OBJECT);
    }

    /**
     * Reads all fields of the object that begins here.
     *
     * @return the place of its closing brace
     */
    int object(Field field) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.value(name);
            pass();
        }
        return end() - 1;
    }

    /** The text here, or null for anything else. */
    String text() throws IOException {
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : null;
    }

    /** An id, which from here on is text; null for anything else. */
    String id() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            quote();
            return parser.getText();
        }
        return text();
    }

    /** The number here, or zero. */
    long number() throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getTextLength() <= SURELY_SMALLER_DIGITS
                ? parser.getLongValue()
                : 0;
    }

    boolean isTrue() {
        return parser.hasToken(JsonToken.VALUE_TRUE);
    }

    /** The text here as it stands there, with its quotes; null for an empty one and for anything else. */
    Piece filledText() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return null;
        }
        int from = start();
        parser.finishToken();
        int to = end();
        return to - from == 2 ? null : new Piece(from, to);
    }

    /** The object here, or null for anything else. */
    Piece objectPiece() throws IOException {
        if (!isObject()) {
            return null;
        }
        int from = start();
        pass();
        return new Piece(from, end());
    }

    /** Passes over the value here, or what is left of it. */
    void pass() throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_INT && isTooLarge()) {
                quote();
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private boolean isTooLarge() throws IOException {
        if (parser.getTextLength() <= SURELY_SMALLER_DIGITS) {
            return false;
        }
        return switch (parser.getNumberType()) {
            case INT -> false;
            case LONG ->
                parser.getLongValue() > LARGEST_OF_JAVASCRIPT || parser.getLongValue() < -LARGEST_OF_JAVASCRIPT;
            default -> true;
        };
    }

    private void quote() throws IOException {
        int start = start();
        if (start != quoted) {
            quoted = start;
            edits.insert(start, "\"");
            edits.insert(start + parser.getTextLength(), "\"");
        }
    }

    /**
     * Puts one more field into an object that was read.
     *
     * @param end the place of its closing brace
     * @param value JSON, ASCII
     */
    void add(int end, String name, String value) {
        edits.insert(end, (isEmpty(end) ? "\"" : ",\"") + name + "\":" + value);
    }

    /** Whether the object that ends here has no field. */
    boolean isEmpty(int end) {
        int at = end - 1;
        while (json[at] <= ' ') {
            at--;
        }
        return json[at] == '{';
    }

    /** Puts null in place of an object that was read. */
    void remove(Piece object) {
        edits.replace(object.from(), object.to(), "null");
    }

    /** Writes the text as it was read, up to that place. */
    void write(int end, DocumentWriter out) {
        edits.write(json, end, out);
    }

    /** A piece of the text as it stands there; null for none. */
    void write(Piece piece, DocumentWriter out) {
        if (piece == null) {
            out.add("null");
        } else {
            out.add(json, piece.from(), piece.to());
        }
    }

    /** Where the value here begins. */
    int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Where the text, object or array that was just read has ended. */
    private int end() {
        return (int) parser.currentLocation().getByteOffset();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
