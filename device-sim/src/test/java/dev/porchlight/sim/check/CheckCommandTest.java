package dev.porchlight.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.CommandRun;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoards;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private final CommandRun run = new CommandRun();

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int withABoard(String token, String... more) throws Exception {
        int port = freePort();
        String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {"check-board", "--listen", "127.0.0.1:" + port, "--once", "--quick", "--token=s3cret"},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        try (SimBoards boards = SimBoards.start()) {
            boards.add(Profile.ESP8266, "ws://127.0.0.1:" + port + "/ws", token);
            return run.run(arguments);
        }
    }

    @Test
    void aGoodBoardPassesAndThePersonIsToldWhatItShouldShow() throws Exception {
        assertThat(withABoard("s3cret")).isZero();
        assertThat(run.out())
                .contains(
                        "Waiting up to 10m",
                        "[1/19] 0: the LED goes off",
                        "the LED should be ON now",
                        "unchecked  pings, silent")
                .contains("PASSED: the board from 127.0.0.1 has 0 deviations and 0 notes");
    }

    @Test
    void aBoardWithAWrongTokenFailsAndTheTokenIsNotShown() throws Exception {
        assertThat(withABoard("guessed")).isEqualTo(1);
        assertThat(run.out()).contains("deviation  auth-token", "FAILED").doesNotContain("guessed");
    }

    @Test
    void theReportCanBeJsonAndTheScriptAFile(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("steps"), "1\nping\n");
        assertThat(withABoard("s3cret", "--json", "--script", script.toString()))
                .isZero();
        assertThat(JSON.std.mapFrom(run.out())).containsEntry("passed", true).containsKeys("deviations", "needsAnEye");
        assertThat(run.err()).contains("[2/2] ping");
    }

    @Test
    void whatCannotBeDoneIsOneClearLine() throws Exception {
        assertThat(run.run("check-board", "--listen", "here")).isEqualTo(2);
        assertThat(run.run("check-board", "--listen", "0", "--ask", "--json")).isEqualTo(2);
        assertThat(run.run("check-board", "--listen", "0", "--script", "no-such-file"))
                .isEqualTo(78);
        assertThat(run.run("check-board", "--listen", "127.0.0.1:0", "--once", "--wait", "10ms"))
                .isEqualTo(69);
        assertThat(run.err()).contains("No board came within 10ms");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run.run("check-board", "--listen", "127.0.0.1:" + taken.getLocalPort()))
                    .isEqualTo(78);
            assertThat(run.err()).contains("Port " + taken.getLocalPort() + " cannot be had");
        }
    }
}
