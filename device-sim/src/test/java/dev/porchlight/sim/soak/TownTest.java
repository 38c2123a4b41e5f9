package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.junit.Simulated;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Simulated
class TownTest {
    private final Town town;

    TownTest(SimDiscord discord) {
        town = new Town(discord);
    }

    private boolean holds(String signal) {
        return Sight.of(town).stream()
                .filter(sight -> sight.signal().equals(signal))
                .findFirst()
                .orElseThrow()
                .holds()
                .test(town.present());
    }

    private void happen(int person, Deed deed, int guild, int channel) {
        assertThat(town.happen(new Step.Move(0, person, deed, guild, channel))).isTrue();
    }

    @Test
    void itsBookIsWhatDiscordHas() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            boolean ignored = town.happen(Town.move(random, 0, 0.6));
            for (int g = 0; g < Town.GUILDS; g++) {
                Set<Integer> there = new HashSet<>();
                for (int p = 0; p < Town.PEOPLE; p++) {
                    if (town.guild(g).channelOf(town.person(p)).isPresent()) {
                        there.add(p);
                    }
                }
                int guild = g;
                assertThat(town.present().places().entrySet().stream()
                                .filter(entry -> entry.getValue().guild() == guild)
                                .map(Map.Entry::getKey))
                        .containsExactlyInAnyOrderElementsOf(there);
            }
        }
    }

    @Test
    void signalsAreAsPeopleReadThem() {
        String one = ":user:" + town.person(1).id();
        String lounge = "voice:channel:" + town.channel(1, 0).id();
        assertThat(holds("voice")).isFalse();
        happen(1, Deed.JOIN, 1, 0);
        assertThat(List.of("voice", lounge, "voice" + one, "unmuted" + one)).allMatch(this::holds);
        assertThat(List.of("voice>=2", "muted" + one, "streaming" + one, "discord:offline"))
                .noneMatch(this::holds);
        happen(1, Deed.MUTE, 0, 0);
        happen(1, Deed.STREAM, 0, 0);
        assertThat(List.of("muted" + one, "streaming" + one)).allMatch(this::holds);
        happen(2, Deed.JOIN, 1, 1);
        assertThat(List.of("voice>=2", "voice:channel:\"Raid/Study\"")).allMatch(this::holds);
        happen(1, Deed.LEAVE, 0, 0);
        assertThat(List.of(lounge, "muted" + one, "voice>=2")).noneMatch(this::holds);
    }

    @Test
    void botsAndThoseInTheAfkChannelCountForNothing() {
        happen(Present.BOT, Deed.JOIN, 1, 0);
        happen(1, Deed.JOIN, Present.AFK_GUILD, Present.AFK_CHANNEL);
        assertThat(Sight.of(town))
                .filteredOn(sight -> !sight.signal().startsWith("!")) // of which one is true when nobody counts
                .noneMatch(sight -> sight.holds().test(town.present()));
        assertThat(town.present().people()).isZero();
    }

    @Test
    void whoIsNotInVoiceCanNeitherLeaveNorBeMuted() {
        assertThat(town.happen(new Step.Move(0, 1, Deed.LEAVE, 0, 0))).isFalse();
        assertThat(town.happen(new Step.Move(0, 1, Deed.MUTE, 0, 0))).isFalse();
    }
}
