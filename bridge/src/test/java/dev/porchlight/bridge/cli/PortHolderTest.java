package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {

    @TempDir
    Path folder;

    @Test
    void givenAListenerOfThisProcessThenItsNumberIsTold() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.ofThisMachine().of(socket.getLocalPort()))
                    .get()
                    .asString()
                    .startsWith("process " + ProcessHandle.current().pid() + " (");
        }
    }

    @Test
    void givenAListenerOfAnotherUserThenTheUserIsToldAndConnectionsAreNoListeners() throws Exception {
        Files.createDirectories(folder.resolve("net"));
        Files.writeString(folder.resolve("net/tcp"), """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F91 0100007F:A3F2 01 00000000:00000000 00:00000000 00000000    33        0 101 1 0 20
                   1: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000    33        0 102 1 0 20
                """);
        Path passwd = Files.writeString(folder.resolve("passwd"), "www-data:x:33:33::/var/www:/usr/sbin/nologin\n");
        PortHolder holder = new PortHolder(folder, passwd);

        assertThat(holder.of(8080)).contains("a process of the user www-data");
        assertThat(holder.of(8081)).isEmpty();
    }

    @Test
    void givenNoProcThenNobodyIsTold() {
        assertThat(new PortHolder(folder, folder.resolve("passwd")).of(8080)).isEmpty();
    }
}
