package dev.porchlight.bridge.devices;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the keys that were asked for last, so many and no more: the one that nobody asked for the longest is forgotten. */
final class Latest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int most;

    Latest(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
