package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatewaySinkTest {
    @Test
    void everyMoveOfTheCrowdIsOneMessage() throws Exception {
        try (SimDiscord discord = SimDiscord.builder().token(Setup.TOKEN).start()) {
            SimGuild guild = discord.guild("Home");
            Crowd crowd = new Crowd(discord, guild);
            try (GatewaySink sink = new GatewaySink(discord.port())) {
                sink.want(2_500);
                long before = System.nanoTime();
                crowd.move(2_500);
                assertThat(sink.await()).isBetween(before, System.nanoTime());
                sink.want(1);
                discord.dropConnections();
                assertThatThrownBy(sink::await).isInstanceOf(IOException.class);
            }
        }
    }
}
