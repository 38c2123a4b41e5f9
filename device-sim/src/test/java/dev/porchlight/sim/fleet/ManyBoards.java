package dev.porchlight.sim.fleet;

import dev.porchlight.sim.wire.AcceptKey;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that lets boards in by their token, a thread each, and tells them all what it is told. */
final class ManyBoards implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Socket> in = new CopyOnWriteArrayList<>();
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();

    ManyBoards() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
    }

    int boards() {
        return in.size();
    }

    Set<String> addresses() {
        return addresses;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                addresses.add(socket.getInetAddress().getHostAddress());
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream from = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) from.readUnsignedByte());
            }
            String key = head.toString().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+)\r\n.*", "$1");
            write(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n\r\n");
            from.skipNBytes(1);
            int length = from.readUnsignedByte() & 0x7F;
            byte[] mask = from.readNBytes(4);
            byte[] auth = from.readNBytes(length);
            for (int i = 0; i < length; i++) {
                auth[i] ^= mask[i % 4];
            }
            if (new String(auth, StandardCharsets.US_ASCII).equals("AUTH:s3cret")) {
                write(socket, "\u0081\u0002OK\u0081\u00010");
                in.add(socket);
                while (from.read() >= 0) {
                    // Boards have nothing more to say.
                }
            } else {
                write(socket, "\u0081\u0006NOAUTH\u0088\u0000");
            }
        } catch (IOException e) {
            // The board left.
        }
    }

    private static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    void tell(String value) throws IOException {
        for (Socket socket : in) {
            write(socket, "\u0081\u0001" + value);
        }
    }

    void cutOne() throws IOException {
        in.getFirst().close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : in) {
            socket.close();
        }
    }
}
