package dev.porchlight.bridge.devices;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What {@code /ws} has done since the start; written on the door loop (overtaken: home loop), read from any thread. */
public final class DeviceCounts {

    final AtomicInteger boards = new AtomicInteger();
    final LongAdder deliveries = new LongAdder();
    final LongAdder conflations = new LongAdder();
    final LongAdder overtaken = new LongAdder();
    final LongAdder authFailures = new LongAdder();
    final LongAdder dropped = new LongAdder();

    /** Boards connected now that gave the right token. */
    public int boards() {
        return boards.get();
    }

    /** Values sent to boards. */
    public long deliveries() {
        return deliveries.sum();
    }

    /** Values never sent because a newer one came while the board's socket was full. */
    public long conflations() {
        return conflations.sum();
    }

    /** Changes that no board saw, because the next one came before the door loop had its turn. */
    public long overtaken() {
        return overtaken.sum();
    }

    /** Connections answered with NOAUTH. */
    public long authFailures() {
        return authFailures.sum();
    }

    /** Boards lost without a goodbye: stalled, silent or cut off. */
    public long dropped() {
        return dropped.sum();
    }
}
