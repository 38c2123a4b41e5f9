package dev.porchlight.bridge.home;

import java.util.ArrayList;
import java.util.List;

/** A listener that keeps what it heard. */
public final class Heard implements SignalListener {

    private final List<Boolean> values = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Long> causes = new ArrayList<>();

    @Override
    public void changed(boolean on, boolean stale, long causeNanos) {
        values.add(on);
        told.add((on ? "on" : "off") + (stale ? ", stale" : ""));
        causes.add(causeNanos);
    }

    public List<Boolean> values() {
        return values;
    }

    /** Everything heard, in words: {@code on}, {@code off}, {@code on, stale} or {@code off, stale}. */
    public List<String> told() {
        return told;
    }

    public List<Long> causes() {
        return causes;
    }
}
