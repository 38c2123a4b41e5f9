package dev.porchlight.bridge.presence;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the sockets of one dialect have done since the start; written on the door loop, read from any thread. */
public final class SocketCounts {

    final LongAdder sockets = new LongAdder();
    final LongAdder subscriptions = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder updates = new LongAdder();
    final LongAdder conflations = new LongAdder();
    private final Map<String, LongAdder> closes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> inits = new ConcurrentHashMap<>();

    /** Open now. */
    public long sockets() {
        return sockets.sum();
    }

    /** Pairs of a socket and somebody it watches, now. */
    public long subscriptions() {
        return subscriptions.sum();
    }

    /** Messages from clients. */
    public long received() {
        return received.sum();
    }

    /** Messages to clients, of every kind. */
    public long sent() {
        return sent.sum();
    }

    /** PRESENCE_UPDATE messages to clients. */
    public long updates() {
        return updates.sum();
    }

    /** States that a client never saw, since a newer one of the same person came before the socket took it. */
    public long conflations() {
        return conflations.sum();
    }

    /** Sockets that ended or are about to, by close code where it is ours ({@code 4006}), else by why they ended ({@code peer_closed}). */
    public Map<String, Long> closes() {
        return sums(closes);
    }

    /** Initializes obeyed, by what was asked for and how it goes over the wire: {@code ids,json}, {@code all,zlib}. */
    public Map<String, Long> inits() {
        return sums(inits);
    }

    void closed(String why) {
        closes.computeIfAbsent(why, key -> new LongAdder()).increment();
    }

    void initialized(String what, boolean zlib) {
        inits.computeIfAbsent(what + (zlib ? ",zlib" : ",json"), key -> new LongAdder())
                .increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        Map<String, Long> sums = new TreeMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
