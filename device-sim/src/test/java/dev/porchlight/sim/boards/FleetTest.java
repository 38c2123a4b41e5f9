package dev.porchlight.sim.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.boards.RawServer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final int BOARDS = 200;

    @Test
    void manyBoardsLiveOnOneThread() throws Exception {
        List<Peer> peers = new ArrayList<>();
        try (RawServer server = new RawServer();
                SimBoards boards = SimBoards.start()) {
            for (int i = 0; i < BOARDS; i++) {
                boards.add(Profile.ESP8266, server.url(), "t");
                peers.add(server.authorise());
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("sim-boards")))
                    .hasSize(1);
            for (Peer peer : peers) {
                peer.text("1");
            }
            for (SimBoard board : boards.all()) {
                board.awaitLit(true, Duration.ofSeconds(10));
            }
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }
}
