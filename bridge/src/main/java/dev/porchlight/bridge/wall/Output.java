package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.HomeTime;
import dev.porchlight.hardware.Look;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.Safe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one light or relay is to show, decided by the first of these that has something to say: a test, a hand, quiet hours, a
 * second state, staleness, the rule. Home loop only.
 *
 * <pre>
 *             by hand, no time          rule changes, quiet hours begin
 *   BY RULE ────────────────────▶ HELD ──────────────────────────────▶ BY RULE
 *       └── by hand, for D ─────▶ HELD UNTIL ── D is over ───────────▶ BY RULE
 * </pre>
 *
 * Invariant: once {@link #begin} was called, the pin has been told what {@link #shown} says, once for each change.
 */
final class Output {

    /** Where looks go: any thread's slot on its way to the hardware thread. */
    @FunctionalInterface
    interface Pin {
        /** Must not wait. */
        void show(Look look, long causeNanos);
    }

    /** What a test makes of an output. */
    enum InTest {
        NO,
        /** Another's turn: a light is dark, a relay goes on as it is. */
        WAITS,
        TURN
    }

    private record Hand(boolean on, Optional<Until> until) {}

    /** An end by both clocks: what the one said of it is shown, the other one decides. */
    private record Until(Instant told, long nanos) {}

    /** More than a clock that is only slewed can lose on the way. */
    private static final Duration CLOCK_WAS_SET = Duration.ofSeconds(2);

    private final OutputSettings settings;
    private final HomeTime time;
    private final InstantSource clock;
    private final Pin pin;
    private final boolean[] second;
    private boolean ruleOn;
    private boolean stale;
    private boolean quiet;
    private Hand hand; // null while the rule decides
    private HomeTime.Timer handEnds;
    private InTest inTest = InTest.NO;
    private Look told; // null until the pin has been told anything
    private boolean begun;

    Output(OutputSettings settings, HomeTime time, InstantSource clock, Pin pin) {
        this.settings = settings;
        this.time = time;
        this.clock = clock;
        this.pin = pin;
        this.second = new boolean[settings.patternWhen().size()];
        this.ruleOn = settings.isByHandAlone() && settings.safe() == Safe.ON;
    }

    OutputSettings settings() {
        return settings;
    }

    /** The first values are known, or have been waited for long enough: from now on the pin follows. */
    void begin() {
        if (!begun) {
            begun = true;
            tell(0);
        }
    }

    /** What {@code when} says; when it turns, a hand without a time of its own is over. */
    void rule(boolean on, boolean nowStale, long causeNanos) {
        boolean turns = on != ruleOn;
        ruleOn = on;
        stale = nowStale;
        changed(turns, causeNanos);
    }

    /**
     * What the rule of a second state says. It ends no hand, nor does staleness: a link to Discord that is lost for a moment in
     * the night would put on what somebody has put out.
     */
    void secondState(int index, boolean on, boolean isStale, long causeNanos) {
        second[index] = on && !(isStale && settings.whenStale() == WhenStale.OFF);
        changed(false, causeNanos);
    }

    /** The time of the day, at least once a minute; costs nothing when it changes nothing. */
    void timeIs(LocalTime now, long causeNanos) {
        boolean quietNow = settings.quiet().map(hours -> hours.at(now)).orElse(false);
        // A lamp switched on in the evening is not to burn all night; one put out by hand is not to come on by itself.
        boolean begins = quietNow && !quiet;
        quiet = quietNow;
        changed(begins, causeNanos);
    }

    private void changed(boolean endsHand, long causeNanos) {
        if (begun) {
            if (endsHand && hand != null && hand.until().isEmpty()) {
                hand = null;
            }
            tell(causeNanos);
        }
    }

    /** Somebody wants the other state. */
    void toggle(long causeNanos) {
        byHand(!decided().on(), Optional.empty(), causeNanos);
    }

    /** Somebody switches it. */
    void byHand(boolean on, Optional<Duration> forTime, long causeNanos) {
        if (handEnds != null) {
            handEnds.cancel();
            handEnds = null;
        }
        hand = new Hand(on, forTime.map(t -> new Until(inThat(t), time.nanoTime() + t.toNanos())));
        forTime.ifPresent(t -> handEnds = time.after(t, this::handEnds));
        tell(causeNanos);
    }

    private Instant inThat(Duration left) {
        return clock.instant().plus(left).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same at each look, unless the clock was set since: a Pi may begin in 1970, and learn the time later. */
    private Instant shown(Until until) {
        Instant now = inThat(Duration.ofNanos(until.nanos() - time.nanoTime()));
        boolean wasSet = Duration.between(until.told(), now).abs().compareTo(CLOCK_WAS_SET) > 0;
        return wasSet ? now : until.told();
    }

    private void handEnds() {
        handEnds = null;
        hand = null;
        if (begun) {
            tell(time.nanoTime());
        }
    }

    /** After {@link #begin} only. */
    void test(InTest role, long causeNanos) {
        inTest = role;
        tell(causeNanos);
    }

    private void tell(long causeNanos) {
        Look now = shown();
        if (!now.equals(told) && !untouched(now)) {
            told = now;
            pin.show(now, causeNanos);
        }
    }

    /** What is to be held as it is waits for the first hand, where there is no rule to say otherwise. */
    private boolean untouched(Look now) {
        return told == null
                && settings.isByHandAlone()
                && settings.safe() == Safe.HOLD
                && hand == null
                && !quiet
                && inTest == InTest.NO
                && !now.on();
    }

    /** What it is to show now. */
    Look shown() {
        if (inTest == InTest.TURN) {
            return Look.ON;
        }
        if (inTest == InTest.WAITS && settings.isLight()) {
            return Look.OFF;
        }
        return decided();
    }

    /** The same without a test, which passes. */
    private Look decided() {
        if (hand != null) {
            return hand.on() ? lit(settings.pattern()) : Look.OFF;
        }
        return byRule();
    }

    private Look byRule() {
        if (quiet) {
            return Look.OFF;
        }
        for (int i = 0; i < second.length; i++) {
            if (second[i]) {
                return lit(settings.patternWhen().get(i).pattern());
            }
        }
        if (stale && settings.whenStale() != WhenStale.HOLD) {
            return settings.whenStale() == WhenStale.BLINK ? lit(Pattern.BLINK) : Look.OFF;
        }
        return ruleOn ? lit(settings.pattern()) : Look.OFF;
    }

    private static Look lit(Pattern pattern) {
        return new Look(true, pattern);
    }

    /** For the API; the pin's own side of it comes from the hardware. */
    OutputView view() {
        return new OutputView(
                settings.name(),
                shown(),
                settings.when().map(Object::toString),
                ruleOn,
                stale,
                hand != null,
                hand == null ? Optional.empty() : hand.until().map(this::shown));
    }
}
