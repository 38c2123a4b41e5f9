package dev.porchlight.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A board for each rule that breaks it; and one that breaks none. */
class EveryRuleTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(1_500);
    private static final byte[] LONG_TEXT = "x".repeat(1_100).getBytes(StandardCharsets.US_ASCII);

    private String script = "0";
    private CheckTiming timing = CheckTiming.quick().withPatience(LONG).withClose(LONG);
    private LedProbe led = shouldBeLit -> true;

    private CheckReport check(Rule broken) throws Exception {
        CheckBoard.Builder builder = CheckBoard.builder().token("s3cret");
        if (broken != null) {
            setUp(broken);
        }
        try (CheckBoard check = builder.script(Script.parse(script))
                        .timing(timing)
                        .led(led)
                        .listen();
                BadBoard board = new BadBoard(check.port())) {
            if (broken != null) {
                breakRule(broken, board);
            }
            board.start();
            return check.check(LONG);
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aBoardThatBreaksItIsFound(Rule rule) throws Exception {
        CheckReport report = check(rule);
        assertThat(report.findings()).extracting(Finding::rule).contains(rule);
        assertThat(report.passed()).isEqualTo(report.deviations().isEmpty());
        assertThat(report.toString()).contains(rule.expected(), rule.source());
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aBoardThatDoesNotIsNot(Rule rule) throws Exception {
        setUp(rule);
        timing = CheckTiming.quick().withPatience(LONG).withClose(LONG);
        led = shouldBeLit -> true;
        script = rule == Rule.NO_PING || rule == Rule.PING_PACE || rule == Rule.PING_PAYLOAD || isSilence(rule)
                ? "0"
                : script;
        assertThat(check(null).findings()).isEmpty();
    }

    @Test
    void authInFragmentsIsNamedAndHidesNothing() throws Exception {
        script = "wrong-key";
        try (CheckBoard check = CheckBoard.builder()
                        .token("s3cret")
                        .script(Script.parse(script))
                        .timing(timing)
                        .listen();
                BadBoard board = new BadBoard(check.port())) {
            ByteArrayOutputStream auth = new ByteArrayOutputStream();
            auth.writeBytes(BadBoard.frame(0x01, "AUTH:"));
            auth.writeBytes(BadBoard.frame(0x80, "s3cret"));
            board.auth = auth.toByteArray();
            board.minds = false;
            board.start();
            CheckReport report = check.check(LONG);
            assertThat(report.findings()).extracting(Finding::rule).containsExactly(Rule.AUTH_FRAME, Rule.ACCEPT_KEY);
            assertThat(report.toString()).contains("seen text in 2 fragments");
        }
    }

    /** A CI script that waits for the port with nc -z. */
    @Test
    void whoOnlyLooksWhetherThePortIsOpenIsNoBoard() throws Exception {
        try (CheckBoard check = CheckBoard.builder()
                        .token("s3cret")
                        .script(Script.parse("0"))
                        .timing(timing)
                        .led(led)
                        .listen();
                BadBoard board = new BadBoard(check.port())) {
            new Socket(InetAddress.getLoopbackAddress(), check.port()).close();
            board.start();
            assertThat(check.check(LONG).findings()).isEmpty();
        }
    }

    private static boolean isSilence(Rule rule) {
        return rule == Rule.NEVER_GIVES_UP || rule == Rule.GIVE_UP_PACE || rule == Rule.FAREWELL;
    }

    /** How the check has to be for the rule to matter. */
    private void setUp(Rule rule) {
        switch (rule) {
            case HEAD, NO_AUTH, NO_RETURN -> {
                timing = timing.withPatience(SHORT);
                script = rule == Rule.NO_RETURN ? "close" : "0";
            }
            case NO_PONG -> {
                timing = timing.withPatience(SHORT);
                script = "ping";
            }
            case LATE_PONG -> {
                timing = timing.withPong(Duration.ofMillis(50));
                script = "ping";
            }
            case LEFT -> script = "1";
            case PONG_PAYLOAD, BROKEN_FRAME, CHATTER, LONG_MESSAGE -> script = "ping\nping";
            case NO_PING -> {
                timing = timing.withPing(Duration.ofMillis(500));
                script = "pings";
            }
            case PING_PACE, PING_PAYLOAD -> {
                timing = timing.withPing(Duration.ofSeconds(10));
                script = "pings";
            }
            case NEVER_GIVES_UP -> {
                timing = timing.withPatience(SHORT).withPing(Duration.ofMillis(100));
                script = "silent";
            }
            case GIVE_UP_PACE, FAREWELL -> {
                timing = timing.withPing(Duration.ofSeconds(15));
                script = "silent";
            }
            case CLOSE_REPLY -> script = "close";
            case BIG_FRAME -> {
                timing = timing.withClose(SHORT);
                script = "big";
            }
            case ACCEPT_KEY -> script = "wrong-key";
            case LOOSE_CONNECTION -> script = "loose-connection";
            case SECOND_CONNECTION -> script = "wait 2s\n0";
            case LED -> led = shouldBeLit -> false;
            default -> {}
        }
    }

    private static void breakRule(Rule rule, BadBoard board) {
        switch (rule) {
            case HEAD -> board.wholeRequest = "GET /ws HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
            case METHOD -> board.requestLine = "POST /ws HTTP/1.1";
            case PATH -> board.requestLine = "GET / HTTP/1.1";
            case HOST -> board.header("Host", null);
            case UPGRADE -> board.header("Upgrade", null);
            case CONNECTION -> board.header("Connection", "keep-alive");
            case VERSION -> board.header("Sec-WebSocket-Version", "8");
            case KEY -> board.header("Sec-WebSocket-Key", "c2hvcnQ=");
            case WEB_ORIGIN -> board.header("Origin", "https://example.org");
            case HEADERS -> board.headers.addFirst(board.headers.removeLast());
            case TOO_EARLY -> board.afterHead = BadBoard.frame(0x81, "AUTH:s3cret");
            case NO_AUTH -> board.auth = new byte[0];
            case AUTH_FORM -> board.auth = BadBoard.frame(0x81, "HELLO:s3cret");
            case AUTH_TOKEN -> board.auth = BadBoard.frame(0x81, "AUTH:other");
            case AUTH_LENGTH -> board.auth = BadBoard.frame(0x81, "AUTH:" + "x".repeat(600));
            case AUTH_FRAME -> board.auth = BadBoard.frame(0x82, "AUTH:s3cret");
            case UNMASKED ->
                board.auth = BadBoard.frame(0x81, "AUTH:s3cret".getBytes(StandardCharsets.US_ASCII), false);
            case BROKEN_FRAME -> board.afterOk = BadBoard.frame(0x83, "what?");
            case LONG_MESSAGE -> board.afterOk = BadBoard.frame(0x81, LONG_TEXT, true);
            case CHATTER -> board.afterOk = BadBoard.frame(0x81, "hello");
            case LEFT -> board.leavesAtOne = true;
            case NO_PONG -> board.pongs = false;
            case LATE_PONG -> board.pongDelayMillis = 200;
            case PONG_PAYLOAD -> board.pongPayload = "other";
            case PING_PACE -> board.pingMillis = 100;
            case PING_PAYLOAD -> {
                board.pingMillis = 100;
                board.pingPayload = "hello";
            }
            case NO_RETURN -> board.returns = false;
            case GIVE_UP_PACE, FAREWELL -> {
                board.givesUpMillis = 100;
                board.saysFarewell = true;
            }
            case CLOSE_REPLY -> board.closeReply = "\u0003\u00e9";
            case BIG_FRAME -> board.mindsBig = false;
            case ACCEPT_KEY, LOOSE_CONNECTION -> board.minds = false;
            case SECOND_CONNECTION -> board.comesTwice = true;
            case NO_PING, NEVER_GIVES_UP, LED -> {} // what the board leaves undone, or what the probe sees
        }
    }
}
