package dev.porchlight.sim.soak;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The people and where they may go. Whatever they do is done on the simulated Discord and written into a book of our own,
 * so that what a light has to show does not come from the code that told the bridge. One thread.
 */
final class Town {
    static final int GUILDS = 3;
    static final int CHANNELS = 4;
    static final int PEOPLE = 14;
    private static final String[] GUILD_NAMES = {"Home", "Raid", "Club"};
    private static final String[] CHANNEL_NAMES = {"Lounge", "Study", "Kitchen", "Afk"};

    private final List<SimGuild> guilds = new ArrayList<>();
    private final List<List<SimChannel>> channels = new ArrayList<>();
    private final List<SimUser> people = new ArrayList<>();
    private final Map<Integer, Present.Place> book = new HashMap<>();

    Town(SimDiscord discord) {
        for (int g = 0; g < GUILDS; g++) {
            SimGuild guild = discord.guild(GUILD_NAMES[g]);
            List<SimChannel> rooms = new ArrayList<>();
            for (int c = 0; c < CHANNELS; c++) {
                boolean afk = g == Present.AFK_GUILD && c == Present.AFK_CHANNEL;
                rooms.add(afk ? guild.afkChannel(CHANNEL_NAMES[c]) : guild.voiceChannel(CHANNEL_NAMES[c]));
            }
            guilds.add(guild);
            channels.add(rooms);
        }
        for (int p = 0; p < PEOPLE; p++) {
            people.add(p == Present.BOT ? discord.botUser("robot") : discord.user("person" + p));
        }
    }

    SimGuild guild(int number) {
        return guilds.get(number);
    }

    SimChannel channel(int guild, int number) {
        return channels.get(guild).get(number);
    }

    SimUser person(int number) {
        return people.get(number);
    }

    /** e.g. {@code Home/Lounge}, as signals name a channel. */
    static String name(int guild, int channel) {
        return GUILD_NAMES[guild] + "/" + CHANNEL_NAMES[channel];
    }

    Present present() {
        return new Present(book);
    }

    /** Returns whether it could be done: flags are only of those in voice, and only those can leave. */
    boolean happen(Step.Move move) {
        Present.Place before = book.get(move.person());
        if (before == null && move.deed() != Deed.JOIN) {
            return false;
        }
        SimUser who = people.get(move.person());
        switch (move.deed()) {
            case JOIN -> join(move, before, who);
            case LEAVE -> {
                guilds.get(before.guild()).leave(who);
                book.remove(move.person());
            }
            default -> {
                Present.Place after = before.with(move.deed());
                set(guilds.get(before.guild()), who, move.deed(), after.flags().contains(move.deed()));
                book.put(move.person(), after);
            }
        }
        return true;
    }

    private void join(Step.Move move, Present.Place before, SimUser who) {
        int guild = move.person() == Present.BOT ? Present.AFK_GUILD : move.guild();
        // Flags are Discord's to forget: they go with the guild.
        Set<Deed> flags = before == null || before.guild() != guild ? Set.of() : before.flags();
        guilds.get(guild).join(who, channel(guild, move.channel()));
        book.put(move.person(), new Present.Place(guild, move.channel(), flags));
    }

    private static void set(SimGuild guild, SimUser who, Deed flag, boolean on) {
        switch (flag) {
            case SELF_MUTE -> guild.selfMute(who, on);
            case MUTE -> guild.mute(who, on);
            case STREAM -> guild.streaming(who, on);
            case CAMERA -> guild.camera(who, on);
            case JOIN, LEAVE -> throw new IllegalArgumentException(flag + " is no flag");
        }
    }

    /** One move of somebody. */
    static Step.Move move(Random random, long atMillis, double attendance) {
        Deed deed = random.nextInt(4) == 0
                ? Deed.FLAGS.get(random.nextInt(Deed.FLAGS.size()))
                : random.nextDouble() < attendance ? Deed.JOIN : Deed.LEAVE;
        return new Step.Move(atMillis, random.nextInt(PEOPLE), deed, random.nextInt(GUILDS), random.nextInt(CHANNELS));
    }
}
