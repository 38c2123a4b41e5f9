package dev.porchlight.bridge.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both formats, for the program's own records and for those of libraries. */
class LinesTest {

    private final LineFormat text = new TextLines();
    private final LineFormat json = new JsonLines();

    @Test
    void anEventIsOneLineOfText() {
        assertThat(text(ours(Level.INFO, "listening", "address", "0.0.0.0", "port", 8080)))
                .isEqualTo("2026-11-20T08:49:33.000Z INFO  door listening address=0.0.0.0 port=8080");
        assertThat(text(ours(Level.SEVERE, "loop_died"))).isEqualTo("2026-11-20T08:49:33.000Z ERROR door loop_died");
    }

    @Test
    void anEventIsOneObjectOfJson() throws IOException {
        assertThat(json(ours(Level.WARNING, "x", "n", 7, "ok", true, "s", "a b", "nan", Double.NaN)))
                .isEqualTo(
                        "{\"time\":\"2026-11-20T08:49:33.000Z\",\"level\":\"warn\",\"logger\":\"door\",\"event\":\"x\","
                                + "\"n\":7,\"ok\":true,\"s\":\"a b\",\"nan\":\"NaN\"}");
    }

    @Test
    void valuesThatNeedItAreQuoted() {
        assertThat(text(ours(Level.INFO, "e", "a", "", "b", "two words", "c", "x=y", "d", "say \"hi\"", "e", null)))
                .endsWith(" a=\"\" b=\"two words\" c=\"x=y\" d=\"say \\\"hi\\\"\" e=null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\nb", "a\u2028b", "a\u0085b", "\u001b[31mred", "a\u202eb", "a\u0000b", "tab\there"})
    void noValueBreaksItsLineOrTouchesTheTerminal(String value) throws IOException {
        LogRecord record = ours(Level.INFO, "e", "v", value, value, 1);

        assertThat(text(record))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028]")
                .contains("v=\"");
        assertThat(json(record)).doesNotContainPattern("\\p{Cc}(?<!\\u0085)");
        assertThat(JSON.std.mapFrom(json(record))).containsEntry("v", value).containsEntry(value, 1);
    }

    @Test
    void halfOfASurrogatePairIsStillJson() throws IOException {
        assertThat(json(ours(Level.INFO, "e", "v", "x\ud83d"))).contains("\"v\":\"x\\ud83d\"");
        assertThat(JSON.std.mapFrom(json(ours(Level.INFO, "e", "v", "\ud83d\ude00"))))
                .containsEntry("v", "😀");
    }

    @Test
    void fieldsNeverReplaceWhatEveryLineHas() throws IOException {
        Map<String, Object> object = JSON.std.mapFrom(json(ours(Level.INFO, "e", "event", "no", "time", "no")));

        assertThat(object)
                .containsEntry("event", "e")
                .containsEntry("event_", "no")
                .containsEntry("time_", "no");
    }

    @Test
    void tokensAreMaskedByShapeAndByKey() {
        LogRecord record = ours(
                Level.INFO,
                "e",
                "uri",
                "/s?token=geheim",
                "api_token",
                "geheim",
                "list",
                java.util.List.of("AUTH:geheim"));

        assertThat(text(record)).doesNotContain("geheim").contains("api_token=***");
        assertThat(json(record)).doesNotContain("geheim");
    }

    @Test
    void aTokenAtTheCutIsMaskedToo() {
        String token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz01";
        String value = "x".repeat(LogEvent.MAX_VALUE_CHARS - 20) + " " + token;

        assertThat(text(ours(Level.INFO, "e", "v", value))).contains(" ***").doesNotContain("MTIz");
    }

    @Test
    void valuesAndFieldsAreBounded() {
        Object[] many = new Object[1000];
        java.util.Arrays.fill(many, "y".repeat(10_000));

        assertThat(text(ours(Level.INFO, "e", many)).length())
                .isLessThan(LogEvent.MAX_FIELDS * 10_100 + LogEvent.MAX_FIELDS * (LogEvent.MAX_VALUE_CHARS + 10));
        assertThat(text(ours(Level.INFO, "e", "v", "y".repeat(10_000))))
                .endsWith("y…")
                .hasSizeLessThan(2_200);
    }

    @Test
    void aLibrarysRecordIsAnEventNamedLogWithItsMessage() {
        LogRecord record = new LogRecord(Level.WARNING, "Got {0} for ?token={1}");
        record.setParameters(new Object[] {"429", "geheim"});
        record.setLoggerName("net.dv8tion.jda.internal.JDAImpl");
        record.setInstant(Instant.parse("2026-11-20T08:49:33Z"));

        assertThat(text(record))
                .isEqualTo("2026-11-20T08:49:33.000Z WARN  JDAImpl log message=\"Got 429 for ?token=***\"");
        assertThat(json(record)).contains("\"logger\":\"net.dv8tion.jda.internal.JDAImpl\",\"event\":\"log\"");
    }

    @Test
    void aCauseFollowsIndentedInTextAndAsOneStringInJson() throws IOException {
        LogRecord record = ours(Level.SEVERE, "e");
        record.setThrown(new IllegalStateException("first\nsecond AUTH:geheim", new RuntimeException("root")));

        assertThat(text(record).lines())
                .allSatisfy(line -> assertThat(line).matches("2026.*|    .*"))
                .contains("    java.lang.IllegalStateException: first\\nsecond AUTH:***")
                .contains("    caused by java.lang.RuntimeException: root");
        assertThat(JSON.std.mapFrom(json(record)).get("error").toString())
                .startsWith("java.lang.IllegalStateException: first\nsecond AUTH:***\n  at ");
    }

    @Test
    void causesThatBiteTheirTailEnd() {
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));

        assertThat(Traces.lines(one))
                .endsWith("  … more causes")
                .hasSizeLessThanOrEqualTo(Traces.MAX_CAUSES * (Traces.MAX_FRAMES + 2) + 1);
    }

    @Test
    void aValueThatCannotBePrintedIsNamedInstead() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };

        assertThat(text(ours(Level.INFO, "e", "v", broken, "odd")))
                .contains("(unprintable ")
                .endsWith("odd=(missing)");
    }

    private static LogRecord ours(Level level, String event, Object... keysAndValues) {
        LogRecord record = new LogRecord(level, event);
        record.setLoggerName("porchlight.door");
        record.setParameters(keysAndValues);
        record.setInstant(Instant.parse("2026-11-20T08:49:33Z"));
        return record;
    }

    private String text(LogRecord record) {
        return text.line(LogEvent.of(record));
    }

    private String json(LogRecord record) {
        return json.line(LogEvent.of(record));
    }
}
