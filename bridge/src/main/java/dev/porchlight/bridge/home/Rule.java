package dev.porchlight.bridge.home;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * When a light is on: signals joined by or, and, not. An immutable value: equal rules are always on together,
 * {@code toString()} is the canonical text and {@link #parse} reads it back as an equal rule.
 *
 * <pre>
 *   or  = and {"," and}          voice:guild:1, discord:offline         either
 *   and = not {"&amp;" not}          voice &amp; !muted:user:5                  both; binds tighter than the comma
 *   not = "!" not | "(" or ")" | signal
 * </pre>
 *
 * Blanks around operators are free; inside the quotes of a name everything belongs to the name. The canonical text keeps the
 * order and leaves out needless parentheses, repeated parts and double negations.
 */
public final class Rule {

    /** The longest text, in characters, as it is written and in its canonical form. */
    public static final int MAX_LENGTH = 1_024;

    /** The most signals, counted as often as they are written. */
    public static final int MAX_SIGNALS = 32;

    /** The deepest nesting of parentheses and exclamation marks. */
    public static final int MAX_DEPTH = 16;

    private final Term term;
    private final String text;
    private final Set<Signal> signals;
    private final boolean usesPresence;

    Rule(Term term) {
        this.term = term;
        this.text = term.toString();
        Set<Signal> all = new LinkedHashSet<>();
        term.collect(all);
        this.signals = Collections.unmodifiableSet(all);
        this.usesPresence = all.stream().anyMatch(Signal.OfPresence.class::isInstance);
    }

    /**
     * Reads a rule.
     *
     * @throws RuleSyntaxException when the text is no rule; it says why and where
     */
    public static Rule parse(String text) {
        return new RuleSyntax(text).parse();
    }

    /** The rule that is on while the signal is. */
    public static Rule of(Signal signal) {
        return new Rule(new Term.Is(signal));
    }

    /** What it is made of, each once, in the order written. */
    public Set<Signal> signals() {
        return signals;
    }

    /** Whether it needs Discord to be known, so that it can go stale; {@code discord:offline} is always known. */
    public boolean usesDiscord() {
        return signals.stream().anyMatch(Signal::usesDiscord);
    }

    /** Whether it needs to be told of presences, which Discord tells to bots with two privileged intents alone. */
    public boolean usesPresence() {
        return usesPresence;
    }

    /** Whether it is on when these signals are. */
    boolean holds(Predicate<Signal> on) {
        return term.truth(signal -> Truth.of(on.test(signal))) == Truth.TRUE;
    }

    /** What can be said of it when so much can be said of its signals. */
    Truth truth(Function<Signal, Truth> of) {
        return term.truth(of);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule rule && text.equals(rule.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The canonical text, e.g. {@code voice & !muted:user:5}. */
    @Override
    public String toString() {
        return text;
    }
}
