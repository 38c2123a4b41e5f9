package dev.porchlight.sim.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal without end that understands cursor up, erase to the end of the line, and new line; colours it passes over. */
final class TinyTerminal {
    private static final Pattern TOKEN = Pattern.compile("\033\\[(\\?7[lh]|\\d*A|K|[\\d;]*m)|\r?\n|\r|.");

    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    private TinyTerminal() {}

    /** The rows that stand there after that was written, without an empty last one. */
    static List<String> shown(String written) {
        TinyTerminal terminal = new TinyTerminal();
        Matcher token = TOKEN.matcher(written);
        int end = 0;
        while (token.find()) {
            if (token.start() != end) {
                throw new IllegalArgumentException("not understood: " + written.substring(end, token.start()));
            }
            end = token.end();
            terminal.take(token.group());
        }
        List<String> shown = new ArrayList<>(
                terminal.rows.stream().map(StringBuilder::toString).toList());
        if (shown.getLast().isEmpty()) {
            shown.removeLast();
        }
        return shown;
    }

    private void take(String token) {
        if (token.endsWith("\n")) {
            if (++row == rows.size()) {
                rows.add(new StringBuilder());
            }
            column = 0;
        } else if (token.equals("\r")) {
            column = 0;
        } else if (token.equals("\033[K")) {
            rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        } else if (token.startsWith("\033[") && token.endsWith("A")) {
            row -= Integer.parseInt(token.substring(2, token.length() - 1));
        } else if (!token.startsWith("\033")) {
            StringBuilder text = rows.get(row);
            text.replace(Math.min(column, text.length()), Math.min(column + 1, text.length()), token);
            column++;
        }
    }
}
