import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.junit.Board;
import dev.porchlight.sim.junit.RunningBridge;
import dev.porchlight.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Simulated
class LightTest {
    @Test
    void theLampFollowsVoice(SimDiscord discord, RunningBridge bridge, @Board(Profile.ESP8266) SimBoard lamp) {
        SimGuild home = discord.guild("Home");
        home.join(discord.user("alice"), home.voiceChannel("lounge"));
        lamp.awaitLit(true, Duration.ofSeconds(20));
        home.leave(discord.user("alice"));
        lamp.awaitLit(false, Duration.ofSeconds(20));
    }
}
