package dev.porchlight.bridge.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people copy from the README, so that it is tested as they get it. */
public final class Readme {

    /** The person in the example. */
    public static final String USER = "123456789012345678";

    private static final Pattern PROPERTIES = Pattern.compile("```properties\n(light\\..*?)```", Pattern.DOTALL);

    private Readme() {}

    /** The settings of the wall. */
    public static String wall() throws IOException {
        Matcher block = PROPERTIES.matcher(Files.readString(Path.of("..", "README.md")));
        if (!block.find()) {
            throw new AssertionError("README.md has no example of the wall");
        }
        return block.group(1);
    }
}
