package dev.porchlight.sim.discord;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The unmodified discord.js in a Node of its own, logged in to a simulated Discord, with every line it said kept.
 */
final class RealDiscordJs implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path SCRIPT = Path.of("src/test/resources/dev/porchlight/sim/discord/discordjs-client.cjs")
            .toAbsolutePath();

    private final List<String> said = new ArrayList<>();
    private final Process node;
    private final Thread reader;
    private boolean ended;

    private RealDiscordJs(Process node) {
        this.node = node;
        this.reader = Thread.ofPlatform().daemon().name("node").start(this::read);
    }

    static RealDiscordJs login(SimDiscord discord) {
        return loginWith(discord, discord.token());
    }

    /** With privileged intents, reading messages and answering {@code !ping} and {@code /light}. */
    static RealDiscordJs loginToTheWorld(SimDiscord discord) {
        return start(discord, discord.token(), "world");
    }

    static RealDiscordJs loginWith(SimDiscord discord, String token) {
        return start(discord, token, "");
    }

    private static RealDiscordJs start(SimDiscord discord, String token, String role) {
        Path module = NodeModules.with("discord.js");
        try {
            return new RealDiscordJs(
                    new ProcessBuilder("node", SCRIPT.toString(), module.toString(), discord.apiUrl(), token, role)
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line, false);
            }
        } catch (IOException e) {
            // It has been killed.
        }
        add("", true);
    }

    private synchronized void add(String line, boolean last) {
        if (!last) {
            said.add(line);
        }
        ended = last;
        notifyAll();
    }

    /** Waits for a line, and forgets it and those before it. */
    synchronized String await(Predicate<String> fits, String what) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            for (int i = 0; i < said.size(); i++) {
                if (fits.test(said.get(i))) {
                    String line = said.get(i);
                    said.subList(0, i + 1).clear();
                    return line;
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || ended) {
                throw new AssertionError("discord.js did not say \"" + what + "\" but " + said);
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    void await(String line) throws InterruptedException {
        await(line::equals, line);
    }

    /** What it has said since the line that was last waited for. */
    synchronized List<String> said() {
        return List.copyOf(said);
    }

    /** Asks it to log out. */
    int quit() throws IOException, InterruptedException {
        try (Writer in = node.outputWriter(StandardCharsets.UTF_8)) {
            in.write("quit\n");
        }
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!node.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("node still runs: " + said());
        }
        reader.join();
        return node.exitValue();
    }

    @Override
    public void close() {
        node.destroyForcibly().onExit().join();
    }
}
