package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.util.ArrayList;
import java.util.List;

/** People in voice who move from channel to channel, one after the other. One thread. */
final class Crowd {
    private static final int PEOPLE = 100;

    private final SimGuild guild;
    private final List<SimChannel> channels;
    private final List<SimUser> people = new ArrayList<>();
    private int moves;

    /** All of them join, which is a dispatch each. */
    Crowd(SimDiscord discord, SimGuild guild) {
        this.guild = guild;
        this.channels = List.of(guild.voiceChannel("kitchen"), guild.voiceChannel("garden"));
        for (int i = 0; i < PEOPLE; i++) {
            SimUser person = discord.user("person-" + i);
            people.add(person);
            guild.join(person, channels.getFirst());
        }
    }

    /** So many dispatches, each of somebody who is now somewhere else. */
    void move(int times) {
        for (int i = 0; i < times; i++) {
            SimChannel next = channels.get((moves / PEOPLE + 1) % channels.size());
            guild.move(people.get(moves % PEOPLE), next);
            moves++;
        }
    }
}
