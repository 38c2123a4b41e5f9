package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.AcceptKey;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The server side of a board's connection, one byte at a time, with no codec of the simulator's but the accept key. */
public final class RawServer implements AutoCloseable {
    private static final int WAIT_MS = 10_000;

    private final ServerSocket server;

    public RawServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(WAIT_MS);
    }

    public String url() {
        return "ws://127.0.0.1:" + port() + "/ws";
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next connection, with its request read and not yet answered. */
    Peer accept() throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(WAIT_MS);
        return new Peer(socket);
    }

    /** The next connection, upgraded. */
    public Peer upgrade() throws IOException {
        Peer peer = accept();
        peer.answer("Upgrade", peer.acceptKey());
        return peer;
    }

    /** The next connection, upgraded and told OK. */
    public Peer authorise() throws IOException {
        Peer peer = upgrade();
        peer.message();
        peer.text("OK");
        return peer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** An unmasked frame of less than 64 KiB. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** One connection. */
    public static final class Peer implements AutoCloseable {
        final Socket socket;
        private final DataInputStream in;
        private final String request;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            this.request = head.toString();
        }

        String request() {
            return request;
        }

        String key() {
            return request.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+)\r\n.*", "$1");
        }

        String acceptKey() {
            return AcceptKey.of(key());
        }

        void answer(String connection, String acceptKey) throws IOException {
            send(("HTTP/1.1 101 Switching Protocols\r\nConnection: " + connection
                            + "\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: " + acceptKey + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        public void text(String text) throws IOException {
            frame(0x81, text.getBytes(StandardCharsets.UTF_8));
        }

        void frame(int first, byte[] payload) throws IOException {
            send(RawServer.frame(first, payload));
        }

        /** The next frame of the board, which has to be masked: first byte in decimal, a blank, the payload. */
        public String message() throws IOException {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            if ((second & 0x80) == 0 || (second & 0x7F) > 125) {
                throw new IOException("not a short masked frame");
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(second & 0x7F);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return first + " " + new String(payload, StandardCharsets.ISO_8859_1);
        }

        public byte[] bytes(int count) throws IOException {
            return in.readNBytes(count);
        }

        /** Everything up to the end of the connection. */
        String rest() throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        /** Whether the board has ended the connection in order. */
        public boolean ended() throws IOException {
            try {
                in.readUnsignedByte();
                return false;
            } catch (EOFException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
