package dev.porchlight.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a board told. */
final class Told implements Notices {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void tell(boolean warning, String event, Object... fields) {
        lines.add((warning ? "warning " : "") + event + " " + Arrays.toString(fields));
    }

    List<String> of(String event) {
        return lines.stream().filter(line -> line.contains(event + " ")).toList();
    }
}
