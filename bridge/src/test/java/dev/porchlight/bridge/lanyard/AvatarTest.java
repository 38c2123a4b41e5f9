package dev.porchlight.bridge.lanyard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.TestPeople;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links to avatars, with a stand-in for Discord's CDN. */
class AvatarTest {

    private static final long ALICE = 94490510688792576L;

    /** One whose default picture differs from that of most ids: (id >> 22) % 6 is 5. */
    private static final long BOB = 5L << 22;

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xFF};

    private HttpServer cdn;
    private final ExecutorService cdnThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new ArrayList<>(); // one request at a time, but where a test says otherwise
    private LanyardRoom room;

    @BeforeEach
    void open(@TempDir Path data) throws IOException {
        cdn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cdn.setExecutor(cdnThreads);
        cdn.start();
        room = new LanyardRoom(data, 1_024, base());
        user(ALICE, "\"avatar\":\"0123abcd\"");
    }

    @AfterEach
    void close() {
        room.close();
        cdn.stop(0);
        cdnThreads.shutdownNow();
    }

    private String base() {
        return "http://127.0.0.1:" + cdn.getAddress().getPort();
    }

    private void user(long id, String fields) {
        byte[] user = ("{\"id\":\"" + id + "\"," + fields + "}").getBytes(StandardCharsets.UTF_8);
        TestPeople.put(
                room.people, new Person(id, user, Person.Status.OFFLINE, 0, "[]".getBytes(StandardCharsets.UTF_8)));
    }

    private void serve(int status, Map<String, String> headers, byte[] body) {
        cdn.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            answer(exchange, status, headers, body);
        });
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private HttpResponse<byte[]> picture(String path) throws Exception {
        return room.send("GET", path, "", new byte[0], HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "0123abcd, png, /avatars/94490510688792576/0123abcd.png?size=1024",
        "0123abcd, webp, /avatars/94490510688792576/0123abcd.webp?size=1024",
        "0123abcd, jpg, /avatars/94490510688792576/0123abcd.jpg?size=1024",
        "0123abcd, jpeg, /avatars/94490510688792576/0123abcd.jpeg?size=1024",
        "0123abcd, gif, /avatars/94490510688792576/0123abcd.jpg?size=1024",
        "a_0123abcd, gif, /avatars/94490510688792576/a_0123abcd.gif?size=1024",
        "a_0123abcd, png, /avatars/94490510688792576/a_0123abcd.png?size=1024"
    })
    void givenAnAvatarThenItIsPassedOnAsTheCdnHasIt(String hash, String format, String at) throws Exception {
        serve(
                200,
                Map.of("Content-Type", "image/x-test", "Cache-Control", "public, max-age=9", "Set-Cookie", "a=b"),
                PICTURE);
        user(ALICE, "\"avatar\":\"" + hash + "\"");
        for (String prefix : List.of("/lanyard/", "/")) {
            HttpResponse<byte[]> answer = picture(prefix + ALICE + "." + format);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(PICTURE);
            assertThat(answer.headers().firstValue("content-type")).contains("image/x-test");
            assertThat(answer.headers().firstValue("cache-control")).contains("public, max-age=9");
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
            assertThat(answer.headers().firstValue("access-control-allow-origin"))
                    .contains("*");
        }
        assertThat(asked).containsExactly(at, at);
    }

    @Test
    void givenNobodysOwnAvatarThenItIsDiscordsDefault() throws Exception {
        serve(200, Map.of("Content-Type", "image/png"), PICTURE);
        user(ALICE, "\"avatar\":null");
        user(BOB, "\"username\":\"bob\"");
        picture("/lanyard/" + ALICE + ".webp");
        picture("/lanyard/" + BOB + ".gif");
        assertThat(asked).containsExactly("/embed/avatars/3.png", "/embed/avatars/5.png");
    }

    @ParameterizedTest
    @CsvSource({"1.png, user_not_monitored", "abc.png, user_not_monitored", "94490510688792576.exe, not_found"})
    void givenNobodyOrNoPictureThenTheCdnIsNotAsked(String name, String code) throws Exception {
        serve(200, Map.of(), PICTURE);
        HttpResponse<String> answer = room.get("/lanyard/" + name);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(asked).isEmpty();
    }

    /** The hash comes from Discord, but it is not a way to other places of the CDN, or to other hosts. */
    @Test
    void givenAHashThatIsNoneThenTheDefaultIsShown() throws Exception {
        serve(200, Map.of("Content-Type", "image/png"), PICTURE);
        user(ALICE, "\"avatar\":\"../../x?y\"");
        picture("/lanyard/" + ALICE + ".png");
        assertThat(asked).containsExactly("/embed/avatars/3.png");
    }

    @Test
    void givenACdnThatRefusesThenItsStatusAndBodyArePassedOn() throws Exception {
        serve(415, Map.of("Content-Type", "text/plain"), "no".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = picture("/lanyard/" + ALICE + ".png");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).asString().isEqualTo("no");
    }

    @Test
    void givenNoCdnThenTheGatewayIsBad() throws Exception {
        cdn.stop(0);
        HttpResponse<String> answer = room.get("/lanyard/" + ALICE + ".png");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(JSON.std.mapFrom(answer.body())).containsEntry("success", false);
        assertThat(answer.body()).contains("\"code\":\"upstream_error\"");
    }

    @Test
    void givenACdnThatSaysNothingThenTheAnswerDoesNotWaitForIt() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        cdn.createContext("/", exchange -> {
            awaitQuietly(done);
            exchange.close();
        });
        assertThat(room.get("/lanyard/" + ALICE + ".png").statusCode()).isEqualTo(502);
        done.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void givenAPictureOverTwoMebibytesThenTheAnswerSaysWhereItIs(boolean lengthSaid) throws Exception {
        byte[] large = new byte[Cdn.MAX_BYTES + 1];
        cdn.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/gif");
            exchange.sendResponseHeaders(200, lengthSaid ? large.length : 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(large);
            }
        });
        HttpResponse<byte[]> answer = picture("/lanyard/" + ALICE + ".png");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location"))
                .contains(base() + "/avatars/" + ALICE + "/0123abcd.png?size=1024");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void givenAPictureOfTwoMebibytesThenItIsPassedOn() throws Exception {
        serve(200, Map.of("Content-Type", "image/gif"), new byte[Cdn.MAX_BYTES]);
        assertThat(picture("/lanyard/" + ALICE + ".png").body()).hasSize(Cdn.MAX_BYTES);
    }

    @Test
    void givenMoreThanTwoAtATimeThenTheOthersAreToldWhereItIs() throws Exception {
        CountDownLatch both = new CountDownLatch(Cdn.AT_A_TIME);
        CountDownLatch go = new CountDownLatch(1);
        cdn.createContext("/", exchange -> {
            both.countDown();
            awaitQuietly(go);
            answer(exchange, 200, Map.of("Content-Type", "image/png"), PICTURE);
        });
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<byte[]>>> first = new ArrayList<>();
            for (int i = 0; i < Cdn.AT_A_TIME; i++) {
                first.add(clients.submit(() -> picture("/lanyard/" + ALICE + ".png")));
            }
            both.await();
            assertThat(picture("/lanyard/" + ALICE + ".png").statusCode()).isEqualTo(302);
            go.countDown();
            for (Future<HttpResponse<byte[]>> answer : first) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        assertThat(picture("/lanyard/" + ALICE + ".png").statusCode()).isEqualTo(200);
    }
}
