package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each event comes with its intent and not without. */
class IntentsTest {
    private SimDiscord discord;
    private SimGuild home;
    private SimChannel talk;
    private SimUser alice;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        home = discord.guild("Home");
        talk = home.textChannel("talk");
        alice = discord.user("alice");
        home.addMember(alice);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    /** An intent, and something that only a session with it is told of. */
    enum Told {
        MEMBERS(Intent.GUILD_MEMBERS, "GUILD_MEMBER_UPDATE"),
        MODERATION(Intent.GUILD_MODERATION, "GUILD_BAN_REMOVE"),
        EXPRESSIONS(Intent.GUILD_EXPRESSIONS, "GUILD_EMOJIS_UPDATE"),
        PRESENCES(Intent.GUILD_PRESENCES, "PRESENCE_UPDATE"),
        MESSAGES(Intent.GUILD_MESSAGES, "MESSAGE_CREATE"),
        REACTIONS(Intent.GUILD_MESSAGE_REACTIONS, "MESSAGE_REACTION_ADD"),
        TYPING(Intent.GUILD_MESSAGE_TYPING, "TYPING_START"),
        DIRECT(Intent.DIRECT_MESSAGES, "MESSAGE_CREATE"),
        DIRECT_REACTIONS(Intent.DIRECT_MESSAGE_REACTIONS, "MESSAGE_REACTION_ADD"),
        DIRECT_TYPING(Intent.DIRECT_MESSAGE_TYPING, "TYPING_START");

        private final Intent intent;
        private final String event;

        Told(Intent intent, String event) {
            this.intent = intent;
            this.event = event;
        }
    }

    private void everythingHappens() {
        home.member(alice).setNick("Al");
        SimUser mallory = discord.user("mallory");
        discord.quietly(() -> home.member(mallory).ban(null));
        home.unban(mallory);
        home.emoji("blob");
        alice.goOnline();
        SimChannel direct = discord.direct(alice);
        for (SimChannel place : List.of(talk, direct)) {
            place.say(alice, "hi").react(alice, "👍");
            place.typing(alice);
        }
        home.rename("The end");
    }

    private static List<String> untilTheEnd(RawClient client) throws Exception {
        List<String> types = new ArrayList<>();
        Map<String, Object> payload = client.nextPayload();
        while (!"GUILD_UPDATE".equals(payload.get("t"))) {
            types.add(String.valueOf(payload.get("t")));
            payload = client.nextPayload();
        }
        return types;
    }

    @ParameterizedTest
    @EnumSource(Told.class)
    void anIntentGivesItsOwnEventAndNothingElse(Told told) throws Exception {
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS, told.intent);
        everythingHappens();
        assertThat(untilTheEnd(client)).containsExactly(told.event);
    }

    @Test
    void withoutMessageContentOnlyOwnMentioningAndDirectMessagesCanBeRead() throws Exception {
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
        talk.post(alice, Json.object("content", "secret", "embeds", List.of(Json.object("title", "t"))));
        Map<String, Object> stripped = client.expect("MESSAGE_CREATE");
        assertThat(stripped).containsEntry("content", "").containsEntry("embeds", List.of());
        SimMessage own = talk.say(discord.bot(), "mine");
        assertThat(client.expect("MESSAGE_CREATE")).containsEntry("content", "mine");
        talk.say(alice, "you, <@" + discord.bot().id() + ">");
        assertThat(client.expect("MESSAGE_CREATE").get("content")).asString().startsWith("you");
        own.reply(alice, "to you");
        assertThat(client.expect("MESSAGE_CREATE")).containsEntry("content", "to you");
        discord.direct(alice).say(alice, "psst");
        assertThat(client.expect("MESSAGE_CREATE"))
                .containsEntry("content", "psst")
                .doesNotContainKeys("guild_id", "member");
    }

    @Test
    void whatABotWithoutTheGrantMayNotReadItMayNotReadByRestEither() throws Exception {
        try (SimDiscord plain = SimDiscord.start()) {
            SimChannel channel = plain.guild("Home").textChannel("talk");
            SimUser bob = plain.user("bob");
            plain.guild("Home").addMember(bob);
            channel.say(bob, "secret");
            channel.say(plain.bot(), "mine");
            TestRest rest = new TestRest(plain);
            assertThat(rest.get("channels/" + channel.id() + "/messages").objects())
                    .extracting(message -> message.get("content"))
                    .containsExactly("mine", "");
            assertThat(rest.get("guilds/" + plain.guild("Home").id() + "/members")
                            .code())
                    .isEqualTo(50_001);
        }
    }

    @Test
    void theBotsOwnMemberUpdateNeedsNoIntent() throws Exception {
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS);
        home.member(alice).setNick("Al");
        home.member(discord.bot()).setNick("Lamp");
        assertThat(client.expect("GUILD_MEMBER_UPDATE")).containsEntry("nick", "Lamp");
    }

    @Test
    void nothingIsToldOfWhatHappensInAHiddenChannel() throws Exception {
        RawClient client = new RawClient(discord);
        client.identified(discord, Intent.GUILDS, Intent.GUILD_MESSAGES);
        SimMessage before = talk.say(alice, "seen");
        client.expect("MESSAGE_CREATE");
        talk.startThread(alice, "aside");
        client.expect("THREAD_CREATE");
        talk.hide();
        client.expect("CHANNEL_UPDATE");
        before.edit("unseen");
        talk.show();
        client.expect("CHANNEL_UPDATE");
        assertThat(Json.asObjects(client.expect("THREAD_LIST_SYNC").get("threads")))
                .extracting(thread -> thread.get("name"))
                .containsExactly("aside");
    }
}
