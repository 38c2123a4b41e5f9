package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A bridge logged in to a simulated Discord in this process, where alice joins and leaves. */
final class BridgeSubject implements Subject {
    private final SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start();
    private final SimGuild guild = discord.guild("Home");
    private final SimChannel lounge = guild.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final Tap tap = new Tap(discord.port()).start();
    private final Child process;
    private final InetSocketAddress address;

    BridgeSubject(Setup setup) throws IOException {
        process = setup.bridge(discord.apiUrl(), tap.url(), !setup.aotFlags().isEmpty());
        address = Setup.awaitAddress(process);
        Setup.awaitDiscord(process);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Child process() {
        return process;
    }

    @Override
    public void tell(boolean on) {
        tap.arm();
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
    public void close() throws IOException {
        process.close();
        tap.close();
        discord.close();
    }
}
