package dev.porchlight.bridge.lanyard;

import java.util.concurrent.atomic.LongAdder;

/** What Lanyard's own metrics count of REST and presences. Any thread. */
public final class LanyardCounts {

    final LongAdder presenceUpdates = new LongAdder();
    private final LongAdder[] answers = {new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()};

    void answered(int status) {
        answers[status / 100 - 2].increment();
    }

    /** Changes of people that were told of. */
    public long presenceUpdates() {
        return presenceUpdates.sum();
    }

    /** Answers with a status of 200 to 299 (2), 400 to 499 (4) or 500 to 599 (5). */
    public long answers(int hundreds) {
        return answers[hundreds - 2].sum();
    }
}
