package dev.porchlight.sim.demo;

import dev.porchlight.sim.Terminal;
import dev.porchlight.sim.wall.PinState;
import dev.porchlight.sim.wall.Wall;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wall as lines for the foot of a terminal: a lamp, its name, pin, state, how long it took, and its rule. Thread-safe.
 *
 * <pre>
 *    output       pin     state       after  rule
 *  ● light.porch  GPIO17  on           3 ms  voice
 * </pre>
 */
final class WallView {
    /** Rows that the events above it need at least. */
    private static final int LOG_ROWS = 10;

    private static final int HEAD_ROWS = 2;
    private static final int NARROWEST = 60;

    private static final String LAMPS = "●○▁▂▃▄▅▆▇█─";
    private static final String PLAIN_LAMPS = "*o.........-";
    private static final String BRIGHT = "\033[1;33m";
    private static final String DIM = "\033[2m";
    private static final String AS_BEFORE = "\033[0m";

    private final Wall wall;
    private final Terminal.Screen screen;
    private final String lamps;
    private final String row;
    private final Map<String, String> after = new ConcurrentHashMap<>();

    private WallView(Wall wall, Terminal.Screen screen, String lamps) {
        this.wall = wall;
        this.screen = screen;
        this.lamps = lamps;
        int name = wall.names().stream().mapToInt(String::length).max().orElse(0);
        this.row = " %-" + Math.max(name, "output".length()) + "s  %-6s  %-9s %7s  %s";
    }

    /** Empty when the terminal has too few rows or columns for it, or there is no wall. */
    static Optional<WallView> of(Wall wall, Terminal.Screen screen, Charset charset) {
        boolean fits = wall.names().size() + HEAD_ROWS + LOG_ROWS <= screen.rows() && screen.columns() >= NARROWEST;
        boolean drawable = charset.newEncoder().canEncode(LAMPS);
        return wall.isEmpty() || !fits
                ? Optional.empty()
                : Optional.of(new WallView(wall, screen, drawable ? LAMPS : PLAIN_LAMPS));
    }

    /** The output changed so long after what was told last; "" when that was not the cause. */
    void reacted(String name, String later) {
        after.put(name, later);
    }

    /** An empty one, a head, and one for each output. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(dim(cut("  " + row.formatted("output", "pin", "state", "after", "rule"))));
        for (Wall.Shown shown : wall.shown()) {
            String name = shown.output().name();
            String text = row.formatted(
                    name,
                    shown.output().pin(),
                    shown.state().map(PinState::words).orElse("unknown"),
                    after.getOrDefault(name, ""),
                    shown.output().rule());
            lines.add(" " + lamp(shown.state()) + cut(text.stripTrailing()));
        }
        return lines;
    }

    private String lamp(Optional<PinState> state) {
        if (state.isEmpty()) {
            return dim("?");
        }
        if (!state.get().lit()) {
            return dim(lamps.substring(1, 2));
        }
        int duty = Math.clamp(state.get().duty(), 1, 100);
        int which = state.get().isBreathing() ? 2 + (duty - 1) * 8 / 100 : 0;
        return coloured(BRIGHT, lamps.substring(which, which + 1));
    }

    private String dim(String text) {
        return coloured(DIM, text);
    }

    private String coloured(String colour, String text) {
        return screen.colour() ? colour + text + AS_BEFORE : text;
    }

    /** With room for the lamp. */
    private String cut(String text) {
        int most = screen.columns() - 3;
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }
}
