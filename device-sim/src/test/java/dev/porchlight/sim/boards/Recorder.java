package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.AcceptKey;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A server of bare sockets that writes down every byte a board sends, and when by the board's clock. What is random (port,
 * key, masks of frames with a payload) gets a name instead.
 */
final class Recorder implements AutoCloseable {
    private static final int WAIT_MS = 10_000;
    private static final byte[] SYNC = "sync".getBytes(StandardCharsets.US_ASCII);

    private final SimBoards boards = SimBoards.startWithTimeByHand(Timing.stock());
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final List<String> lines = new ArrayList<>();
    private final SimBoard board;
    private Duration now = Duration.ZERO;
    private Socket socket;
    private DataInputStream in;
    private String key = "";
    private int accepted;

    Recorder(Profile profile) throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board = boards.add(profile, "ws://127.0.0.1:" + port() + "/ws", "s3cret");
    }

    private int port() {
        return server.socket().getLocalPort();
    }

    SimBoard board() {
        return board;
    }

    List<String> lines() {
        return lines;
    }

    private void line(String what) {
        lines.add("%10.3f  %s".formatted(now.toNanos() / 1e9, what));
    }

    void note(String what) {
        lines.add("# " + what);
    }

    void advance(Duration passes) {
        boards.advance(passes);
        now = now.plus(passes);
    }

    /** Whether the board has begun a connection that was not accepted yet. */
    boolean knocks() {
        return board.attempts() > accepted;
    }

    /** The next connection and its whole request. */
    void accept() throws IOException {
        accepted++;
        take(server.accept());
    }

    private void take(SocketChannel channel) throws IOException {
        socket = channel.socket();
        socket.setSoTimeout(WAIT_MS);
        in = new DataInputStream(socket.getInputStream());
        line("connects");
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        key = head.toString().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+)\r\n.*", "$1");
        String named = head.toString().replace(key, "<key>").replace(":" + port(), ":<port>");
        for (String part : named.split("(?<=\n)", -1)) {
            if (!part.isEmpty()) {
                line(part.replace("\r", "\\r").replace("\n", "\\n"));
            }
        }
    }

    /** Sends bytes, and returns when the board has read them. */
    void sendAndAwait(String bytes) throws IOException {
        BoardState state = board.state();
        long wanted;
        synchronized (state) {
            wanted = state.bytesRead + bytes.length();
        }
        send(bytes);
        state.await("bytes", Duration.ofMillis(WAIT_MS), at -> at.bytesRead >= wanted);
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    void upgrade() throws IOException {
        send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n");
        send("Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n\r\n");
    }

    void frame(int first, byte[] payload) throws IOException {
        socket.getOutputStream().write(RawServer.frame(first, payload));
    }

    void text(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes down what has come until now: the pong of this ping is the end of it. */
    void sync() throws IOException {
        frame(0x89, SYNC);
        byte[] payload = frame();
        while (!Arrays.equals(payload, SYNC)) {
            payload = frame();
        }
        lines.removeLast();
    }

    /** Writes down the one frame that has to come. */
    byte[] frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second & 0x7F;
        byte[] mask = in.readNBytes(second < 0x80 ? 0 : 4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length && mask.length > 0; i++) {
            payload[i] ^= mask[i % 4];
        }
        String shownMask =
                length > 0 && mask.length > 0 ? "<mask>" : HexFormat.of().formatHex(mask);
        line("%02x %02x %s %s"
                .formatted(first, second, shownMask, shown(first, payload))
                .strip());
        return payload;
    }

    private static String shown(int first, byte[] payload) {
        return (first & 0x0F) == 0x8 ? HexFormat.of().formatHex(payload) : new String(payload, StandardCharsets.UTF_8);
    }

    /** Writes down the frames that are left, and how the connection ends. */
    void end() throws IOException {
        try {
            while (true) {
                frame();
            }
        } catch (EOFException e) {
            line("ends the TCP connection");
        } catch (SocketException e) {
            line("resets the TCP connection");
        }
        socket.close();
    }

    /** As {@link #end}, for bytes that are no frames. */
    void endOfPlainBytes() throws IOException {
        line(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        line("ends the TCP connection");
        socket.close();
    }

    @Override
    public void close() throws IOException {
        boards.close();
        if (socket != null) {
            socket.close();
        }
        server.close();
    }
}
