package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tables of cases in text files beside the tests: a line a case, columns between bars, the first column an id of its own. */
final class Table {

    private Table() {}

    static List<List<String>> read(String name, int columns) throws IOException {
        String text;
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Set<String> ids = new HashSet<>();
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .peek(row -> {
                    assertThat(row).as("columns").hasSize(columns);
                    assertThat(ids.add(row.getFirst()))
                            .as("first %s", row.getFirst())
                            .isTrue();
                })
                .toList();
    }
}
