package dev.porchlight.sim.demo;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.util.List;
import java.util.function.Predicate;

/**
 * A small day in one guild: who comes, who goes, and which lights that should light.
 *
 * <p>Ends as it began, with nobody in voice, so that it can be played again.
 */
final class Day {
    private final SimDiscord discord;
    private final SimGuild home;
    private final SimChannel lounge;
    private final SimChannel study;
    private final SimChannel afk;

    Day(SimDiscord discord, String guildName) {
        this.discord = discord;
        this.home = discord.guild(guildName);
        this.lounge = home.voiceChannel("lounge");
        this.study = home.voiceChannel("study");
        this.afk = home.afkChannel("afk");
    }

    SimChannel study() {
        return study;
    }

    /** Whether a person, not a bot, is in a voice channel other than the AFK one. */
    boolean someoneInVoice() {
        return someone(channel -> !channel.equals(afk));
    }

    boolean someoneInStudy() {
        return someone(study::equals);
    }

    private boolean someone(Predicate<SimChannel> where) {
        return home.inVoice().stream()
                .anyMatch(user ->
                        !user.bot() && home.channelOf(user).filter(where).isPresent());
    }

    List<Step> steps() {
        SimUser alice = discord.user("alice");
        SimUser bob = discord.user("bob");
        SimUser carol = discord.user("carol");
        SimUser dave = discord.user("dave");
        SimUser jukebox = discord.botUser("jukebox");
        return List.of(
                Step.of("alice joins lounge", 3, () -> home.join(alice, lounge)),
                Step.of("bob joins lounge", 2, () -> home.join(bob, lounge)),
                Step.of("alice moves to study", 3, () -> home.move(alice, study)),
                Step.of("alice mutes herself", 2, () -> home.selfMute(alice, true)),
                Step.of("bob leaves", 2, () -> home.leave(bob)),
                Step.of("alice leaves, voice is empty", 3, () -> home.leave(alice)),
                Step.of("jukebox, a bot, joins lounge: bots do not count", 3, () -> home.join(jukebox, lounge)),
                Step.of("carol joins lounge", 3, () -> home.join(carol, lounge)),
                Step.of("carol falls asleep and is moved to afk: that does not count", 3, () -> home.move(carol, afk)),
                Step.of("carol wakes up and moves to study", 3, () -> home.move(carol, study)),
                Step.of("carol leaves", 3, () -> home.leave(carol)),
                Step.of("dave joins lounge", 3, () -> home.join(dave, lounge)),
                Step.of("the connection to Discord breaks, and dave leaves meanwhile", 4, () -> {
                    discord.dropConnections();
                    home.leave(dave);
                }),
                Step.of("jukebox leaves, a quiet moment", 4, () -> home.leave(jukebox)));
    }
}
