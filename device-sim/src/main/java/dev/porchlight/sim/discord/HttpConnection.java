package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.AcceptKey;
import dev.porchlight.sim.wire.HttpHead;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A connection from its first byte: REST requests one after the other, or the upgrade to the gateway. */
final class HttpConnection {
    private static final int MAX_SKIPPED_BYTES = 64 * 1024 * 1024;
    private static final int IDLE_MS = 60_000;

    private final World world;
    private final Options options;
    private final Socket socket;
    private final SocketReader reader;
    private final OutputStream out;

    HttpConnection(World world, Options options, Socket socket) throws IOException {
        this.world = world;
        this.options = options;
        this.socket = socket;
        this.reader = new SocketReader(socket.getInputStream());
        this.out = socket.getOutputStream();
        socket.setSoTimeout(IDLE_MS);
    }

    void serve() throws IOException {
        while (true) {
            HttpHead head = reader.head();
            String[] start = head.startLine().split(" ", -1);
            if (start.length != 3) {
                respond(RestAnswer.error(400, 0, "400: Bad Request"));
                return;
            }
            if (head.header("Upgrade").equalsIgnoreCase("websocket")) {
                upgrade(head, start[1]);
                return;
            }
            respond(rest(head, start[0], start[1]));
            if (head.header("Connection").equalsIgnoreCase("close")) {
                return;
            }
        }
    }

    private RestAnswer rest(HttpHead head, String method, String target) throws IOException {
        RestBody body = body(head);
        return world.act(() -> world.rest.answer(
                method, target, head.header("Authorization"), head.header("X-Audit-Log-Reason"), body));
    }

    /** Of a body that is too large everything is read too, as far as that is bearable, so that the answer arrives. */
    private RestBody body(HttpHead head) throws IOException {
        if (head.header("Expect").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        if (head.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            Optional<byte[]> bytes = reader.chunkedBody(RestBody.MAX_BYTES, MAX_SKIPPED_BYTES);
            return bytes.map(all -> RestBody.read(head, all)).orElse(RestBody.TOO_LARGE);
        }
        String length = head.header("Content-Length");
        if (length.isEmpty()) {
            return RestBody.NONE;
        }
        int bytes = length.matches("\\d{1,9}") ? Integer.parseInt(length) : Integer.MAX_VALUE;
        if (bytes > MAX_SKIPPED_BYTES) {
            throw new IOException("a body of " + length + " bytes");
        }
        if (bytes > RestBody.MAX_BYTES) {
            reader.skip(bytes);
            return RestBody.TOO_LARGE;
        }
        return RestBody.read(head, reader.body(bytes));
    }

    private void respond(RestAnswer answer) throws IOException {
        boolean empty = answer.body() == null;
        byte[] body = empty ? new byte[0] : Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + " " + answer.phrase() + "\r\n"
                + (empty ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n") + "\r\n";
        byte[] bytes = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, bytes, head.length(), body.length);
        out.write(bytes);
        out.flush();
    }

    private void upgrade(HttpHead head, String target) throws IOException {
        String key = head.header("Sec-WebSocket-Key");
        if (key.isEmpty() || !head.header("Sec-WebSocket-Version").equals("13")) {
            respond(RestAnswer.error(400, 0, "400: Bad Request"));
            return;
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String query = query(target);
        boolean zlib = query.contains("&compress=zlib-stream&");
        FrameWriter writer = new FrameWriter(out, zlib, options.outgoingFrames());
        GatewayConnection connection = new GatewayConnection(world, options, socket, reader, writer);
        if (query.contains("&encoding=etf&") || (query.contains("&compress=") && !zlib)) {
            connection.close(CloseCode.DECODE_ERROR);
        } else if (!query.contains("&v=10&")) {
            connection.close(CloseCode.INVALID_API_VERSION);
        }
        connection.serve();
    }

    /** The parameters, each between two ampersands. */
    private static String query(String target) {
        String query = URI.create(target).getRawQuery();
        return "&" + (query == null ? "" : query) + "&";
    }
}
