package dev.porchlight.bridge.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The grammar of {@link Rule}, read once from left to right by recursive descent; every way to be wrong has its message. */
final class RuleSyntax {

    /** What ends a word; the bar is there to be told what it should be. */
    private static final String OPERATORS = ",&!()|";

    private static final int END = -1;

    private final String text;
    private int at;
    private int signals;

    RuleSyntax(String text) {
        this.text = text;
    }

    Rule parse() {
        if (text.length() > Rule.MAX_LENGTH) {
            throw mistake("a rule has at most 1,024 characters, this one has " + text.length(), Rule.MAX_LENGTH);
        }
        if (peek() == END) {
            throw mistake("a rule is missing; expected for example voice, or voice & !muted:user:ID", 0);
        }
        Term term = or(0);
        if (peek() == ')') {
            throw mistake("this parenthesis closes nothing", at);
        }
        Rule rule = new Rule(term);
        int canonical = rule.toString().length();
        if (canonical > Rule.MAX_LENGTH) { // blanks are added around operators, and few names grow when they are folded
            throw mistake("a rule has at most 1,024 characters, written out this one has " + canonical, text.length());
        }
        return rule;
    }

    private Term or(int depth) {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(and(depth));
        } while (take(','));
        return Term.any(terms);
    }

    private Term and(int depth) {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(not(depth));
        } while (take('&'));
        int next = peek();
        if (next != END && next != ',' && next != ')') {
            throw operatorMissing();
        }
        return Term.all(terms);
    }

    private Term not(int depth) {
        return switch (peek()) {
            case '!' -> {
                deeper(depth);
                at++;
                yield Term.not(not(depth + 1));
            }
            case '(' -> {
                deeper(depth);
                int opened = at++;
                Term inner = or(depth + 1);
                if (!take(')')) {
                    throw mistake("this parenthesis is never closed", opened);
                }
                yield inner;
            }
            case END, ',', ')', '&', '|' -> throw signalMissing();
            default -> signal();
        };
    }

    private void deeper(int depth) {
        if (depth == Rule.MAX_DEPTH) {
            throw mistake("parentheses and ! stand at most " + Rule.MAX_DEPTH + " deep", at);
        }
    }

    private Term signal() {
        int start = at;
        if (signals++ == Rule.MAX_SIGNALS) {
            throw mistake("a rule has at most " + Rule.MAX_SIGNALS + " signals", start);
        }
        String word = word();
        try {
            return new Term.Is(Signal.parse(word));
        } catch (SignalSyntaxException e) {
            String hint = operatorMeant(word);
            throw mistake(hint.isEmpty() ? e.getMessage() : hint, hint.isEmpty() ? start + e.at() : start);
        }
    }

    /** Everything up to a blank or an operator outside quotes. */
    private String word() {
        int start = at;
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                at++; // and whatever it escapes
            } else if (!quoted && (isBlank(c) || OPERATORS.indexOf(c) >= 0)) {
                break;
            }
        }
        at = Math.min(at, text.length());
        return text.substring(start, at);
    }

    private RuleSyntaxException signalMissing() {
        String hint = operatorMeant(run());
        return mistake(hint.isEmpty() ? "a signal is missing here" : hint, at);
    }

    private RuleSyntaxException operatorMissing() {
        int start = at;
        String hint = operatorMeant(peek() == '|' ? run() : word());
        return mistake(hint.isEmpty() ? "an operator is missing here: a comma is or, & is and" : hint, start);
    }

    /** The same character again and again, before and behind where it is looked at, such as {@code &&}. */
    private String run() {
        int from = at;
        int to = at;
        while (from > 0 && from < text.length() && text.charAt(from - 1) == text.charAt(at)) {
            from--;
        }
        while (to < text.length() && text.charAt(to) == text.charAt(at)) {
            to++;
        }
        return text.substring(from, to);
    }

    /** For those who write rules as in other languages. */
    private static String operatorMeant(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "or", "|", "||" -> "or is written as a comma: voice, discord:offline";
            case "and", "&&" -> "and is written as one &: voice & !muted:user:ID";
            case "not" -> "not is written as !: !voice";
            default -> "";
        };
    }

    private boolean take(int operator) {
        if (peek() != operator) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is no blank, or END. */
    private int peek() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? END : text.charAt(at);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c); // the second knows the no-break space
    }

    private RuleSyntaxException mistake(String message, int where) {
        return new RuleSyntaxException(message, text, where);
    }
}
