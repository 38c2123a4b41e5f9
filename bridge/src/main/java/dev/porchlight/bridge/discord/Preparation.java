package dev.porchlight.bridge.discord;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.OkHttpClient;

/**
 * What takes longest before the first login and needs neither a network nor a setting: reading the certificates that the
 * JDK trusts (two fifths of the way to Discord) and building JDA's JSON mapper (one seventh). {@link #begin} does both
 * on threads of their own, {@code discord-tls} and {@code discord-json}, beside the rest of the start; what is asked for
 * and has not been begun is done on the caller's thread. All sessions share one TLS context. Safe from every thread.
 */
public final class Preparation {

    private final FutureTask<OkHttpClient> client = new FutureTask<>(OkHttpClient::new);

    private Preparation() {}

    /** Nothing is begun: each is done when it is asked for. */
    public static Preparation none() {
        return new Preparation();
    }

    /** Begins and returns at once. */
    public static Preparation begin() {
        Preparation begun = new Preparation();
        begun.start();
        return begun;
    }

    private void start() {
        Thread.ofPlatform().name("discord-tls").daemon().start(client);
        Thread.ofPlatform().name("discord-json").daemon().start(Preparation::wakeClasses);
    }

    /** The login would do it later, whatever becomes of it here; who needs one of them meanwhile waits for it. */
    private static void wakeClasses() {
        DataObject unusedMapper = DataObject.fromJson("{}");
        Thread.ofVirtual().name("discord-first").start(() -> {});
        JDABuilder ignored = JDABuilder.createLight(null, GatewayIntent.GUILD_VOICE_STATES);
    }

    /**
     * The client whose TLS context sessions are to share.
     *
     * @throws IllegalStateException when the JDK cannot read its certificates
     */
    OkHttpClient client() throws InterruptedException {
        client.run();
        try {
            return client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no TLS in this JVM", e.getCause());
        }
    }
}
