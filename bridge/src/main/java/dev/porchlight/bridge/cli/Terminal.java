package dev.porchlight.bridge.cli;

/** Other people's text, made fit for a terminal. */
final class Terminal {

    private Terminal() {}

    /** With {@code ?} for what does not show: control characters, escapes, marks that turn the direction of a line. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        return shown.toString();
    }

    /** Whether a terminal shows it as it is. */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(Terminal::isPlain);
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> c == 0x200D; // joins the parts of an emoji
            default -> true;
        };
    }
}
