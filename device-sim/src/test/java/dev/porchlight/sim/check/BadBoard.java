package dev.porchlight.sim.check;

import dev.porchlight.sim.wire.AcceptKey;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A board of bare sockets that behaves, but for what a test changes in its fields before {@link #start}. It shares no code
 * with the simulated boards but the accept key.
 */
final class BadBoard implements AutoCloseable {
    private static final String KEY = "AQIDBAUGBwgJCgsMDQ4PEA==";

    String requestLine = "GET /ws HTTP/1.1";
    final List<String> headers = new ArrayList<>();
    byte[] afterHead = {};
    byte[] wholeRequest;
    byte[] auth = frame(0x81, "AUTH:s3cret");
    byte[] afterOk = {};
    int pongDelayMillis;
    boolean pongs = true;
    String pongPayload;
    String closeReply = "\u0003\u00e8";
    boolean closes = true;
    boolean minds = true;
    boolean mindsBig = true;
    boolean returns = true;
    boolean comesTwice;
    boolean leavesAtOne;
    int pingMillis;
    String pingPayload = "";
    int givesUpMillis = 60_000;
    boolean saysFarewell;

    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean wasIn;
    private volatile boolean over;

    BadBoard(int port) {
        this.port = port;
        headers.addAll(List.of(
                "Host: 127.0.0.1:" + port,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY,
                "Sec-WebSocket-Protocol: arduino",
                "Origin: file://",
                "User-Agent: arduino-WebSocket-Client"));
    }

    /** Another value for a header; null leaves it out. */
    void header(String name, String value) {
        headers.replaceAll(line -> line.startsWith(name + ":") ? name + ": " + value : line);
        if (value == null) {
            headers.removeIf(line -> line.startsWith(name + ":"));
        }
    }

    static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.ISO_8859_1), true);
    }

    static byte[] frame(int first, byte[] payload, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(masked ? new byte[4] : new byte[0]); // a mask of zeros leaves the payload as it is
        out.writeBytes(payload);
        return out.toByteArray();
    }

    void start() {
        Thread.ofVirtual().name("bad-board").start(this::live);
    }

    private void live() {
        do {
            try {
                connect();
            } catch (IOException e) {
                // Closed by the server, as it may.
            }
        } while ((returns || !wasIn) && !over);
    }

    private void connect() throws IOException {
        try (Socket socket = open()) {
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out.write(wholeRequest == null ? request() : wholeRequest);
            String answer = head(in);
            boolean right = answer.contains("Sec-WebSocket-Accept: " + AcceptKey.of(KEY))
                    && answer.contains("Connection: Upgrade\r\n");
            if (!answer.startsWith("HTTP/1.1 101") || (minds && !right)) {
                return;
            }
            out.write(auth);
            if (comesTwice) {
                comesTwice = false;
                Thread.ofVirtual().start(this::live);
            }
            talk(socket, in, out);
        }
    }

    private synchronized Socket open() throws IOException {
        if (over) {
            throw new IOException("over");
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        return socket;
    }

    private byte[] request() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = requestLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(afterHead);
        return out.toByteArray();
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private void talk(Socket socket, DataInputStream in, OutputStream out) throws IOException {
        long heardAt = System.nanoTime();
        socket.setSoTimeout(pingMillis > 0 ? pingMillis : givesUpMillis);
        while (true) {
            int first;
            try {
                first = in.readUnsignedByte();
            } catch (SocketTimeoutException e) {
                if (System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(givesUpMillis)) {
                    if (saysFarewell) {
                        out.write(frame(0x88, "\u0003\u00e8"));
                    }
                    return;
                }
                if (pingMillis > 0) {
                    out.write(frame(0x89, pingPayload));
                }
                continue;
            }
            byte[] payload = payload(in);
            if (first != 0x8A) {
                heardAt = System.nanoTime();
            }
            if (!answer(first, new String(payload, StandardCharsets.ISO_8859_1), out)) {
                return;
            }
        }
    }

    private static byte[] payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        return in.readNBytes(length);
    }

    /** Whether the connection goes on. */
    private boolean answer(int first, String payload, OutputStream out) throws IOException {
        if (payload.length() > 15 * 1024 && mindsBig) {
            out.write(frame(0x88, "\u0003\u00f1"));
            return false;
        }
        switch (first) {
            case 0x81 -> {
                if (payload.equals("OK")) {
                    wasIn = true;
                    out.write(afterOk);
                }
                return !(leavesAtOne && payload.equals("1"));
            }
            case 0x89 -> {
                if (pongs) {
                    pause(pongDelayMillis);
                    out.write(frame(0x8A, pongPayload == null ? payload : pongPayload));
                }
            }
            case 0x88 -> {
                if (closeReply != null) {
                    out.write(frame(0x88, closeReply));
                }
                return !closes;
            }
            default -> {}
        }
        return true;
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis); // being late is what this board does wrong
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        over = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
