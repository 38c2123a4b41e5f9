package dev.porchlight.sim.control;

import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The boards by name. Thread-safe.
 *
 * <p>At most {@value #MAX_BOARDS} at a time. Invariant: a name stands for one board; the listener hears of every LED, of boards added later too.
 */
public final class Boards implements AutoCloseable {
    private static final int MAX_BOARDS = 1_024;

    private final String url;
    private final String token;
    private final Map<String, SimBoard> byName = new LinkedHashMap<>();
    private final Map<String, String> meanings = new HashMap<>();

    /** For the boards' thread, which must not wait for whoever waits for it in {@link #reset}. */
    private final Map<SimBoard, String> nameOf = new ConcurrentHashMap<>();

    private SimBoards room = SimBoards.start();
    private volatile BiConsumer<String, Boolean> listener = (name, lit) -> {};

    /**
     * Nothing is switched on yet.
     *
     * @param url where boards connect when nothing else is said, e.g. {@code ws://127.0.0.1:8080/ws}
     * @param token what they say then
     */
    public Boards(String url, String token) {
        this.url = url;
        this.token = token;
        listen();
    }

    /** Calls the listener, on the boards' thread, with the name of a board whose LED changed. */
    public synchronized void onLight(BiConsumer<String, Boolean> newListener) {
        listener = newListener;
    }

    /**
     * Switches a board on.
     *
     * @param profile its label; "" for the one of its name, else an ESP8266
     * @param ownUrl "" for the common one
     * @param ownToken "" for the common one
     * @param query added to the URL; "" for none
     * @param meaning what its light tells, in words
     * @throws Mistake when the name is taken, there are too many, or the URL cannot be used
     */
    public synchronized void add(
            String name, String profile, String ownUrl, String ownToken, String query, String meaning) {
        if (byName.containsKey(name)) {
            throw Mistake.of("there is a board " + name + " already");
        }
        if (byName.size() == MAX_BOARDS) {
            throw Mistake.of("there are " + MAX_BOARDS + " boards already; boards --count runs more");
        }
        String base = ownUrl.isEmpty() ? url : ownUrl;
        String full = query.isEmpty() ? base : base + (base.contains("?") ? "&" : "?") + query;
        try {
            SimBoard board = room.add(profile(profile, name), full, ownToken.isEmpty() ? token : ownToken);
            byName.put(name, board);
            nameOf.put(board, name);
            meanings.put(name, meaning);
        } catch (IllegalArgumentException e) {
            throw Mistake.of("board " + name + ": " + e.getMessage());
        }
    }

    /** What the board's light tells, in words; "" when there is no such board. */
    public synchronized String meaning(String name) {
        return meanings.getOrDefault(name, "");
    }

    public synchronized Optional<SimBoard> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order in which they were switched on. */
    public synchronized List<String> names() {
        return new ArrayList<>(byName.keySet());
    }

    /** Switches all of them off and forgets their names. */
    public synchronized void reset() {
        room.close();
        byName.clear();
        meanings.clear();
        nameOf.clear();
        room = SimBoards.start();
        listen();
    }

    /** As people write them, e.g. {@code ESP32-S2}. */
    static String[] profiles() {
        return Arrays.stream(Profile.values()).map(Profile::label).toArray(String[]::new);
    }

    private void listen() {
        room.onLight((board, lit) -> {
            String name = nameOf.get(board);
            if (name != null) {
                listener.accept(name, lit);
            }
        });
    }

    /** A board that is called like a profile is one, unless something else is said. */
    private static Profile profile(String label, String name) {
        String wanted = label.isEmpty() ? name : label;
        return Arrays.stream(Profile.values())
                .filter(profile -> profile.label().equalsIgnoreCase(wanted))
                .findFirst()
                .orElse(Profile.ESP8266);
    }

    @Override
    public synchronized void close() {
        room.close();
    }
}
