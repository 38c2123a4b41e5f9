package dev.porchlight.sim.soak;

import dev.porchlight.sim.bench.Child;
import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The bridge under soak: its process, its log and its address. */
final class SoakBridge implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final String LISTENING = "listening address=";

    /** Shorter than the time that a moment without Discord takes. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(3);

    private final Child process;
    private final BridgeLog log;
    private final InetSocketAddress address;
    private final Door door;

    /** @param off whether lights go out when Discord has been away for {@link #STALE_AFTER}, or hold */
    SoakBridge(Setup setup, SimDiscord discord, boolean off) throws IOException, InterruptedException {
        Files.createDirectories(setup.folder());
        Map<String, String> settings = new HashMap<>(Map.of("DEVICES_WATCH", "*"));
        if (off) {
            settings.put("VOICE_WHEN_STALE", "off");
            settings.put("VOICE_STALE_AFTER", STALE_AFTER.toSeconds() + "s");
        }
        process = setup.pipedBridge(discord.apiUrl(), discord.gatewayUrl(), settings);
        Path file = setup.folder().resolve("bridge.log");
        log = new BridgeLog(process.said(), file);
        try {
            address = awaitStart();
        } catch (IllegalStateException | InterruptedException e) {
            close();
            throw e;
        }
        door = new Door(address);
    }

    private InetSocketAddress awaitStart() throws InterruptedException {
        String line = log.await(LISTENING, STARTS_WITHIN);
        String ignored = log.await("discord_up", STARTS_WITHIN);
        return new InetSocketAddress(Setup.LOOPBACK, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    InetSocketAddress address() {
        return address;
    }

    Door door() {
        return door;
    }

    Child process() {
        return process;
    }

    BridgeLog log() {
        return log;
    }

    @Override
    public void close() {
        process.close();
        log.close();
    }
}
