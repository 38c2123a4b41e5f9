package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Corpus;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both settings files take any text: what is wrong becomes a mistake that shows nothing of it, what is right a value. */
class SettingsFilesFuzzTest {

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(SettingsFilesFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void anyTextIsReadOrAMistake(Corpus.Input input) throws IOException {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] file) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            return; // BoundedFile lets no such file through
        }
        dotEnv(text);
        properties(text);
    }

    private static void dotEnv(String text) {
        List<Mistake> mistakes = new ArrayList<>();
        long lines = text.lines().count();
        Map<String, Entry> entries = DotEnv.parse(text, mistakes, new ArrayList<>());
        assertThat(mistakes).allSatisfy(mistake -> {
            assertThat(mistake.value()).isEqualTo("(not shown)");
            assertThat(mistake.origin().line()).isBetween(1, (int) lines);
        });
        entries.forEach((name, entry) -> {
            assertThat(name).matches("[A-Za-z_][A-Za-z0-9_.-]*");
            assertThat(entry.origin().line()).isBetween(1, (int) lines);
            // Written as this program would write it, a value is read back as itself.
            assertThat(reread(name, entry.value())).isEqualTo(entry.value());
        });
        // A comment at the end of a line changes nothing, wherever a comment may stand.
        List<Mistake> same = new ArrayList<>();
        StringBuilder commented = new StringBuilder();
        text.lines().forEach(line -> commented.append(line).append(" # c\u2028d\n"));
        Map<String, Entry> again = DotEnv.parse(commented.toString(), same, new ArrayList<>());
        entries.forEach((name, entry) ->
                assertThat(again.get(name)).extracting(Entry::value).isEqualTo(entry.value()));
    }

    private static String reread(String name, String value) {
        String quoted = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        List<Mistake> mistakes = new ArrayList<>();
        Entry entry = DotEnv.parse(name + "=\"" + quoted + "\"", mistakes, new ArrayList<>())
                .get(name);
        assertThat(mistakes).isEmpty();
        return entry.value();
    }

    /** {@link Properties} itself is the judge. */
    private static void properties(String text) throws IOException {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Entry> entries = PropertiesFile.parse(text, mistakes);
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake.value()).isIn("(not shown)", "(a second time)"));
        Properties judge = new Properties();
        try {
            judge.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            assertThat(mistakes).as("mistakes where Properties sees one").isNotEmpty();
            return;
        }
        if (!mistakes.isEmpty()) {
            return; // a key twice, which Properties does not mind
        }
        Map<String, String> read = new TreeMap<>();
        entries.forEach((key, entry) -> read.put(key, entry.value()));
        Map<String, String> wanted = new TreeMap<>();
        judge.stringPropertyNames()
                .forEach(key -> wanted.put(key, judge.getProperty(key).strip()));
        assertThat(read).isEqualTo(wanted);
    }
}
