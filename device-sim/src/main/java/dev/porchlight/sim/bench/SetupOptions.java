package dev.porchlight.sim.bench;

import dev.porchlight.sim.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which bridge is started and how; for every command that starts one. Set by picocli. */
public final class SetupOptions {
    @Option(names = "--bridge", required = true, paramLabel = "JAR", description = "porchlight.jar")
    private Path bridgeJar;

    @Option(names = "--java", paramLabel = "FILE", description = "The launcher; this program's own unless given.")
    private String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "Where the processes run and log.")
    private Path folder;

    @Option(names = "--flag", paramLabel = "FLAG", description = "A JVM flag of every bridge and floor; any number.")
    private List<String> flags = List.of();

    @Option(
            names = "--aot-flag",
            paramLabel = "FLAG",
            description = "A JVM flag that brings the AOT cache; any number.")
    private List<String> aotFlags = List.of();

    /**
     * How processes are started.
     *
     * @param script what builds the jar, for the message when there is none
     */
    public Setup setup(String script) {
        if (!Files.isReadable(bridgeJar)) {
            throw UserError.setting("There is no " + bridgeJar + "; " + script + " builds it.");
        }
        Path simJar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        return new Setup(java, bridgeJar.toAbsolutePath(), simJar, flags, aotFlags, folder.toAbsolutePath());
    }
}
