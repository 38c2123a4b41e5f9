package dev.porchlight.sim.junit;

import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a bridge is started with: a free port of the loopback interface, an empty directory, a board token, and nothing else in
 * its environment, unless said otherwise. One thread; each setter returns this builder. It can start more than one bridge.
 */
public final class BridgeBuilder {
    private static final List<String> SMALL_AND_QUICK = List.of("-Xmx32m", "-XX:TieredStopAtLevel=1");

    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> jvmFlags = new ArrayList<>(SMALL_AND_QUICK);
    private final List<String> arguments = new ArrayList<>();
    private final Consumer<RunningBridge> owner;
    private String jar = "";
    private String java = "";
    private boolean dataInFolder = true;
    private Optional<Path> directory = Optional.empty();
    private Optional<Path> errors = Optional.empty();
    private Duration startWithin = Duration.ofSeconds(60);
    private Duration stopWithin = Duration.ofSeconds(20);

    /** @param owner is told of each bridge before it is waited for */
    BridgeBuilder(Consumer<RunningBridge> owner) {
        this.owner = owner;
        setting("PORT", "0");
        setting("HOST", "127.0.0.1");
        setting("ESP_AUTH_TOKEN", RunningBridge.BOARD_TOKEN);
    }

    /** The path of {@code porchlight.jar}; without, it is looked for as {@link Porchlight#jar} says. */
    public BridgeBuilder jar(String path) {
        jar = path;
        return this;
    }

    /** The {@code java} that runs it; without, as {@link Porchlight#java} says. */
    public BridgeBuilder java(String path) {
        java = path;
        return this;
    }

    /** It logs in there. */
    public BridgeBuilder discord(SimDiscord discord) {
        setting("DISCORD_TOKEN", discord.token());
        setting("DISCORD_API_URL", discord.apiUrl());
        return setting("DISCORD_GATEWAY_URL", discord.gatewayUrl());
    }

    /** It has no Discord token, and logs in nowhere. */
    public BridgeBuilder withoutDiscord() {
        return without("DISCORD_TOKEN").without("DISCORD_API_URL").without("DISCORD_GATEWAY_URL");
    }

    /** A setting by its name in the environment, e.g. {@code VOICE_COUNT_BOTS}. */
    public BridgeBuilder setting(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Takes a setting away, {@code PORT} and {@code ESP_AUTH_TOKEN} too. */
    public BridgeBuilder without(String name) {
        environment.remove(name);
        return this;
    }

    /** Takes every setting away, so that it has an empty environment. */
    public BridgeBuilder withoutSettings() {
        environment.clear();
        dataInFolder = false;
        return this;
    }

    /** Flags for its JVM, after those there are: {@code -Xmx32m -XX:TieredStopAtLevel=1}. The last one wins. */
    public BridgeBuilder jvmFlags(String... flags) {
        jvmFlags.addAll(List.of(flags));
        return this;
    }

    /** Arguments after the jar, for a sub-command. */
    public BridgeBuilder arguments(String... words) {
        arguments.addAll(List.of(words));
        return this;
    }

    /** A file in the directory it runs in, {@code porchlight.properties} or {@code .env} say. */
    public BridgeBuilder file(String name, String content) {
        files.put(name, content);
        return this;
    }

    /** The directory it runs in, which stays as it leaves it. Without, a new one is made, and deleted when it is closed. */
    public BridgeBuilder directory(Path folder) {
        directory = Optional.of(folder);
        return this;
    }

    /** Standard error goes to this file, and is then no part of {@link RunningBridge#log}. */
    public BridgeBuilder errorsTo(Path file) {
        errors = Optional.of(file);
        return this;
    }

    /** How long {@link #start} and {@link RunningBridge#awaitListening} wait; 60 s without. */
    public BridgeBuilder startWithin(Duration atMost) {
        startWithin = atMost;
        return this;
    }

    /** How long it may take to stop after SIGTERM before it is killed; 20 s without. */
    public BridgeBuilder stopWithin(Duration atMost) {
        stopWithin = atMost;
        return this;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @throws BridgeFailed when it does not; nothing is left of it then
     */
    public RunningBridge start() {
        RunningBridge bridge = launch();
        try {
            bridge.awaitListening();
            return bridge;
        } catch (BridgeFailed e) {
            bridge.kill();
            bridge.close();
            throw e;
        }
    }

    /**
     * Starts it and does not wait: for what ends by itself.
     *
     * @throws BridgeFailed when there is no such jar, or no such {@code java}
     */
    public RunningBridge launch() {
        Path file = BridgeJar.find(jar, System.getProperties(), System.getenv());
        String launcher = BridgeJar.java(java, System.getProperties());
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(jvmFlags);
        command.addAll(List.of("-jar", file.toString()));
        command.addAll(arguments);
        BridgeFolder folder = BridgeFolder.of(directory);
        try {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                Files.writeString(folder.path().resolve(entry.getKey()), entry.getValue());
            }
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        }
        Map<String, String> given = new LinkedHashMap<>(environment);
        if (dataInFolder) {
            given.putIfAbsent("DATA_DIR", folder.path().resolve("data").toString());
        }
        try {
            BridgeProcess process = BridgeProcess.start(command, folder.path(), given, errors);
            RunningBridge bridge = new RunningBridge(process, launcher, folder, given, startWithin, stopWithin);
            owner.accept(bridge);
            return bridge;
        } catch (IOException e) {
            folder.close();
            throw new BridgeFailed(
                    "The bridge cannot be run with " + launcher + ": " + e.getMessage() + ". Name a JDK's java with "
                            + "@Porchlight(java = \"…\") or the system property " + BridgeJar.JAVA_PROPERTY + ".",
                    e);
        }
    }
}
