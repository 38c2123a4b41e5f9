package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those parts of a session that need no Discord. */
class JdaSessionTest {

    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final List<LogRecord> output = new CopyOnWriteArrayList<>();
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
    private final JdaSession session = new JdaSession(
            new DiscordSettings(Optional.of("t"), Optional.empty(), Optional.empty()),
            Intents.VOICE,
            new Pace(Duration.ZERO, System::nanoTime),
            new OkHttpClient());

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        ours.addHandler(tap);
        ours.setLevel(Level.FINE);
    }

    @AfterEach
    void end() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        ours.removeHandler(tap);
        ours.setLevel(null);
        session.close();
        session.closeCallbacks();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givenATaskOfJdasThatThrowsThenItIsLoggedAndAtTheEndInPassingOnly(boolean ended) {
        if (ended) {
            session.close();
        }
        try (ExecutorService threads = session.virtualThreads("discord-rest")) {
            threads.execute(() -> {
                throw new IllegalStateException("Unable to acquire lock while thread is interrupted!");
            });
        }
        // The executor has done with a task before the thread has.
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (output.isEmpty() && uncaught.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(uncaught).as("what goes to the terminal as a stack trace").isEmpty();
        assertThat(output)
                .extracting(LogRecord::getMessage)
                .containsExactly(ended ? "jda_task_interrupted" : "jda_task_failed");
        assertThat(output.getFirst().getLevel()).isEqualTo(ended ? Level.FINE : Level.SEVERE);
    }

    @Test
    void givenASessionThatHasEndedWhenARenewalIsAskedForThenNothingHappens() {
        session.close();
        session.endIf(
                () -> {
                    throw new AssertionError("nobody should ask");
                },
                Duration.ZERO);
        assertThat(session.endCode()).isEmpty();
    }

    @Test
    void aSessionThatNeverCameUpHeldForNoTimeAndHasNoPing() {
        assertThat(session.held()).isZero();
        assertThat(session.ping()).isEmpty();
        session.up();
        assertThat(session.held()).isPositive();
    }
}
