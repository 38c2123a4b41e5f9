package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.sim.discord.SimDiscord;
import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.Test;

class JdaTimerTest {

    private static final long IDLE_MILLIS = 500;

    /** With the real JDA, since another version may call its sender something else. */
    @Test
    void givenNothingToSendThenJdaLooksOnceASecondAndNotTwice() throws Exception {
        JdaTimer timer = new JdaTimer();
        try (SimDiscord sim = SimDiscord.start()) {
            RestConfig rest = new RestConfig().setBaseUrl(sim.apiUrl());
            JDA jda = JDABuilder.createLight(sim.token())
                    .setRestConfig(rest)
                    .setSessionController(new SessionControllerAdapter() {
                        @Override
                        public String getGateway() {
                            return sim.gatewayUrl();
                        }
                    })
                    .setEnableShutdownHook(false)
                    .setGatewayPool(timer, false)
                    .build();
            try {
                // Only the sender's turn is nearer than a heartbeat's 41 seconds.
                Await.until(
                        "a turn later than JDA wants it",
                        () -> timer.getQueue().stream()
                                .map(Delayed.class::cast)
                                .mapToLong(turn -> turn.getDelay(TimeUnit.MILLISECONDS))
                                .anyMatch(millis -> millis > IDLE_MILLIS + 100 && millis <= 1_000));
            } finally {
                jda.shutdownNow();
            }
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void givenAnythingElseThenItsDelayIsAsAskedFor() {
        JdaTimer timer = new JdaTimer();
        try {
            ScheduledFuture<?> turn = timer.schedule(() -> {}, IDLE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(Duration.ofNanos(turn.getDelay(TimeUnit.NANOSECONDS)))
                    .isLessThanOrEqualTo(Duration.ofMillis(500));
        } finally {
            timer.shutdownNow();
        }
    }
}
