package dev.porchlight.bridge.home;

import java.util.ArrayList;
import java.util.List;

/** A listener that keeps what it heard. */
public final class Heard implements SignalListener {

    private final List<Boolean> values = new ArrayList<>();
    private final List<Boolean> stale = new ArrayList<>();
    private final List<Long> causes = new ArrayList<>();

    @Override
    public void changed(boolean on, boolean isStale, long causeNanos) {
        values.add(on);
        stale.add(isStale);
        causes.add(causeNanos);
    }

    public List<Boolean> values() {
        return values;
    }

    public List<Boolean> stale() {
        return stale;
    }

    public List<Long> causes() {
        return causes;
    }
}
