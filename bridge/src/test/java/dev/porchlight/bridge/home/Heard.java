package dev.porchlight.bridge.home;

import java.util.ArrayList;
import java.util.List;

/** A listener that keeps what it heard. */
public final class Heard implements SignalListener {

    private final List<Boolean> values = new ArrayList<>();
    private final List<Long> causes = new ArrayList<>();

    @Override
    public void changed(boolean on, long causeNanos) {
        values.add(on);
        causes.add(causeNanos);
    }

    public List<Boolean> values() {
        return values;
    }

    public List<Long> causes() {
        return causes;
    }
}
