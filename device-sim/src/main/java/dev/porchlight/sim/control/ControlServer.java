package dev.porchlight.sim.control;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * The control API: the simulated world by JSON over HTTP, for tests in any language.
 *
 * <p>On a port of its own, since what it does to Discord's port (an outage, silence) must not reach it. On loopback only,
 * and deaf to browsers: a request with an {@code Origin} header is refused. Each request has a virtual thread; at most
 * {@value #MAX_AT_ONCE} at a time, bodies of at most {@value #MAX_BODY_BYTES} bytes.
 */
public final class ControlServer implements AutoCloseable {
    static final String BASE = "/control/v1";
    static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_AT_ONCE = 64;

    private final Stage stage;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);

    private ControlServer(Stage stage, int port) throws IOException {
        this.stage = stage;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Binds the port and answers.
     *
     * @param port on loopback; 0 takes a free one
     * @throws IOException when the port is taken
     */
    public static ControlServer start(Stage stage, int port) throws IOException {
        return new ControlServer(stage, port);
    }

    /** e.g. {@code http://127.0.0.1:9001/control/v1}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + BASE;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            if (!room.tryAcquire()) {
                answer = Answer.error(503, "busy", "More than " + MAX_AT_ONCE + " requests at a time.");
            } else {
                try {
                    answer = answer(exchange);
                } finally {
                    room.release();
                }
            }
            byte[] body = (Look.json(answer.body()) + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            return Answer.error(403, "browser", "The control API is not for web pages.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return Answer.error(413, "too_long", "The body has more than " + MAX_BODY_BYTES + " bytes.");
        }
        if (path.equals(BASE) || path.equals(BASE + "/")) {
            return method.equals("GET")
                    ? new Answer(200, Manual.all())
                    : Answer.error(405, "wrong_method", "GET " + BASE + " lists every action.");
        }
        if (!path.startsWith(BASE + "/")) {
            return Answer.error(404, "unknown_action", "The control API is at " + BASE + "; GET it for the list.");
        }
        return act(method, segments(path.substring(BASE.length() + 1)), new String(body, StandardCharsets.UTF_8));
    }

    private Answer act(String method, List<String> path, String body) {
        Router.Route route = Router.find(method, path).orElse(null);
        if (route == null) {
            return nothingThere(method, path);
        }
        Map<String, Object> arguments;
        try {
            arguments = body.isBlank() ? Map.of() : new LinkedHashMap<>(JSON.std.mapFrom(body));
        } catch (IOException | RuntimeException e) {
            return Answer.error(400, "bad_json", "The body is not one JSON object, like {\"user\":\"alice\"}.");
        }
        try {
            return new Answer(
                    200, Call.read(route.action(), route.places(), arguments).run(stage));
        } catch (Mistake mistake) {
            return mistake.isUnknownName()
                    ? Answer.error(404, "unknown_name", mistake.getMessage())
                    : Answer.error(400, "bad_arguments", mistake.getMessage());
        } catch (DeadlineMissed missed) {
            return Answer.error(417, "deadline_missed", missed.getMessage());
        }
    }

    private static Answer nothingThere(String method, List<String> path) {
        String others = Router.at(path).stream()
                .map(route -> route.action().method())
                .distinct()
                .collect(Collectors.joining(", "));
        String asked = method + " " + String.join("/", path);
        if (!others.isEmpty()) {
            return Answer.error(405, "wrong_method", "There is no " + asked + "; use " + others + ".");
        }
        return Answer.error(
                404,
                "unknown_action",
                "There is no action " + asked
                        + Router.nearest(path)
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse(".")
                        + " GET " + BASE + " lists them.");
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> {
                    try {
                        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
                    } catch (IllegalArgumentException e) {
                        return segment;
                    }
                })
                .toList();
    }

    /** Stops answering at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Answer(int status, Map<String, Object> body) {
        static Answer error(int status, String code, String message) {
            return new Answer(status, Map.of("error", JsonObject.of("code", code, "message", message)));
        }
    }
}
