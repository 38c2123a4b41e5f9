package dev.porchlight.bridge;

import dev.porchlight.bridge.log.Log;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.Settings;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * PLACEHOLDER: the shape that the command line relies on, with no room behind it yet.
 *
 * <p>{@link #configure} reads every room's keys and opens nothing, {@link #start} opens, {@link #await} waits for the end,
 * {@link #close} brings it about from any thread.
 */
public final class Bridge implements AutoCloseable {

    private static final Log LOG = Log.of("bridge");

    private final CountDownLatch closed = new CountDownLatch(1);

    private Bridge() {}

    /** Lets every room read its settings; mistakes stay with the settings until {@link Settings#check()}. */
    public static Bridge configure(Settings settings) {
        settings.secret("discord.token");
        settings.list("guild.id", List.of());
        settings.secret("esp.auth-token");
        settings.integer("port", 8080, 0, 65_535);
        settings.text("host", "");
        settings.parsed("discord.api-url", null, "the URL of a REST base", text -> text);
        settings.parsed("discord.gateway-url", null, "the URL of a gateway", text -> text);
        settings.text("data.dir", "data");
        return new Bridge();
    }

    /**
     * Opens everything and returns.
     *
     * @throws CannotStart when a person has to mend something first
     */
    public void start() {
        LOG.warn("placeholder", "text", "no room is wired up yet");
    }

    /** Waits until the bridge has ended; the exit code: 0, 70 after a death inside, 78 when a person has to mend something. */
    public int await() throws InterruptedException {
        closed.await();
        return 0;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
