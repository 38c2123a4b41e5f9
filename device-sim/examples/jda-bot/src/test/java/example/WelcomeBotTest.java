package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.junit.Simulated;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Simulated
class WelcomeBotTest {
    @Test
    void welcomesWhoJoins(SimDiscord discord) throws Exception {
        SimGuild home = discord.guild("Home");
        var said = new LinkedBlockingQueue<String>();
        try (var bot = new WelcomeBot(discord.token(), discord.apiUrl(), discord.gatewayUrl(), said::add)) {
            discord.awaitSession(Duration.ofSeconds(20));
            home.join(discord.user("alice"), home.voiceChannel("lounge"));
            assertEquals("Welcome to lounge, alice!", said.poll(20, TimeUnit.SECONDS));
        }
    }
}
