package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.AcceptKey;
import dev.porchlight.sim.wire.HttpHead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A connection from its first byte: REST requests one after the other, or the upgrade to the gateway. */
final class HttpConnection {
    private static final int MAX_SKIPPED_BYTES = 64 * 1024 * 1024;
    private static final int IDLE_MS = 60_000;

    private final World world;
    private final Options options;
    private final Line line;
    private final SocketReader reader;
    private final OutputStream out;

    HttpConnection(World world, Options options, Line line) throws IOException {
        this.world = world;
        this.options = options;
        this.line = line;
        this.reader = new SocketReader(line.socket().getInputStream());
        this.out = line.socket().getOutputStream();
        line.socket().setSoTimeout(IDLE_MS);
    }

    void serve() throws IOException {
        while (true) {
            HttpHead head = reader.head();
            String[] start = head.startLine().split(" ", -1);
            if (start.length != 3) {
                refuse(400);
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

    private RestReply rest(HttpHead head, String method, String target) throws IOException {
        RestRequest request = new RestRequest(
                method, target, head.header("Authorization"), head.header("X-Audit-Log-Reason"), body(head));
        return world.act(() -> world.restGate.answer(request));
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

    private void refuse(int status) throws IOException {
        respond(RestReply.of(RestAnswer.error(status, 0, status + ": " + RestAnswer.words(status)), Map.of()));
    }

    /** @throws IOException also when it was told to break off */
    private void respond(RestReply reply) throws IOException {
        if (!reply.delay().isZero() && !line.stillOpenAfter(reply.delay())) {
            throw new IOException("cut before the answer was due");
        }
        String body = reply.body();
        String sent = reply.head() + (reply.cut() ? body.substring(0, body.length() / 2) : body);
        out.write(sent.getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (reply.cut()) {
            line.reset();
            throw new IOException("broken off in mid-answer");
        }
    }

    private void upgrade(HttpHead head, String target) throws IOException {
        String key = head.header("Sec-WebSocket-Key");
        if (key.isEmpty() || !head.header("Sec-WebSocket-Version").equals("13")) {
            refuse(400);
            return;
        }
        if (world.gatewayFaults.refusesThisHandshake()) {
            refuse(world.gatewayFaults.handshakeStatus());
            return;
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String query = query(target);
        boolean zlib = query.contains("&compress=zlib-stream&");
        boolean resumeUrl = target.startsWith(Gateway.RESUME_PATH);
        FrameWriter writer = new FrameWriter(out, zlib, options, world.gatewayFaults, line);
        GatewayConnection connection = new GatewayConnection(world, options, line, reader, writer, resumeUrl);
        if (query.contains("&encoding=etf&") || (query.contains("&compress=") && !zlib)) {
            connection.close(CloseCode.DECODE_ERROR);
        } else if (!query.contains("&v=10&")) {
            connection.close(CloseCode.INVALID_API_VERSION);
        }
        connection.serve();
    }

    /** The parameters, each between two ampersands. */
    private static String query(String target) {
        String[] pathAndQuery = target.split("\\?", 2);
        return "&" + (pathAndQuery.length < 2 ? "" : pathAndQuery[1]) + "&";
    }
}
