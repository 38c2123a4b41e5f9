package dev.porchlight.sim.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs that {@code scripts/bench.d/build} has made: {@code fleet}, {@code floor} and {@code http}. Immutable.
 *
 * @param folder where they are
 */
public record NativeTools(Path folder) {
    static final List<String> NAMES = List.of("fleet", "floor", "http");

    /** Whether all of them are there. */
    boolean complete() {
        return NAMES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
    }

    String program(String name) {
        return folder.resolve(name).toString();
    }
}
