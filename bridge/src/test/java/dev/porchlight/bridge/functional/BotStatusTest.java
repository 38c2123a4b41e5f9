package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.discord.BotLine;
import dev.porchlight.bridge.discord.BotLine.Verb;
import dev.porchlight.bridge.discord.BotStatus;
import dev.porchlight.bridge.discord.BotStatus.Source;
import dev.porchlight.bridge.discord.StatusTemplate;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.sim.discord.ClientRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What Discord is told of the bot's own presence, with the real JDA. */
class BotStatusTest extends DiscordHome {

    private static final int PRESENCE = 3;
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final AtomicInteger people = new AtomicInteger(7);

    @Test
    void givenATemplateThenItIsShownAndSentAgainOnlyWhenItsNumbersChange() {
        connect(template("watching {voice} in voice"));
        awaitSent(1);
        assertThat(shown()).isEqualTo("3 7 in voice");
        int looks = looks();
        rig.await("many looks", () -> looks() > looks + 10);
        assertThat(sent()).hasSize(1);
        people.set(8);
        awaitSent(2);
        assertThat(shown()).isEqualTo("3 8 in voice");
    }

    @Test
    void givenANumberThatIsNotKnownYetThenNothingIsShownUntilItIs() {
        people.set(-1);
        connect(template("custom {voice} in voice"));
        int looks = looks();
        rig.await("some looks", () -> looks() > looks + 3);
        assertThat(sent()).isEmpty();
        people.set(2);
        awaitSent(1);
        assertThat(shown()).isEqualTo("4 2 in voice");
    }

    @Test
    void givenSeveralSourcesThenMusicGoesBeforeAGatewayClientAndThatBeforeTheTemplate() {
        BotStatus status = template("watching {voice} in voice");
        connect(status);
        awaitSent(1);
        status.show(Source.GATEWAY_CLIENT, new BotLine(Verb.PLAYING, "chess"));
        awaitSent(2);
        assertThat(shown()).isEqualTo("0 chess");
        status.show(Source.MUSIC, new BotLine(Verb.LISTENING, "a song"));
        awaitSent(3);
        assertThat(shown()).isEqualTo("2 a song");
        status.show(Source.GATEWAY_CLIENT, new BotLine(Verb.PLAYING, "go"));
        status.clear(Source.MUSIC);
        awaitSent(4);
        assertThat(shown()).isEqualTo("0 go");
        status.clear(Source.GATEWAY_CLIENT);
        awaitSent(5);
        assertThat(shown()).isEqualTo("3 7 in voice");
    }

    @Test
    void givenManyChangesAtOnceThenFiveAreSentAndTwentySecondsAfterTheFirstTheNewestAlone() {
        BotStatus status = none();
        connect(status);
        long begun = System.nanoTime();
        for (int i = 1; i <= 5; i++) {
            status.show(Source.MUSIC, new BotLine(Verb.PLAYING, "song " + i));
            awaitSent(i);
        }
        for (int i = 6; i <= 100; i++) {
            status.show(Source.MUSIC, new BotLine(Verb.PLAYING, "song " + i));
        }
        Rig.until(() -> "the sixth; sent were " + sent(), Duration.ofMinutes(1), () -> sent().size() == 6);
        assertThat(shown()).isEqualTo("0 song 100");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void givenAFreshSessionThenItIsToldAgain() {
        connect(template("watching {voice} in voice"));
        awaitSent(1);
        sim.forgetSessions();
        sim.dropConnections();
        sim.awaitIdentifies(2, Rig.DEADLINE);
        awaitSent(2);
        assertThat(shown()).isEqualTo("3 7 in voice");
    }

    @Test
    void givenAResumedSessionThenItIsNotToldAgain() {
        connect(template("watching {voice} in voice"));
        awaitSent(1);
        sim.dropConnections();
        sim.awaitResumes(1, Rig.DEADLINE);
        rig.awaitReady(true);
        int looks = looks();
        rig.await("many looks", () -> looks() > looks + 10);
        assertThat(sent()).hasSize(1);
        people.set(8);
        awaitSent(2);
    }

    private final AtomicInteger looks = new AtomicInteger();

    private int looks() {
        return looks.get();
    }

    private BotStatus template(String text) {
        return new BotStatus(Optional.of(StatusTemplate.parse(text)), this::number, OFTEN);
    }

    private BotStatus none() {
        return new BotStatus(Optional.empty(), this::number, OFTEN);
    }

    private OptionalInt number(StatusTemplate.Placeholder placeholder) {
        looks.incrementAndGet();
        int number = people.get();
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private void connect(BotStatus status) {
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, Rig.IMPATIENT);
        rig.discord.show(status);
        rig.discord.start();
        rig.await("settled", () -> rig.view().settled());
    }

    private void awaitSent(int n) {
        Rig.until(() -> n + " updates; sent were " + sent(), () -> sent().size() == n);
    }

    private List<ClientRequest> sent() {
        return sim.requests().stream()
                .filter(request -> request.opcode() == PRESENCE)
                .toList();
    }

    /** Type and text of the newest. */
    private String shown() {
        List<?> activities = (List<?>) sent().getLast().d().get("activities");
        Map<?, ?> activity = (Map<?, ?>) activities.getFirst();
        return activity.get("type") + " "
                + (activity.containsKey("state") ? activity.get("state") : activity.get("name"));
    }
}
