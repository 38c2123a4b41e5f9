package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import org.junit.jupiter.api.Test;

/** Somebody who tries tokens is slowed to a crawl, and boards that gave the right one notice nothing. */
class TokenGuessingTest {

    @Test
    void givenTwentyWrongTokensThenFurtherUpgradesAreRefused429AndAnAuthenticatedBoardKeepsItsPlace() throws Exception {
        try (SimDiscord discord = SimDiscord.start();
                LogEvents log = LogEvents.ours();
                TestBridge bridge = TestBridge.start(discord)) {
            SimGuild home = discord.guild("Home");
            bridge.awaitReady();
            try (RawBoard board = bridge.board()) {
                assertThat(board.nextText()).isEqualTo("0");
                for (int i = 0; i < 20; i++) {
                    try (RawBoard guess = RawBoard.authenticated(bridge.port(), "guess-" + i)) {
                        assertThat(guess.nextText()).isEqualTo("NOAUTH");
                    }
                }
                try (RawBoard tooMany = RawBoard.open(bridge.port(), "/ws")) {
                    assertThat(tooMany.status()).isEqualTo(429);
                }
                assertThat(log.count("address_locked_out")).isEqualTo(1);

                home.join(discord.user("alice"), home.voiceChannel("lounge"));
                assertThat(board.nextText()).isEqualTo("1");
            }
        }
    }
}
