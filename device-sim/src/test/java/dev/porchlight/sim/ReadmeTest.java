package dev.porchlight.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows of the examples is what they are; that these work, ExamplesIT shows here and in the bridge. */
class ReadmeTest {
    private static final Pattern SHOWN = Pattern.compile("<!-- (examples/\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsShownAsItIs() throws IOException {
        Set<String> shown = new HashSet<>();
        Matcher block = SHOWN.matcher(Files.readString(Path.of("README.md")));
        while (block.find()) {
            shown.add(block.group(1));
            assertThat(Files.readString(Path.of(block.group(1)))).contains(block.group(2));
        }
        assertThat(shown)
                .contains(
                        "examples/jda-bot/src/test/java/example/WelcomeBotTest.java",
                        "examples/jda-bot/pom.xml",
                        "examples/discordjs-bot/bot.test.js",
                        "examples/bridge/LightTest.java",
                        "examples/firmware/check.sh",
                        "examples/github-actions.yml");
    }

    @Test
    void noExampleNamesThisMachineARegistryOrLocksAVersionTwice() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("examples"))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files)
                .isNotEmpty()
                .noneMatch(file -> file.getFileName().toString().matches("package-lock.json|.npmrc|settings.xml"));
        for (Path file : files) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("/tmp/", "/root/", "/home/");
        }
    }
}
