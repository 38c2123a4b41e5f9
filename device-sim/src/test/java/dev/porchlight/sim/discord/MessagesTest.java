package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.message.MessageBulkDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveAllEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEmojiEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.Test;

/** Messages, reactions, pins and typing, each way. */
class MessagesTest extends WithJda {

    private TextChannel channel() {
        return bot.see(home).getTextChannelById(talk.id());
    }

    private Message received(String text) throws InterruptedException {
        return bot.awaitEvent(
                        MessageReceivedEvent.class,
                        e -> e.getMessage().getContentRaw().equals(text))
                .getMessage();
    }

    @Test
    void whatSomeoneSaysEditsAndDeletesArrives() throws Exception {
        SimMessage said = talk.say(alice, "hello <@" + discord.bot().id() + ">");
        Message hello = received(said.content());
        assertThat(hello.getMember().getIdLong()).isEqualTo(alice.id());
        assertThat(hello.getMentions().getUsers()).containsExactly(bot.jda().getSelfUser());
        said.reply(alice, "and a reply");
        assertThat(received("and a reply").getReferencedMessage().getIdLong()).isEqualTo(said.id());
        said.edit("goodbye");
        MessageUpdateEvent update = bot.awaitEvent(MessageUpdateEvent.class);
        assertThat(update.getMessage().getContentRaw()).isEqualTo("goodbye");
        assertThat(update.getMessage().isEdited()).isTrue();
        said.delete();
        bot.awaitEvent(MessageDeleteEvent.class, e -> e.getMessageIdLong() == said.id());
        SimMessage one = talk.say(alice, "one");
        SimMessage two = talk.say(alice, "two");
        talk.bulkDelete(List.of(one, two));
        assertThat(bot.awaitEvent(MessageBulkDeleteEvent.class).getMessageIds()).hasSize(2);
    }

    @Test
    void theBotSendsEditsRepliesAndDeletesByRest() throws Exception {
        Message sent = channel()
                .sendMessage("ping")
                .setNonce("n1")
                .addEmbeds(new EmbedBuilder().setTitle("card").build())
                .addComponents(ActionRow.of(Button.primary("go", "Go")))
                .complete();
        assertThat(received("ping").getAuthor()).isEqualTo(bot.jda().getSelfUser());
        SimMessage seen = talk.awaitMessage(message -> message.content().equals("ping"), SOON);
        assertThat(seen.author()).isEqualTo(discord.bot());
        assertThat(seen.json()).containsEntry("nonce", "n1");
        assertThat(Json.asObjects(seen.json().get("embeds")).getFirst()).containsEntry("title", "card");
        assertThat(sent.getComponentTree().findAll(Button.class).getFirst().getLabel())
                .isEqualTo("Go");
        assertThat(sent.editMessage("pong").complete().getContentRaw()).isEqualTo("pong");
        assertThat(seen.content()).isEqualTo("pong");
        Message answer = sent.reply("pang").complete();
        assertThat(answer.getReferencedMessage().getIdLong()).isEqualTo(sent.getIdLong());
        sent.delete().complete();
        bot.awaitEvent(MessageDeleteEvent.class, e -> e.getMessageIdLong() == sent.getIdLong());
        assertThat(talk.messages()).extracting(SimMessage::content).containsExactly("pang");
    }

    @Test
    void filesComeWithAMessageAsMultipart() throws Exception {
        Message sent = channel()
                .sendMessage("a file")
                .addFiles(FileUpload.fromData("ünï".getBytes(StandardCharsets.UTF_8), "notes ü.txt")
                        .setDescription("what was said"))
                .addFiles(FileUpload.fromData(new byte[4_096], "b.bin"))
                .complete();
        assertThat(sent.getAttachments())
                .extracting(Message.Attachment::getFileName)
                .contains("b.bin");
        assertThat(sent.getAttachments().get(0).getDescription()).isEqualTo("what was said");
        assertThat(sent.getAttachments().get(1).getSize()).isEqualTo(4_096);
        RestCall call = discord.awaitRestCall("POST", "channels/\\d+/messages", SOON);
        assertThat(call.files()).extracting(SimUpload::sizeBytes).containsExactly(5, 4_096);
        Message edited = sent.editMessageAttachments(
                        sent.getAttachments().get(1), FileUpload.fromData(new byte[7], "c.bin"))
                .complete();
        assertThat(edited.getAttachments())
                .extracting(Message.Attachment::getFileName)
                .containsExactly("b.bin", "c.bin");
    }

    @Test
    void historyGoesBackAndForthAndAround() throws Exception {
        List<SimMessage> said =
                IntStream.range(0, 120).mapToObj(i -> talk.say(alice, "m" + i)).toList();
        assertThat(channel().getHistory().retrievePast(100).complete())
                .hasSize(100)
                .first()
                .satisfies(newest -> assertThat(newest.getContentRaw()).isEqualTo("m119"));
        MessageHistory around = channel().getHistoryAround(said.get(60).id(), 5).complete();
        assertThat(around.getRetrievedHistory())
                .extracting(Message::getContentRaw)
                .containsExactly("m62", "m61", "m60", "m59", "m58");
        assertThat(channel().getHistoryAfter(said.get(117).id(), 50).complete().getRetrievedHistory())
                .extracting(Message::getContentRaw)
                .containsExactly("m119", "m118");
        assertThat(channel().getHistoryBefore(said.get(2).id(), 50).complete().getRetrievedHistory())
                .extracting(Message::getContentRaw)
                .containsExactly("m1", "m0");
        assertThat(channel().retrieveMessageById(said.get(3).id()).complete().getContentRaw())
                .isEqualTo("m3");
        channel()
                .purgeMessagesById(said.stream().limit(3).map(m -> "" + m.id()).toList())
                .getFirst()
                .get();
        bot.awaitEvent(MessageBulkDeleteEvent.class);
        assertThat(talk.messages()).hasSize(117);
    }

    @Test
    void reactionsComeAndGo() throws Exception {
        SimMessage said = talk.say(alice, "vote");
        String blob = home.emoji("blob");
        said.react(alice, "👍");
        said.react(alice, blob);
        MessageReactionAddEvent add = bot.awaitEvent(MessageReactionAddEvent.class);
        assertThat(add.getUserIdLong()).isEqualTo(alice.id());
        assertThat(add.getMessageAuthorIdLong()).isEqualTo(alice.id());
        bot.awaitEvent(
                MessageReactionAddEvent.class,
                e -> e.getReaction().getEmoji().getName().equals("blob"));
        said.unreact(alice, "👍");
        bot.awaitEvent(MessageReactionRemoveEvent.class);
        said.clearReactions(blob);
        bot.awaitEvent(MessageReactionRemoveEmojiEvent.class);
        said.react(alice, "🎈");
        said.clearReactions();
        bot.awaitEvent(MessageReactionRemoveAllEvent.class);
    }

    @Test
    void theBotReactsByRestAndSeesWhoElseDid() throws Exception {
        SimMessage said = talk.say(alice, "vote");
        Message message = channel().retrieveMessageById(said.id()).complete();
        message.addReaction(Emoji.fromUnicode("👍")).complete();
        bot.awaitEvent(MessageReactionAddEvent.class);
        said.react(alice, "👍");
        assertThat(said.reactions("👍")).containsExactly(discord.bot(), alice);
        assertThat(message.retrieveReactionUsers(Emoji.fromUnicode("👍")).complete())
                .hasSize(2);
        assertThat(channel()
                        .retrieveMessageById(said.id())
                        .complete()
                        .getReactions()
                        .getFirst()
                        .getCount())
                .isEqualTo(2);
        message.removeReaction(Emoji.fromUnicode("👍")).complete();
        assertThat(said.reactions("👍")).containsExactly(alice);
        message.clearReactions(Emoji.fromUnicode("👍")).complete();
        message.clearReactions().complete();
        assertThat(said.reactions("👍")).isEmpty();
    }

    @Test
    void aPinIsToldAndListedNewestFirst() throws Exception {
        SimMessage first = talk.say(alice, "first");
        SimMessage second = talk.say(alice, "second");
        first.pin(alice);
        bot.awaitDispatch("CHANNEL_PINS_UPDATE", d -> !d.isNull("last_pin_timestamp"));
        bot.awaitDispatch("MESSAGE_CREATE", d -> d.getInt("type") == 6);
        bot.awaitDispatch("MESSAGE_UPDATE", d -> d.getBoolean("pinned"));
        channel().pinMessageById(second.id()).complete();
        assertThat(channel().retrievePinnedMessages().complete())
                .extracting(pinned -> pinned.getMessage().getContentRaw())
                .containsExactly("second", "first");
        channel().unpinMessageById(first.id()).complete();
        assertThat(channel().retrievePinnedMessages().complete()).hasSize(1);
    }

    @Test
    void typingIsToldInGuildsAndInDirectMessages() throws Exception {
        talk.typing(alice);
        UserTypingEvent typing = bot.awaitEvent(UserTypingEvent.class);
        assertThat(typing.getMember().getIdLong()).isEqualTo(alice.id());
        discord.direct(alice).say(alice, "psst");
        bot.awaitEvent(MessageReceivedEvent.class, e -> !e.isFromGuild());
        discord.direct(alice).typing(alice);
        bot.awaitEvent(UserTypingEvent.class, e -> e.getGuild() == null);
        channel().sendTyping().complete();
        assertThat(discord.awaitRestCall("POST", "channels/\\d+/typing", SOON).status())
                .isEqualTo(204);
    }

    @Test
    void directMessagesGoBothWays() throws Exception {
        discord.direct(alice).say(alice, "psst");
        MessageReceivedEvent heard = bot.awaitEvent(MessageReceivedEvent.class);
        assertThat(heard.isFromGuild()).isFalse();
        heard.getChannel().sendMessage("what?").complete();
        PrivateChannel direct = bot.jda()
                .retrieveUserById(alice.id())
                .complete()
                .openPrivateChannel()
                .complete();
        assertThat(direct.getIdLong()).isEqualTo(discord.direct(alice).id());
        direct.sendMessage("well?").complete();
        assertThat(discord.direct(alice).messages())
                .extracting(SimMessage::content)
                .containsExactly("psst", "what?", "well?");
    }

    @Test
    void aForwardCarriesWhatWasSaid() throws Exception {
        SimMessage said = talk.say(alice, "news");
        SimChannel other = home.textChannel("other");
        bot.awaitEvent(ChannelCreateEvent.class);
        channel()
                .retrieveMessageById(said.id())
                .complete()
                .forwardTo(bot.see(home).getTextChannelById(other.id()))
                .complete();
        Map<String, Object> forwarded = other.messages().getFirst().json();
        Map<String, Object> snapshot =
                Json.asObjects(forwarded.get("message_snapshots")).getFirst();
        assertThat(Json.asObject(snapshot.get("message"))).containsEntry("content", "news");
    }

    @Test
    void aScriptIsToldWhatDiscordWouldRefuse() {
        assertThatThrownBy(() -> talk.say(alice, " ")).hasMessageContaining("Cannot send an empty message");
        assertThatThrownBy(() -> talk.say(alice, "x".repeat(2_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2000 or fewer");
        assertThatThrownBy(() -> home.forum("forum").say(alice, "hi")).hasMessageContaining("non-text channel");
    }

    @Test
    void onlyTheNewestThousandAreKept() {
        SimMessage first = talk.say(alice, "first");
        for (int i = 0; i < Messages.KEPT; i++) {
            talk.say(alice, "more");
        }
        assertThat(talk.messages()).hasSize(Messages.KEPT).doesNotContain(first);
    }
}
