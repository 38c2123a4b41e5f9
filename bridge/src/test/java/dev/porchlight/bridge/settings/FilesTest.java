package dev.porchlight.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both file formats, line by line. */
class FilesTest {

    @TempDir
    Path directory;

    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void dotEnvTakesQuotesExportCommentsAndWindowsLineEnds() {
        assertThat(dotEnv("""
                # a comment

                A=plain
                export B = with blanks\t
                C='single # "quoted" \\n'  # a comment
                D="double \\"quoted\\"\\t\\n\\d" # a comment
                E=a#b
                F=a #b
                G=
                H= # nothing
                I==x=
                """.replace("\n", "\r\n")))
                .containsExactly(
                        Map.entry("A", "plain"),
                        Map.entry("B", "with blanks"),
                        Map.entry("C", "single # \"quoted\" \\n"),
                        Map.entry("D", "double \"quoted\"\t\n\\d"),
                        Map.entry("E", "a#b"),
                        Map.entry("F", "a"),
                        Map.entry("G", ""),
                        Map.entry("H", ""),
                        Map.entry("I", "=x="));
        assertThat(mistakes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no equals", "=value", "1A=x", "A B=x", "A='open", "A=\"open", "A=\"x\"y", "A=\"x\\\""})
    void aBadLineOfDotEnvIsAMistakeThatShowsNothingOfIt(String line) {
        assertThat(dotEnv("OK=1\n" + line + "\nLAST=2\n")).containsOnlyKeys("OK", "LAST");
        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.origin()).hasToString(".env line 2");
            assertThat(mistake.value()).isEqualTo("(not shown)");
        });
    }

    @Test
    void ofTwoLinesOfDotEnvTheLaterWinsWithAWarning() {
        assertThat(dotEnv("A=1\nA=2\n")).containsExactly(Map.entry("A", "2"));
        assertThat(warnings).containsExactly("A is set twice in .env: line 2 is used, line 1 is not");
    }

    /** Copied unchanged it must not keep scripts/run from being the demo; with a sign taken away each line must be one. */
    @Test
    void theExampleSetsNothingAndEachOfItsOfferedLinesIsWellFormed() throws IOException {
        String example = Files.readString(Path.of("..", ".env.example"));
        assertThat(dotEnv(example)).isEmpty();

        String offered = example.replaceAll("(?m)^#(?=[A-Z_]+=)", "");
        assertThat(dotEnv(offered)).containsKeys("DISCORD_TOKEN", "GUILD_ID", "ESP_AUTH_TOKEN", "PORT", "LOG_LEVEL");
        assertThat(mistakes).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void propertiesAreJavasOwnWithLineNumbers() {
        Map<String, Entry> entries = PropertiesFile.parse("""
                ! a comment
                # another \\
                a = 1
                  b : two \\
                      words
                c\\:d three

                e = \\u00e4\\\\
                f
                """, mistakes);

        assertThat(entries.values())
                .extracting(entry -> entry.name() + "|" + entry.value() + "|"
                        + entry.origin().line())
                .containsExactly("a|1|3", "b|two words|4", "c:d|three|6", "e|ä\\|8", "f||9");
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aKeyTwiceInThePropertiesIsAMistake() {
        PropertiesFile.parse("port=1\n\nport=2\n", mistakes);

        assertThat(mistakes)
                .extracting(Mistake::toString)
                .containsExactly("port = (a second time)  (porchlight.properties line 3)\n"
                        + "      expected: each key once; line 1 has it already");
    }

    @Test
    void aBrokenEscapeInThePropertiesIsAMistakeWithItsLine() {
        assertThat(PropertiesFile.parse("a=1\nb=\\u12\nc=3\n", mistakes)).containsOnlyKeys("a", "c");
        assertThat(mistakes).extracting(mistake -> mistake.origin().line()).containsExactly(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        Files.writeString(directory.resolve(".env"), "\uFEFFPORT=1\n");

        assertThat(Settings.load(Map.of(), directory).integer("port", 8080, 0, 65535))
                .isEqualTo(1);
    }

    @Test
    void aFileOf64KiBIsReadAndOneByteMoreIsRefused() throws IOException {
        Path file = directory.resolve(".env");
        Files.write(file, "#".repeat(BoundedFile.MAX_BYTES).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(complaint(file)).isEmpty();

        Files.write(file, "#".repeat(BoundedFile.MAX_BYTES + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(complaint(file)).containsExactly("a file of at most 64 KiB");
    }

    @Test
    void aDirectoryADanglingLinkAndForeignBytesAreToldApart() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        Path latin1 = Files.write(directory.resolve("latin1"), new byte[] {'A', '=', (byte) 0xE4});

        assertThat(complaint(folder)).containsExactly("a regular file");
        assertThat(complaint(link)).containsExactly("a regular file");
        assertThat(complaint(latin1)).containsExactly("a text file in UTF-8");
        assertThat(complaint(directory.resolve("missing"))).isEmpty();
    }

    @Test
    void aFileThatIsWrongAsAWholeIsOneOfTheMistakes() throws IOException {
        Files.createDirectory(directory.resolve(".env"));
        Settings settings = Settings.load(Map.of(), directory);

        org.assertj.core.api.Assertions.assertThatThrownBy(settings::check)
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining(".env = (the file)  (.env)\n      expected: a regular file");
    }

    private Map<String, String> dotEnv(String text) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        DotEnv.parse(text, mistakes, warnings).forEach((name, entry) -> values.put(name, entry.value()));
        return values;
    }

    private static List<String> complaint(Path file) {
        List<String> complaints = new ArrayList<>();
        BoundedFile.read(file, complaints::add);
        return complaints;
    }
}
