package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the measured processes are started.
 *
 * @param java the launcher
 * @param bridgeJar the bridge under measurement
 * @param simJar this program, which holds the bare server too
 * @param flags JVM flags for both, as {@code scripts/run} has them
 * @param aotFlags what {@code scripts/run} adds when it has a cache; may be empty
 * @param folder where they run and write
 */
public record Setup(String java, Path bridgeJar, Path simJar, List<String> flags, List<String> aotFlags, Path folder) {
    public static final InetAddress LOOPBACK = loopback();
    public static final String TOKEN = "porchlight-bench";
    static final String LISTENING = "listening address=";
    static final String DISCORD_UP = "discord_up";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** A bridge on a port of its own choice, on loopback only. */
    public Child bridge(String apiUrl, String gatewayUrl, boolean aot) throws IOException {
        return bridge("bridge", apiUrl, gatewayUrl, aot, Map.of());
    }

    /**
     * One of several.
     *
     * @param name of its log and its data
     * @param settings beside those that everyone has
     */
    Child bridge(String name, String apiUrl, String gatewayUrl, boolean aot, Map<String, String> settings)
            throws IOException {
        return Child.start(
                folder, name, environment(name, apiUrl, gatewayUrl, settings), command(aot, bridgeJar, List.of()));
    }

    /** One whose log the caller reads from {@link Child#said}; with the AOT cache, where there is one. */
    public Child pipedBridge(String apiUrl, String gatewayUrl, Map<String, String> settings) throws IOException {
        return Child.startPiped(
                folder, environment("bridge", apiUrl, gatewayUrl, settings), command(true, bridgeJar, List.of()));
    }

    private Map<String, String> environment(
            String name, String apiUrl, String gatewayUrl, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", "0");
        environment.put("DATA_DIR", folder.resolve("data-" + name).toString());
        environment.put("DISCORD_TOKEN", TOKEN);
        environment.put("ESP_AUTH_TOKEN", TOKEN);
        environment.put("DISCORD_API_URL", apiUrl);
        environment.put("DISCORD_GATEWAY_URL", gatewayUrl);
        return environment;
    }

    /** The same with other flags. */
    Setup with(List<String> otherFlags, List<String> otherAotFlags) {
        return new Setup(java, bridgeJar, simJar, otherFlags, otherAotFlags, folder);
    }

    /** The same elsewhere, in a folder that is there. */
    Setup in(Path otherFolder) {
        return new Setup(java, bridgeJar, simJar, flags, aotFlags, otherFolder);
    }

    /** The command of {@link HandOffCommand}. */
    List<String> handOffs() {
        return command(false, simJar, List.of("bench-hand-off"));
    }

    Child floor() throws IOException {
        return Child.start(folder, "floor", Map.of(), command(false, simJar, List.of("bench-floor")));
    }

    /** Where a started bridge or bare server listens; its output names the port. */
    public static InetSocketAddress awaitAddress(Child child) throws IOException {
        String line = child.awaitLine(LISTENING, STARTS_WITHIN);
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        return new InetSocketAddress(LOOPBACK, port);
    }

    public static void awaitDiscord(Child bridge) throws IOException {
        bridge.awaitLine(DISCORD_UP, STARTS_WITHIN);
    }

    private List<String> command(boolean aot, Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(flags);
        if (aot) {
            command.addAll(aotFlags);
        }
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }
}
