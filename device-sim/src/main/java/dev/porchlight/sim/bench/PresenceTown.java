package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.util.List;

/** A simulated Discord full of people who are online and play one game after the other, and whoever may see presences. */
final class PresenceTown implements AutoCloseable {
    private static final long GAME = 367827983903490050L;

    private final SimDiscord discord =
            SimDiscord.builder().token(Setup.TOKEN).grantPrivilegedIntents().start();
    private final SimGuild guild = discord.guild("Home");
    private final SimChannel lounge = guild.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final List<SimUser> people;
    private final Tap tap = new Tap(discord.port()).start();
    private int changes;
    private boolean inVoice;

    PresenceTown(int size) throws IOException {
        people = guild.addMembers("person-", size);
        guild.addMember(alice);
        change(size);
        alice.goOnline(SimPlatform.DESKTOP);
    }

    SimDiscord discord() {
        return discord;
    }

    Tap tap() {
        return tap;
    }

    int size() {
        return people.size();
    }

    long id(int person) {
        return people.get(person).id();
    }

    /** Of whom {@link #mark} tells. */
    long marker() {
        return alice.id();
    }

    /** So many dispatches, each of another person. */
    void change(int times) {
        for (int i = 0; i < times; i++) {
            SimUser person = people.get(changes++ % people.size());
            if (changes <= people.size()) {
                person.goOnline(SimPlatform.DESKTOP);
            }
            person.does(SimActivity.playing(Watchers.BEGAN + System.nanoTime())
                    .application(GAME)
                    .details("Competitive, best of three")
                    .state("In a group")
                    .party("ae488379-351d-4a4f-ad32-2b9b01c91657", 2, 5)
                    .largeImage("123456789012345678", "Summoner's Rift"));
        }
    }

    /** The end of what is measured: alice's presence changes, and then she joins or leaves a channel. */
    void mark() {
        alice.does(SimActivity.playing("Mark " + changes + inVoice));
        if (inVoice) {
            guild.leave(alice);
        } else {
            guild.join(alice, lounge);
        }
        inVoice = !inVoice;
    }

    @Override
    public void close() throws IOException {
        tap.close();
        discord.close();
    }
}
