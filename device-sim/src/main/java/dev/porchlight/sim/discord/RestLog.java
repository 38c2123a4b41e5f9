package dev.porchlight.sim.discord;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest REST requests. Guarded by the world's lock, every method is called under it. */
final class RestLog {
    private static final int KEPT = 256;

    private final Deque<RestCall> calls = new ArrayDeque<>();

    void add(RestCall call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    List<RestCall> calls() {
        return List.copyOf(calls);
    }

    Optional<RestCall> newest(String method, String path) {
        return calls().reversed().stream()
                .filter(call -> call.method().equals(method) && call.path().matches(path))
                .findFirst();
    }
}
