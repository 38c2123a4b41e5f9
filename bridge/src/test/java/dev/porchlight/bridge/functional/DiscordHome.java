package dev.porchlight.bridge.functional;

import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A simulated Discord with a guild, a channel and two people, and, once a test has connected it, the way in to home. */
@Simulated
@Timeout(60)
abstract class DiscordHome {

    @Simulated
    final SimDiscord sim = SimDiscord.start();

    final SimGuild home = sim.guild("Home");
    final SimChannel lounge = home.voiceChannel("Lounge");
    final SimUser alice = sim.user("alice");
    final SimUser bob = sim.user("bob");
    Rig rig;

    @AfterEach
    void closeTheRig() {
        if (rig != null) {
            rig.close();
        }
    }
}
