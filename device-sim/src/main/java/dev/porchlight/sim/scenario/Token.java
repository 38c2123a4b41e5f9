package dev.porchlight.sim.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a line.
 *
 * @param text without its quotes
 * @param column where it begins, from 0
 * @param end behind its last character and its quotes
 * @param quoted whether it is a name or text whatever it looks like
 */
record Token(String text, int column, int end, boolean quoted) {
    static final String NOTE = "--";
    static final String COMMA = ",";

    /** The words of a line up to its comment. A quote that does not end goes to the end of the line. */
    static List<Token> of(String line) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            int from = i;
            if (c == '#') {
                break;
            } else if (Character.isWhitespace(c)) {
                i++;
            } else if (c == ',') {
                tokens.add(new Token(COMMA, from, ++i, false));
            } else if (c == '"') {
                int end = line.indexOf('"', i + 1);
                i = end < 0 ? line.length() : end + 1;
                tokens.add(new Token(line.substring(from + 1, end < 0 ? i : end), from, i, true));
            } else {
                while (i < line.length() && !Character.isWhitespace(line.charAt(i)) && line.charAt(i) != ',') {
                    i++;
                }
                tokens.add(new Token(line.substring(from, i), from, i, false));
            }
        }
        return tokens;
    }

    /** Whether the quote that a word of that line begins with has no end. */
    boolean isUnclosed(String line) {
        return quoted && (end == column + 1 || line.charAt(end - 1) != '"');
    }

    /** What is written from that word on, of a single one in quotes what is inside. */
    static String text(String source, List<Token> tokens, int from) {
        Token first = tokens.get(from);
        return first.quoted() && from == tokens.size() - 1
                ? first.text()
                : source.substring(first.column(), tokens.getLast().end());
    }

    boolean is(String word) {
        return !quoted && text.equalsIgnoreCase(word);
    }

    boolean isSeparator() {
        return is(COMMA) || is("and");
    }
}
