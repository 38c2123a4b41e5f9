package dev.porchlight.bridge.home;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a {@link Rule}; immutable. Invariant: no NOT stands in a NOT, no AND in an AND, no OR in an OR, and an AND or OR
 * has two different parts or more, so that one meaning has few spellings. What is left out never mattered, in three values
 * as in two.
 */
sealed interface Term {

    Truth truth(Function<Signal, Truth> signals);

    /** Adds the signals, in the order they are written. */
    void collect(Set<Signal> into);

    static Term not(Term term) {
        return term instanceof Not(Term inner) ? inner : new Not(term);
    }

    static Term all(List<Term> terms) {
        List<Term> parts = parts(terms, t -> t instanceof All(List<Term> inner) ? inner.stream() : Stream.of(t));
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    static Term any(List<Term> terms) {
        List<Term> parts = parts(terms, t -> t instanceof Any(List<Term> inner) ? inner.stream() : Stream.of(t));
        return parts.size() == 1 ? parts.getFirst() : new Any(parts);
    }

    private static List<Term> parts(List<Term> terms, Function<Term, Stream<Term>> opened) {
        return terms.stream().flatMap(opened).distinct().toList();
    }

    /** A signal. */
    record Is(Signal signal) implements Term {
        @Override
        public Truth truth(Function<Signal, Truth> signals) {
            return signals.apply(signal);
        }

        @Override
        public void collect(Set<Signal> into) {
            into.add(signal);
        }

        @Override
        public String toString() {
            return signal.toString();
        }
    }

    /** The opposite. */
    record Not(Term term) implements Term {
        @Override
        public Truth truth(Function<Signal, Truth> signals) {
            return term.truth(signals).not();
        }

        @Override
        public void collect(Set<Signal> into) {
            term.collect(into);
        }

        @Override
        public String toString() {
            return term instanceof Is ? "!" + term : "!(" + term + ")";
        }
    }

    /** Every one of them. */
    record All(List<Term> terms) implements Term {
        @Override
        public Truth truth(Function<Signal, Truth> signals) {
            Truth truth = Truth.TRUE;
            for (Term term : terms) {
                truth = truth.and(term.truth(signals));
                if (truth == Truth.FALSE) {
                    break;
                }
            }
            return truth;
        }

        @Override
        public void collect(Set<Signal> into) {
            terms.forEach(term -> term.collect(into));
        }

        @Override
        public String toString() {
            return terms.stream()
                    .map(term -> term instanceof Any ? "(" + term + ")" : term.toString())
                    .collect(Collectors.joining(" & "));
        }
    }

    /** At least one of them. */
    record Any(List<Term> terms) implements Term {
        @Override
        public Truth truth(Function<Signal, Truth> signals) {
            Truth truth = Truth.FALSE;
            for (Term term : terms) {
                truth = truth.or(term.truth(signals));
                if (truth == Truth.TRUE) {
                    break;
                }
            }
            return truth;
        }

        @Override
        public void collect(Set<Signal> into) {
            terms.forEach(term -> term.collect(into));
        }

        @Override
        public String toString() {
            return terms.stream().map(Term::toString).collect(Collectors.joining(", "));
        }
    }
}
