package dev.porchlight.bridge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs kept for a fuzz test, a file each: what it began with, and what once broke. They lie in a folder with the
 * name of the class, where {@code scripts/fuzz} starts from and the ordinary build replays them.
 */
public final class Corpus {

    /** One file. */
    public static final class Input {
        private final String name;
        private final byte[] bytes;

        private Input(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Corpus() {}

    /** All of them, in the order of their names; never none. */
    public static List<Input> of(Class<?> test) throws IOException {
        Path folder = Path.of("src", "test", "resources", "corpus", test.getSimpleName());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertThat(files).as("the corpus of %s", test.getSimpleName()).isNotEmpty();
        List<Input> inputs = new ArrayList<>();
        for (Path file : files) {
            inputs.add(new Input(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        return inputs;
    }
}
