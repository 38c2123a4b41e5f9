package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.SimChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels that the bot may not view, through the real JDA, which stumbles over what Discord leaves out of them. */
class DiscordHiddenChannelTest extends DiscordHome {

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "position", "bitrate", "user_limit", "nsfw", "permission_overwrites"})
    void givenAHiddenChannelThenTheGuildIsKnownAndEverybodyCounts(String missing) {
        SimChannel secret = home.voiceChannel("Secret");
        secret.hide();
        secret.sendAsNull(missing);
        home.join(alice, secret);
        home.join(bob, lounge);
        rig = Rig.connected(sim);
        assertThat(rig.view().guilds().getFirst().available()).isTrue();
        assertThat(rig.view().voiceUsers()).isEqualTo(2);
        assertThat(rig.discord.counters().lost()).isZero();
        assertThat(rig.discord.counters().malformed()).isZero();
        Rig.Changes byId = rig.watch("voice:channel:" + secret.id());
        assertThat(byId.on()).isTrue();
        assertThat(rig.watch("voice:channel:\"home/___hidden___\"").on()).isFalse();
        home.leave(alice);
        rig.await("alice is gone", () -> !byId.on());
    }

    @Test
    void givenAChannelThatIsHiddenAndShownAgainWhenItsNameIsWatchedThenTheNameGoesAndComes() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
        Rig.Changes named = rig.watch("voice:channel:\"home/lounge\"");
        lounge.sendAsNull("permission_overwrites");
        lounge.hide();
        rig.await("hidden", () -> !named.on());
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        lounge.show();
        rig.await("shown", named::on);
        assertThat(rig.discord.counters().lost()).isZero();
    }

    @Test
    void givenAGuildThatJdaCannotSetUpThenJdaDoesNotWaitForItNorKeepItsEvents() {
        lounge.hide();
        lounge.sendAsNull("bitrate");
        rig = Rig.connected(sim);
        try (LogEvents log = LogEvents.oursWithDebug()) {
            for (int i = 0; i < 2_500; i++) {
                home.join(alice, lounge);
                home.leave(alice);
            }
            home.join(bob, lounge);
            rig.awaitUsers(1);
            assertThat(log.texts("jda")).noneMatch(text -> text.contains("cached events"));
        }
    }

    @Test
    void givenEventsThatJdasOwnHandlersStumbleOverThenTheyAreHeardAllTheSame() {
        rig = Rig.connected(sim);
        sim.sendRaw("VOICE_STATE_UPDATE", """
                {"guild_id":"%d","channel_id":"%d","user_id":"%d","member":{"user":{"id":"%d"}}}""".formatted(home.id(), lounge.id(), alice.id(), alice.id()));
        rig.awaitUsers(1);
        assertThat(rig.discord.counters().lost()).isZero();
    }
}
