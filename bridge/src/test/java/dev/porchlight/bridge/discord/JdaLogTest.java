package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdaLogTest {

    private static final Logger JDA = Logger.getLogger("net.dv8tion.jda.internal.requests.WebSocketClient");

    private final Counters counters = new Counters();
    private int told;
    private final List<LogRecord> output = new ArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger(Log.ROOT);
    private final Handler tap = new Handler() {
        @Override
        public void publish(LogRecord record) {
            output.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void install() {
        JdaLog.install(counters, new Hush(() -> 0), () -> told++);
        root.addHandler(tap);
        ours.setLevel(Level.FINE);
    }

    @AfterEach
    void remove() {
        root.removeHandler(tap);
        ours.setLevel(null);
    }

    @Test
    void whatJdaSaysOfTheConnectionStaysBelowInfoAndHoldsNoPayload() {
        JDA.severe("Encountered something {\"username\":\"alice\"}");
        JDA.warning("First line\nalice");
        JDA.info("Login Successful!");
        assertThat(output).hasSize(2).allMatch(r -> r.getLevel().intValue() < Level.INFO.intValue());
        assertThat(output).allMatch(r -> !List.of(r.getParameters()).toString().contains("alice"));
    }

    @Test
    void anEventLostInsideJdaIsCountedEachTimeAndSaidOnce() {
        JDA.severe("Got an unexpected error. Please redirect the following message to the devs:\n\tJDA 6\n\talice");
        JDA.warning("Got an unexpected Json-parse error. Please redirect");
        JDA.severe("Encountered exception on lifecycle level\nJSON: alice");
        JDA.severe("One of the EventListeners had an uncaught exception");
        assertThat(counters.lost()).isEqualTo(4);
        assertThat(told).isEqualTo(4);
        assertThat(output).extracting(LogRecord::getMessage).containsExactly("discord_event_lost");
        assertThat(List.of(output.getFirst().getParameters()).toString()).doesNotContain("alice");
    }
}
