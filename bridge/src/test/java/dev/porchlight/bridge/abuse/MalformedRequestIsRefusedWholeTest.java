package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever could be read in two ways (request smuggling) or upsets a library is refused before anything reads it. */
class MalformedRequestIsRefusedWholeTest {

    private static TestDoor door;

    @BeforeAll
    static void open() throws IOException {
        door = TestDoor.open(new Routes()
                .get("/", request -> Answer.json(200, "{}"))
                .post("/post", 100, request -> Answer.json(200, "{}")));
    }

    @AfterAll
    static void close() {
        assertThat(door.counts().requests()).as("requests let through").isZero();
        assertThat(door.counts().handlerErrors()).isZero();
        door.close();
    }

    /** A bar is CRLF; {@code \n}, {@code \r}, {@code \t} and {@code \0} are themselves. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "bare LF after the request line,   400, 'GET / HTTP/1.1\\nHost: x||'",
        "bare LF after a header,           400, 'GET / HTTP/1.1|Host: x\\n|'",
        "bare LF alone,                    400, '\\n'",
        "bare CR in a header,              400, 'GET / HTTP/1.1|Host: x\\ry||'",
        "bare CR before a header,          400, 'GET / HTTP/1.1|\\rHost: x||'",
        "folded header,                    400, 'GET / HTTP/1.1|Host: x|A: b|\\tc||'",
        "folded first header,              400, 'GET / HTTP/1.1| Host: x||'",
        "space before the colon,           400, 'GET / HTTP/1.1|Host : x||'",
        "header without a colon,           400, 'GET / HTTP/1.1|Host: x|Nothing||'",
        "header without a name,            400, 'GET / HTTP/1.1|Host: x|: y||'",
        "NUL in a header value,            400, 'GET / HTTP/1.1|Host: x|A: b\\0c||'",
        "NUL in a header name,             400, 'GET / HTTP/1.1|Host: x|A\\0: b||'",
        "no Host,                          400, 'GET / HTTP/1.1||'",
        "two Hosts,                        400, 'GET / HTTP/1.1|Host: x|Host: x||'",
        "an empty Host,                    400, 'GET / HTTP/1.1|Host:||'",
        "a Host with a path,               400, 'GET / HTTP/1.1|Host: x/y||'",
        "a Host with a user,               400, 'GET / HTTP/1.1|Host: u@x||'",
        "two Hosts in one,                 400, 'GET / HTTP/1.1|Host: x, y||'",
        "a Host with a space,              400, 'GET / HTTP/1.1|Host: x y||'",
        "a port that is none,              400, 'GET / HTTP/1.1|Host: x:80a||'",
        "two Content-Lengths,              400, 'POST /post HTTP/1.1|Host: x|Content-Length: 1|Content-Length: 1||a'",
        "two lengths in one,               400, 'POST /post HTTP/1.1|Host: x|Content-Length: 1, 1||a'",
        "a negative length,                400, 'POST /post HTTP/1.1|Host: x|Content-Length: -1||'",
        "a signed length,                  400, 'POST /post HTTP/1.1|Host: x|Content-Length: +1||a'",
        "a hexadecimal length,             400, 'POST /post HTTP/1.1|Host: x|Content-Length: 0x1||a'",
        "an empty length,                  400, 'POST /post HTTP/1.1|Host: x|Content-Length:||'",
        "Transfer-Encoding,                501, 'POST /post HTTP/1.1|Host: x|Transfer-Encoding: chunked||0||'",
        "Transfer-Encoding and a length,   501, 'POST /post HTTP/1.1|Host: x|Transfer-Encoding: x|Content-Length: 1||a'",
        "Transfer-Encoding in HTTP/1.0,    501, 'POST /post HTTP/1.0|Transfer-Encoding: chunked||0||'",
        "two Authorizations,               400, 'GET / HTTP/1.1|Host: x|Authorization: a|Authorization: b||'",
        "two Origins,                      400, 'GET / HTTP/1.1|Host: x|Origin: a|Origin: b||'",
        "bad escape in the path,           400, 'GET /%zz HTTP/1.1|Host: x||'",
        "half an escape,                   400, 'GET /% HTTP/1.1|Host: x||'",
        "bad escape in the query,          400, 'GET /?a=%g0 HTTP/1.1|Host: x||'",
        "escaped NUL,                      400, 'GET /%00 HTTP/1.1|Host: x||'",
        "escaped CRLF,                     400, 'GET /%0d%0aA: HTTP/1.1|Host: x||'",
        "escaped DEL,                      400, 'GET /%7f HTTP/1.1|Host: x||'",
        "escapes that are not UTF-8,       400, 'GET /%ff HTTP/1.1|Host: x||'",
        "a tab in the request line,        400, 'GET\\t/ HTTP/1.1|Host: x||'",
        "two spaces,                       400, 'GET  / HTTP/1.1|Host: x||'",
        "a space at the end,               400, 'GET / HTTP/1.1 |Host: x||'",
        "NUL in the target,                400, 'GET /\\0 HTTP/1.1|Host: x||'",
        "DEL in the target,                400, 'GET /\u007f HTTP/1.1|Host: x||'",
        "a target that is no path,         400, 'GET x HTTP/1.1|Host: x||'",
        "an absolute target with no host,  400, 'GET http:///x HTTP/1.1|Host: x||'",
        "HTTP/0.9,                         400, 'GET /||'",
        "a version in lower case,          400, 'GET / http/1.1|Host: x||'",
        "HTTP/1.2,                         505, 'GET / HTTP/1.2|Host: x||'",
        "HTTP/2's preface,                 505, 'PRI * HTTP/2.0||SM||'",
        "an unknown method,                501, 'BREW / HTTP/1.1|Host: x||'",
        "CONNECT,                          501, 'CONNECT x:80 HTTP/1.1|Host: x||'",
        "a method in lower case,           501, 'get / HTTP/1.1|Host: x||'",
        "a method that is no token,        400, 'G[T / HTTP/1.1|Host: x||'",
        "three empty lines first,          400, '||||GET / HTTP/1.1|Host: x||'",
        "TLS,                              400, '\\0\\0\\n'",
    })
    void is(String name, int status, String request) throws IOException {
        String wire = request.replace("|", "\r\n")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\0", "\0");
        try (RawClient client = door.client()) {
            // The second request is what a smuggler would have served.
            client.send(wire + "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"");
            client.assertEnd();
        }
    }
}
