package dev.porchlight.sim.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest REST requests, by number and by what their bodies held. Guarded by the world's lock, every method is called under it. */
final class RestLog {
    private static final int KEPT = 256;

    private static final int KEPT_CHARS = 8 * 1024 * 1024;

    private record Noted(RestCall call, int chars) {}

    private final Deque<Noted> calls = new ArrayDeque<>();
    private int keptChars;

    /** @param chars of the body as text */
    void add(RestCall call, int chars) {
        calls.addLast(new Noted(call, chars));
        keptChars += chars;
        while (calls.size() > KEPT || keptChars > KEPT_CHARS) {
            keptChars -= calls.removeFirst().chars();
        }
    }

    List<RestCall> calls() {
        return calls.stream().map(Noted::call).toList();
    }

    Optional<RestCall> newest(String method, String path) {
        return calls().reversed().stream()
                .filter(call -> call.method().equals(method) && call.path().matches(path))
                .findFirst();
    }
}
