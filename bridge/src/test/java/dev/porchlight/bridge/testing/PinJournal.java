package dev.porchlight.bridge.testing;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a wall's journal says so far; a line that is still being written is left out. */
public record PinJournal(Path file) {

    /** One change of a pin. */
    public record Change(String name, int pin, int level, boolean on, int duty, boolean hasCause) {}

    public List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>();
        if (!Files.exists(file)) {
            return changes;
        }
        String text = Files.readString(file);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Map<String, Object> fields = JSON.std.mapFrom(line);
            changes.add(new Change(
                    (String) fields.get("name"),
                    (Integer) fields.get("pin"),
                    (Integer) fields.get("level"),
                    (Boolean) fields.get("on"),
                    (Integer) fields.get("duty"),
                    fields.containsKey("after_us")));
        }
        return changes;
    }

    /** Whether the output is on by its last line; false when it has none. */
    public boolean on(String name) throws IOException {
        boolean on = false;
        for (Change change : changes()) {
            on = change.name().equals(name) ? change.on() : on;
        }
        return on;
    }

    public void await(String name, boolean on) throws Exception {
        Await.until(
                name + (on ? " is on" : " is off") + " in " + file,
                () -> changes().stream().anyMatch(change -> Objects.equals(change.name(), name)) && on(name) == on);
    }
}
