package dev.porchlight.bridge.home;

/** A text that is no rule. The message says what is wrong; {@link #caret()} shows where. */
public final class RuleSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Characters of the text that {@link #caret()} shows at most, on either side of the mistake. */
    private static final int SHOWN = 40;

    private final int column;
    private final String caret;

    /** @param at how many characters stand before the mistake */
    RuleSyntaxException(String message, String text, int at) {
        super(message);
        this.column = at + 1;
        this.caret = caret(text, at);
    }

    /** Where the mistake begins, from 1; one more than the text is long when something is missing behind it. */
    public int column() {
        return column;
    }

    /**
     * Two lines without an end of line behind them: the text, and below it a {@code ^} at the mistake. Of a long text the
     * part around the mistake is shown between dots; control characters are shown as {@code ?}.
     */
    public String caret() {
        return caret;
    }

    /** The message and below it {@link #caret()}, for a person's screen; no end of line behind it. */
    public String explained(int indent) {
        String blanks = " ".repeat(indent);
        return getMessage() + "\n" + blanks + caret.replace("\n", "\n" + blanks);
    }

    /** The text, or the part around the mistake, with a {@code ^} put in before the mistake: for a log's one line. */
    public String marked() {
        String[] lines = caret.split("\n", -1);
        int at = lines[1].length() - 1;
        return lines[0].substring(0, at) + "^" + lines[0].substring(at);
    }

    private static String caret(String text, int at) {
        int from = Math.max(0, at - SHOWN);
        int to = Math.min(text.length(), at + SHOWN);
        String before = from == 0 ? "" : "...";
        String behind = to == text.length() ? "" : "...";
        String shown = text.substring(from, to).replaceAll("\\p{Cntrl}", "?");
        return before + shown + behind + "\n" + " ".repeat(before.length() + at - from) + "^";
    }
}
