package dev.porchlight.sim.discord;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A guild with a text channel and one person, and JDA logged in with every intent and cache. */
abstract class WithJda {
    static final Duration SOON = RealJda.SOON;

    SimDiscord discord;
    SimGuild home;
    SimChannel talk;
    SimUser alice;
    RealJda bot;

    @BeforeEach
    void logIn() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        home = discord.guild("Home");
        talk = home.textChannel("talk");
        alice = discord.user("alice");
        home.addMember(alice);
        prepare();
        bot = RealJda.loginSeeingAll(discord).ready();
    }

    /** What has to be so before the bot comes. */
    void prepare() {}

    @AfterEach
    void logOut() {
        bot.close();
        discord.close();
    }
}
