package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import dev.porchlight.bridge.door.TestLimits;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9110 and 9112 as Http11Probe asks for them, case by case; http11probe.txt is the table. */
class Http11ProbeTest {

    /** One line of the table. */
    record Case(String id, List<String> expected, String request) {
        @Override
        public String toString() {
            return id;
        }

        boolean says(String word) {
            return expected.contains(word);
        }
    }

    private static final String PIPELINED = "GET /pipelined HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Pattern REPEATED = Pattern.compile("<(.*?)\\*([0-9]+)>", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([nrt0]))");

    private static final AtomicInteger ECHOED = new AtomicInteger();
    private static final AtomicInteger FOLLOWED = new AtomicInteger();
    private static TestDoor door;
    private static TestDoor hasty;

    @BeforeAll
    static void open() throws IOException {
        door = TestDoor.open(new TestLimits().build(), routes());
        hasty = TestDoor.open(new TestLimits().headTime(300).bodyTime(300).build(), routes());
    }

    private static Routes routes() {
        return new Routes()
                .get("/", request -> Answer.json(200, "{}"))
                .get("/none", request -> new Answer(204, "text/plain", new byte[0]))
                .get("/pipelined", request -> {
                    FOLLOWED.incrementAndGet();
                    return Answer.json(200, "{\"pipelined\":true}");
                })
                .post("/echo", 1_000, request -> {
                    ECHOED.incrementAndGet();
                    return new Answer(200, "text/plain", request.body());
                })
                .webSocket("/ws", new TestEndpoint(TestEndpoint.limits(100), Echo::new));
    }

    @AfterAll
    static void close() {
        assertThat(door.counts().handlerErrors()).isZero();
        door.close();
        hasty.close();
        assertThat(door.deaths()).isEmpty();
        assertThat(hasty.deaths()).isEmpty();
    }

    static List<Case> cases() throws IOException {
        return Table.read("http11probe.txt", 5).stream()
                .map(row -> new Case(row.get(0), List.of(row.get(2).split(" ", -1)), wire(row.get(3))))
                .toList();
    }

    private static String wire(String written) {
        String lines = written.replace("¶", "\r\n");
        String bytes = ESCAPE.matcher(lines).replaceAll(match -> {
            String hex = match.group(1);
            char c = hex != null ? (char) Integer.parseInt(hex, 16) : "\n\r\t\0".charAt("nrt0".indexOf(match.group(2)));
            return Matcher.quoteReplacement(String.valueOf(c));
        });
        return REPEATED.matcher(bytes).replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isPassed(Case test) throws IOException {
        boolean alone = test.says("alone");
        int echoed = ECHOED.get();
        int followed = FOLLOWED.get();
        try (RawClient client = (alone ? hasty : door).client()) {
            client.send(test.request() + (alone ? "" : PIPELINED));
            if (test.says("closed")) {
                client.assertEnd();
                return;
            }
            int status = Integer.parseInt(test.expected().getFirst());
            check(test, status, test.says("head") ? client.answerToHead() : client.answer());
            if (status >= 400) {
                client.assertEnd();
                assertThat(ECHOED.get()).as("bodies handled").isEqualTo(echoed);
            } else if (test.says("close")) {
                client.assertEnd();
            } else {
                RawClient.Answer next = client.answer();
                assertThat(next.status()).isEqualTo(test.says("then=400") ? 400 : 200);
                assertThat(next.body().contains("pipelined")).isNotEqualTo(test.says("then=400"));
                followed += test.says("then=400") ? 0 : 1;
            }
        }
        assertThat(FOLLOWED.get()).as("requests answered behind it").isEqualTo(followed);
    }

    @Test
    void emptyLinesAheadOfARequestAreCountedHoweverTheyAreCut() throws IOException {
        try (RawClient client = door.client()) {
            for (int i = 0; i < 3; i++) {
                long turns = door.counts().turns();
                client.send("\r\n");
                TestDoor.until("the loop has turned", () -> door.counts().turns() > turns);
            }
            client.send(PIPELINED);
            assertThat(client.answer().status()).isEqualTo(400);
            client.assertEnd();
        }
        try (RawClient client = door.client()) {
            for (int i = 0; i < 3; i++) { // one ahead of each
                client.sendByteByByte("\r\n").send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(200);
            }
        }
    }

    private static void check(Case test, int status, RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.header("connection")).endsWith("close");
            assertThat(answer.headers()).containsKeys("content-length", "date");
        }
        for (String word : test.expected()) {
            if (word.startsWith("body=")) {
                assertThat(answer.body()).isEqualTo(word.substring(5));
            } else if (word.startsWith("+")) {
                assertThat(answer.headers()).containsKey(word.substring(1));
            } else if (word.startsWith("-")) {
                assertThat(answer.headers()).doesNotContainKey(word.substring(1));
            } else if (word.contains("=") && !word.startsWith("then=")) {
                String[] header = word.split("=", 2);
                assertThat(answer.header(header[0])).isEqualTo(header[1]);
            }
        }
    }
}
