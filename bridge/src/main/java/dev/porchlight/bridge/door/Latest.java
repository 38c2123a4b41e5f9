package dev.porchlight.bridge.door;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the keys that were asked for last, so many and no more: the one that nobody asked for the longest is forgotten. */
public final class Latest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int most;

    /** @param most keys, at least 1 */
    public Latest(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
