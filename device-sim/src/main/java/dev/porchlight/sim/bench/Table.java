package dev.porchlight.sim.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows under a head, printed so that a person and a Markdown reader can both read them. One thread. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row has as many cells as the head");
        }
        rows.add(List.of(cells));
    }

    /** Whether there is only the head. */
    boolean isEmpty() {
        return rows.size() == 1;
    }

    public void print(PrintWriter out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        line(out, rows.getFirst(), widths);
        StringBuilder rule = new StringBuilder("|");
        for (int c = 0; c < columns; c++) {
            rule.append("-".repeat(widths[c] + 1)).append(c == 0 ? "-|" : ":|");
        }
        out.println(rule);
        rows.stream().skip(1).forEach(row -> line(out, row, widths));
    }

    private static void line(PrintWriter out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int c = 0; c < row.size(); c++) {
            String pad = " ".repeat(widths[c] - row.get(c).length());
            line.append(' ')
                    .append(c == 0 ? row.get(c) + pad : pad + row.get(c))
                    .append(" |");
        }
        out.println(line);
    }
}
