package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.ManualClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Discord refuses in answers to interactions. */
class InteractionErrorsTest {
    private final ManualClock clock = new ManualClock();
    private SimDiscord discord;
    private TestRest rest;
    private SimChannel talk;
    private SimUser alice;
    private String callback;
    private String webhook;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().clock(clock).start();
        SimGuild home = discord.guild("Home");
        talk = home.textChannel("talk");
        alice = discord.user("alice");
        home.addMember(alice);
        rest = new TestRest(discord);
        rest.send(
                "POST",
                "applications/" + discord.bot().id() + "/commands",
                "{\"name\":\"status\",\"description\":\"how it is\"}");
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS);
        talk.commands().slash(alice, "status");
        Map<String, Object> interaction = client.expect("INTERACTION_CREATE");
        callback = "interactions/" + interaction.get("id") + "/" + interaction.get("token") + "/callback";
        webhook = "webhooks/" + discord.bot().id() + "/" + interaction.get("token");
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private TestRest.Answer answer(String body) throws Exception {
        return rest.send("POST", callback, body);
    }

    @Test
    void withoutWithResponseACallbackHasNoBody() throws Exception {
        TestRest.Answer ok = answer("{\"type\":4,\"data\":{\"content\":\"fine\"}}");
        assertThat(ok.status()).isEqualTo(204);
        assertThat(ok.json()).isNull();
    }

    @Test
    void withItItTellsOfTheMessage() throws Exception {
        callback += "?with_response=true";
        TestRest.Answer ok = answer("{\"type\":5,\"data\":{\"flags\":64}}");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(Json.asObject(ok.object().get("interaction")))
                .containsEntry("response_message_loading", true)
                .containsEntry("response_message_ephemeral", true);
        assertThat(Json.asObject(ok.object().get("resource")))
                .containsEntry("type", 5)
                .containsKey("message");
    }

    @Test
    void moreThan25ChoicesAreRefused() throws Exception {
        rest.send(
                "POST",
                "applications/" + discord.bot().id() + "/commands",
                "{\"name\":\"find\",\"description\":\"what\",\"options\":[{\"type\":3,\"name\":\"q\","
                        + "\"description\":\"what\",\"autocomplete\":true}]}");
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS);
        talk.commands().complete(alice, "find", "q", "a");
        Map<String, Object> typing = client.expect("INTERACTION_CREATE");
        callback = "interactions/" + typing.get("id") + "/" + typing.get("token") + "/callback";
        List<String> choices = Collections.nCopies(26, "{\"name\":\"a\",\"value\":\"a\"}");
        assertThat(answer("{\"type\":8,\"data\":{\"choices\":" + choices + "}}").status())
                .isEqualTo(400);
        assertThat(answer("{\"type\":8,\"data\":{\"choices\":" + choices.subList(0, 25) + "}}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void afterThreeSecondsTheInteractionIsUnknown() throws Exception {
        clock.advance(Duration.ofMillis(2_999));
        assertThat(answer("{\"type\":99}").status()).isEqualTo(400);
        clock.advance(Duration.ofMillis(1));
        TestRest.Answer late = answer("{\"type\":4,\"data\":{\"content\":\"late\"}}");
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.object())
                .containsEntry("message", "Unknown interaction")
                .containsEntry("code", 10_062);
    }

    @Test
    void aSecondCallbackIsOneTooMany() throws Exception {
        answer("{\"type\":5}");
        TestRest.Answer again = answer("{\"type\":4,\"data\":{\"content\":\"x\"}}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo(40_060);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 99})
    void aKindOfAnswerThatDoesNotFitIsRefused(int type) throws Exception {
        TestRest.Answer refused = answer("{\"type\":" + type + "}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorAt("type")).isEqualTo("BASE_TYPE_CHOICES");
    }

    @Test
    void theTokenIsGoodForNothingBeforeTheCallbackAndFor15MinutesAfter() throws Exception {
        assertThat(rest.get(webhook + "/messages/@original").code()).isEqualTo(10_015);
        assertThat(rest.get("webhooks/" + discord.bot().id() + "/nonsense/messages/@original")
                        .code())
                .isEqualTo(10_015);
        answer("{\"type\":4,\"data\":{\"content\":\"fine\"}}");
        assertThat(rest.get(webhook + "/messages/@original").object()).containsEntry("content", "fine");
        assertThat(rest.get(webhook + "/messages/1").code()).isEqualTo(10_008);
        clock.advance(Duration.ofMinutes(15));
        TestRest.Answer expired = rest.send("POST", webhook, "{\"content\":\"more\"}");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo(50_027);
    }
}
