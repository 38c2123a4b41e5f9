package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Consumer;

/** A bridge logged in to a simulated Discord in this process, where alice joins and leaves. The measuring thread only. */
final class BridgeSubject implements Subject {
    private final SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start();
    private final SimGuild guild = discord.guild("Home");
    private final SimChannel lounge = guild.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final Tap tap = new Tap(discord.port()).start();
    private final String name;
    private final Child process;
    private final InetSocketAddress address;

    BridgeSubject(Setup setup, Variant variant) throws IOException {
        this(setup, variant, variant.name(), Map.of());
    }

    /**
     * @param fileName of its log, of its own when several are alive
     * @param settings of the bridge, beside the variant's
     */
    BridgeSubject(Setup setup, Variant variant, String fileName, Map<String, String> settings) throws IOException {
        this(setup, variant, fileName, settings, discord -> {});
    }

    /**
     * @param before what is to be so in that Discord before the bridge logs in
     */
    BridgeSubject(
            Setup setup, Variant variant, String fileName, Map<String, String> settings, Consumer<SimDiscord> before)
            throws IOException {
        name = variant.name();
        before.accept(discord);
        process = setup.bridge(
                fileName, discord.apiUrl(), tap.url(), !setup.aotFlags().isEmpty(), variant.over(settings));
        address = Setup.awaitAddress(process);
        Setup.awaitDiscord(process);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Child process() {
        return process;
    }

    SimDiscord discord() {
        return discord;
    }

    SimGuild guild() {
        return guild;
    }

    SimUser alice() {
        return alice;
    }

    @Override
    public void tell(boolean on) {
        arm();
        join(on);
    }

    /** The next bytes from Discord are those whose time is noted. */
    void arm() {
        tap.arm();
    }

    /** Alice joins or leaves. */
    void join(boolean on) {
        if (on) {
            guild.join(alice, lounge);
        } else {
            guild.leave(alice);
        }
    }

    @Override
    public long toldAt() {
        return tap.passedAt();
    }

    @Override
    public void settle() {
        // When the boards have a change nothing of it is left to do.
    }

    @Override
    public void close() throws IOException {
        process.close();
        tap.close();
        discord.close();
    }
}
