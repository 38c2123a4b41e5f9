package dev.porchlight.bridge.home;

import java.util.List;
import java.util.function.Function;

/**
 * A second opinion on {@link Rule}: evaluates the text as it goes along, without a tree, without limits, and with numbers for
 * Kleene's values: FALSE 0, UNKNOWN 1, TRUE 2, and is the smaller, or the larger, not what is left of 2.
 */
final class PlainRule {

    private static final int END = -1;
    private static final List<Truth> VALUES = List.of(Truth.FALSE, Truth.UNKNOWN, Truth.TRUE);

    /** The text is no rule. */
    static final class Nonsense extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final String text;
    private final Function<Signal, Truth> signals;
    private int at;

    private PlainRule(String text, Function<Signal, Truth> signals) {
        this.text = text;
        this.signals = signals;
    }

    static Truth truth(String text, Function<Signal, Truth> signals) throws Nonsense {
        PlainRule rule = new PlainRule(text, signals);
        int value = rule.or();
        if (rule.next() != END) {
            throw new Nonsense();
        }
        return VALUES.get(value);
    }

    private int or() throws Nonsense {
        int value = and();
        while (next() == ',') {
            at++;
            value = Math.max(value, and());
        }
        return value;
    }

    private int and() throws Nonsense {
        int value = one();
        while (next() == '&') {
            at++;
            value = Math.min(value, one());
        }
        return value;
    }

    private int one() throws Nonsense {
        int first = next();
        if (first == '!') {
            at++;
            return 2 - one();
        }
        if (first == '(') {
            at++;
            int value = or();
            if (next() != ')') {
                throw new Nonsense();
            }
            at++;
            return value;
        }
        return signal();
    }

    /** A name in quotes, where whatever follows a backslash is part of it, is one piece of a word. */
    private int signal() throws Nonsense {
        int start = at;
        while (at < text.length() && !blank() && ",&!()|".indexOf(text.charAt(at)) < 0) {
            at = text.charAt(at) == '"' ? closing(at + 1) : at + 1;
        }
        try {
            return VALUES.indexOf(signals.apply(Signal.parse(text.substring(start, Math.min(at, text.length())))));
        } catch (SignalSyntaxException e) {
            throw new Nonsense();
        }
    }

    private boolean blank() {
        return Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at));
    }

    private int closing(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** END behind the last character that is no blank. */
    private int next() {
        while (at < text.length() && blank()) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }
}
