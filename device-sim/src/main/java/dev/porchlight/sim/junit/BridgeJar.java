package dev.porchlight.sim.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Finds the jar and the {@code java} of a bridge: named by the test, by a system property, by the environment. */
final class BridgeJar {
    static final String JAR_PROPERTY = "porchlight.jar";
    static final String JAVA_PROPERTY = "porchlight.java";
    static final String JAR_VARIABLE = "PORCHLIGHT_JAR";

    private static final String HOW_TO_GET_ONE =
            "In Porchlight's repository `mvn -DskipTests package` makes bridge/target/porchlight.jar.";

    private BridgeJar() {}

    /**
     * @param named by the test; may be empty
     * @throws BridgeFailed when there is none
     */
    static Path find(String named, Properties properties, Map<String, String> environment) {
        if (!named.isBlank()) {
            return existing(named, "jar = \"" + named + "\"");
        }
        String property = properties.getProperty(JAR_PROPERTY, "");
        if (!property.isBlank()) {
            return existing(property, "the system property " + JAR_PROPERTY);
        }
        String variable = environment.getOrDefault(JAR_VARIABLE, "");
        if (!variable.isBlank()) {
            return existing(variable, "the environment variable " + JAR_VARIABLE);
        }
        throw new BridgeFailed(
                "No porchlight.jar was named. Give its path as @Porchlight(jar = \"…\"), as the system property "
                        + JAR_PROPERTY + " or as the environment variable " + JAR_VARIABLE + ". " + HOW_TO_GET_ONE);
    }

    private static Path existing(String path, String whence) {
        Path jar = Path.of(path).toAbsolutePath().normalize();
        if (!Files.isRegularFile(jar)) {
            throw new BridgeFailed("There is no file " + jar + ", which " + whence + " names. " + HOW_TO_GET_ONE);
        }
        return jar;
    }

    /** The launcher to use: named by the test, by the system property, or the one of this JVM. */
    static String java(String named, Properties properties) {
        if (!named.isBlank()) {
            return named;
        }
        String property = properties.getProperty(JAVA_PROPERTY, "");
        return property.isBlank()
                ? Path.of(properties.getProperty("java.home"), "bin", "java").toString()
                : property;
    }
}
