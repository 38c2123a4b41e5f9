package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.ClientRequest;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bot of a whole bridge, as the people of a server see it. */
class BotTest extends DiscordHome {

    private static final int PRESENCE = 3;

    private final SimChannel talk = home.textChannel("talk");

    @Test
    void givenAnAdminThenStatusAndLagTellHowItIs() throws Exception {
        sim.access().grant(Intent.GUILD_PRESENCES, Intent.GUILD_MEMBERS);
        home.addMember(alice);
        alice.goOnline();
        try (TestBridge bridge = TestBridge.start(sim, "ADMIN_USER_IDS", Long.toUnsignedString(alice.id()));
                RawBoard board = bridge.board()) {
            bridge.awaitReady();
            Await.until("commands", () -> commands().containsAll(List.of("status", "lag")));
            Await.until("people", () -> said("status").contains(" known, "));
            assertThat(said("status"))
                    .containsPattern("Uptime: 00:0\\d:\\d\\d, version test\n")
                    .containsPattern("People: 2 known, 2 online, 0 in voice\n")
                    .containsPattern("Sockets: [12] connections, 1 of them boards\n")
                    .containsPattern("Memory: heap \\d+ of \\d+ MB, process \\d+ MB$");
            home.join(alice, lounge);
            assertThat(board.nextText()).isEqualTo("0");
            assertThat(board.nextText()).isEqualTo("1");
            Await.until(
                    "all figures", () -> said("lag").matches("(?s).*HTTP: p99 [0-9.]+ ms.*Sockets: p99 [0-9.]+ ms.*"));
            assertThat(said("lag"))
                    .containsPattern(
                            "Gateway: .*; \\d+ events, of presence \\d+, of members \\d+, lists of members \\d+; 0 malformed")
                    .containsPattern("HTTP: p99 [0-9.]+ ms; \\d+ requests\n")
                    .containsPattern("Sockets: p99 [0-9.]+ ms from Discord's event to the last one written; 2 values");
        }
    }

    @Test
    void givenNoAdminsThenThereAreNoCommandsForThem() throws Exception {
        try (TestBridge bridge = TestBridge.start(sim, "BOT_STATUS", "watching {voice} in voice, {boards} boards")) {
            bridge.awaitReady();
            Await.until("everybody's commands", () -> commands().containsAll(List.of("presence", "kv", "apikey")));
            ClientRequest shown = sim.awaitRequest(PRESENCE, Rig.DEADLINE);
            assertThat((List<?>) shown.d().get("activities"))
                    .singleElement()
                    .satisfies(activity ->
                            assertThat(((Map<?, ?>) activity).get("name")).isEqualTo("0 in voice, 0 boards"));
            assertThat(commands()).containsExactlyInAnyOrder("presence", "kv", "apikey");
        }
    }

    private List<Object> commands() {
        return sim.appCommands().stream().map(command -> command.get("name")).toList();
    }

    private String said(String command) {
        SimMessage reply = talk.commands().slash(alice, command).awaitReply(Rig.DEADLINE);
        assertThat(reply.ephemeral()).isTrue();
        return reply.content();
    }
}
