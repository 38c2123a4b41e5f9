package dev.porchlight.sim.wall;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the journal: an output was written to.
 *
 * @param name e.g. {@code light.porch}
 * @param pin its GPIO, as the chip counts
 * @param on whether it gives light at this moment, or is pulled; of an active-low one this is a level of 0
 * @param duty how bright, in percent
 * @param pattern e.g. {@code blink}; empty for an output that is steady
 * @param nanos {@link System#nanoTime()} of the write; one clock for all processes of a Linux machine
 * @param afterMicros since what caused it had come to the bridge; empty when nothing outside did
 */
public record PinChange(
        String name, int pin, boolean on, int duty, Optional<String> pattern, long nanos, OptionalLong afterMicros) {
    /** Empty for a line that says something else. */
    static Optional<PinChange> read(String line) {
        try {
            Map<String, Object> json = JSON.std.mapFrom(line);
            return Optional.of(new PinChange(
                    (String) json.get("name"),
                    number(json, "pin").intValue(),
                    (Boolean) json.get("on"),
                    number(json, "duty").intValue(),
                    Optional.ofNullable((String) json.get("pattern")),
                    number(json, "nanos").longValue(),
                    json.get("after_us") instanceof Number after
                            ? OptionalLong.of(after.longValue())
                            : OptionalLong.empty()));
        } catch (IOException | ClassCastException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Number number(Map<String, Object> json, String name) {
        return (Number) json.get(name);
    }
}
