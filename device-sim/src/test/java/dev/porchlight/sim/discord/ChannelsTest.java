package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ForumChannel;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.emoji.RichCustomEmoji;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateArchivedEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateNameEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateParentEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateTopicEvent;
import net.dv8tion.jda.api.events.emoji.EmojiAddedEvent;
import net.dv8tion.jda.api.events.emoji.EmojiRemovedEvent;
import net.dv8tion.jda.api.events.guild.override.PermissionOverrideCreateEvent;
import net.dv8tion.jda.api.events.guild.override.PermissionOverrideDeleteEvent;
import net.dv8tion.jda.api.events.guild.update.GuildUpdateDescriptionEvent;
import net.dv8tion.jda.api.events.thread.ThreadRevealedEvent;
import net.dv8tion.jda.api.events.thread.member.ThreadMemberJoinEvent;
import net.dv8tion.jda.api.events.thread.member.ThreadMemberLeaveEvent;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;

/** Channels, threads and emojis, each way. */
class ChannelsTest extends WithJda {

    private TextChannel channel() {
        return bot.see(home).getTextChannelById(talk.id());
    }

    @Test
    void channelsOfEveryKindAreMadeChangedAndDeleted() throws Exception {
        SimChannel rooms = home.category("rooms");
        home.announcementChannel("news");
        home.forum("forum");
        for (ChannelType type : List.of(ChannelType.CATEGORY, ChannelType.NEWS, ChannelType.FORUM)) {
            bot.awaitEvent(ChannelCreateEvent.class, e -> e.getChannelType() == type);
        }
        talk.setTopic("weather");
        talk.setCategory(rooms);
        bot.awaitEvent(ChannelUpdateTopicEvent.class, e -> e.getNewValue().equals("weather"));
        bot.awaitEvent(ChannelUpdateParentEvent.class, e -> e.getNewValue().getIdLong() == rooms.id());
        rooms.delete();
        bot.awaitEvent(ChannelDeleteEvent.class);
        bot.awaitEvent(ChannelUpdateParentEvent.class, e -> e.getNewValue() == null);
        home.set("description", "where we live");
        bot.awaitEvent(GuildUpdateDescriptionEvent.class);
    }

    @Test
    void theBotMakesChangesAndDeletesChannelsByRest() throws Exception {
        TextChannel made =
                bot.see(home).createTextChannel("plans").setTopic("soon").complete();
        bot.awaitEvent(ChannelCreateEvent.class, e -> e.getChannel().getIdLong() == made.getIdLong());
        assertThat(home.textChannel("plans").id()).isEqualTo(made.getIdLong());
        made.getManager().setName("done").setNSFW(true).complete();
        bot.awaitEvent(ChannelUpdateNameEvent.class, e -> e.getNewValue().equals("done"));
        assertThat(home.textChannel("plans").name()).isEqualTo("done");
        bot.see(home)
                .modifyTextChannelPositions()
                .selectPosition(made)
                .moveTo(0)
                .complete();
        made.delete().complete();
        bot.awaitEvent(ChannelDeleteEvent.class, e -> e.getChannel().getIdLong() == made.getIdLong());
        bot.see(home).getManager().setName("Haus").complete();
        assertThat(home.name()).isEqualTo("Haus");
    }

    @Test
    void overwritesDecideWhatTheBotMayDo() throws Exception {
        talk.overwrite(home.botRole(), 0, Permission.MESSAGE_SEND.getRawValue());
        bot.awaitEvent(PermissionOverrideCreateEvent.class);
        assertThat(channel().canTalk()).isFalse();
        TestRest.Answer refused =
                new TestRest(discord).send("POST", "channels/" + talk.id() + "/messages", "{\"content\":\"x\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo(50_013);
        channel()
                .getPermissionOverride(bot.see(home).getRoleById(home.botRole().id()))
                .delete()
                .complete();
        bot.awaitEvent(PermissionOverrideDeleteEvent.class);
        assertThat(channel().canTalk()).isTrue();
        channel()
                .upsertPermissionOverride(bot.see(home).getPublicRole())
                .deny(Permission.MESSAGE_ADD_REACTION)
                .complete();
        bot.awaitEvent(
                PermissionOverrideCreateEvent.class,
                e -> e.getPermissionOverride().getRole().isPublicRole());
    }

    @Test
    void aThreadStartsArchivesRevivesAndEnds() throws Exception {
        SimMessage said = talk.say(alice, "shall we?");
        SimThread thread = said.startThread(alice, "plans");
        assertThat(thread.id()).isEqualTo(said.id());
        ThreadChannel seen = bot.awaitEvent(
                        ChannelCreateEvent.class, e -> e.getChannelType().isThread())
                .getChannel()
                .asThreadChannel();
        assertThat(seen.getParentChannel().getIdLong()).isEqualTo(talk.id());
        assertThat(seen.getOwnerIdLong()).isEqualTo(alice.id());
        SimUser bob = discord.user("bob");
        home.addMember(bob);
        thread.add(bob);
        bot.awaitEvent(ThreadMemberJoinEvent.class, e -> e.getMember().getIdLong() == bob.id());
        thread.remove(bob);
        bot.awaitEvent(ThreadMemberLeaveEvent.class);
        thread.archive();
        bot.awaitEvent(ChannelUpdateArchivedEvent.class, ChannelUpdateArchivedEvent::getNewValue);
        thread.say(alice, "one more thing");
        bot.awaitEvent(ChannelUpdateArchivedEvent.class, e -> !e.getNewValue());
        assertThat(thread.archived()).isFalse();
        thread.delete();
        bot.awaitEvent(ChannelDeleteEvent.class, e -> e.getChannel().getIdLong() == thread.id());
    }

    @Test
    void theBotStartsJoinsAndListsThreadsByRest() throws Exception {
        ThreadChannel own = channel().createThreadChannel("aside").complete();
        own.sendMessage("here").complete();
        own.addThreadMemberById(alice.id()).complete();
        assertThat(own.retrieveThreadMembers().complete()).hasSize(2);
        SimThread others = talk.startThread(alice, "others");
        bot.awaitEvent(ChannelCreateEvent.class, e -> e.getChannel().getIdLong() == others.id());
        ThreadChannel seen = bot.see(home).getThreadChannelById(others.id());
        seen.join().complete();
        bot.awaitEvent(ThreadMemberJoinEvent.class, e -> e.getThread().getIdLong() == others.id());
        assertThat(others.members()).containsExactlyInAnyOrder(alice, discord.bot());
        assertThat(bot.see(home).retrieveActiveThreads().complete()).hasSize(2);
        seen.leave().complete();
        own.getManager().setArchived(true).complete();
        assertThat(channel().retrieveArchivedPublicThreadChannels().complete())
                .extracting(ISnowflake::getIdLong)
                .containsExactly(own.getIdLong());
        talk.say(alice, "idea");
        SimMessage idea = talk.messages().getLast();
        assertThat(channel().createThreadChannel("on it", idea.id()).complete().getIdLong())
                .isEqualTo(idea.id());
        assertThat(Json.asObject(idea.json().get("thread"))).containsEntry("name", "on it");
    }

    @Test
    void aPrivateThreadIsSeenOnceTheBotIsInIt() throws Exception {
        home.botRole().setPermissions(dev.porchlight.sim.discord.Permission.EVERYONE);
        SimThread secret = talk.startPrivateThread(alice, "secret");
        home.rename("Haus");
        bot.awaitDispatch("GUILD_UPDATE");
        assertThat(bot.dispatches("THREAD_CREATE")).isEmpty();
        secret.add(discord.bot());
        bot.awaitEvent(ThreadRevealedEvent.class);
        bot.awaitDispatch("THREAD_MEMBERS_UPDATE");
    }

    @Test
    void aForumHasPosts() throws Exception {
        SimChannel forum = home.forum("forum");
        SimThread post = forum.forumPost(alice, "How?", "like this");
        bot.awaitEvent(ChannelCreateEvent.class, e -> e.getChannel().getIdLong() == post.id());
        ForumChannel seen = bot.see(home).getForumChannelById(forum.id());
        var made = seen.createForumPost("Why?", MessageCreateData.fromContent("because"))
                .complete();
        assertThat(made.getMessage().getContentRaw()).isEqualTo("because");
        assertThat(made.getThreadChannel().getName()).isEqualTo("Why?");
    }

    @Test
    void emojisComeAndGo() throws Exception {
        home.emoji("blob");
        RichCustomEmoji blob = bot.awaitEvent(EmojiAddedEvent.class).getEmoji();
        assertThat(blob.getName()).isEqualTo("blob");
        assertThat(bot.see(home).retrieveEmojis().complete()).hasSize(1);
        bot.see(home).retrieveEmoji(blob).complete().delete().complete();
        bot.awaitEvent(EmojiRemovedEvent.class);
    }

    @Test
    void theBotJoinsVoiceByItsOwnRequestAndIsToldOfTheServer() throws Exception {
        SimChannel lounge = home.voiceChannel("lounge");
        bot.awaitEvent(ChannelCreateEvent.class);
        RawClient other = new RawClient(discord);
        other.identified(discord, Intent.GUILDS, Intent.GUILD_VOICE_STATES);
        bot.jda().getDirectAudioController().connect(bot.see(home).getVoiceChannelById(lounge.id()));
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.getLong("channel_id", 0) == lounge.id());
        assertThat(bot.awaitDispatch("VOICE_SERVER_UPDATE").getLong("guild_id")).isEqualTo(home.id());
        assertThat(home.inVoice()).containsExactly(discord.bot());
        other.await("VOICE_STATE_UPDATE");
        bot.jda().getDirectAudioController().disconnect(bot.see(home));
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.isNull("channel_id"));
        assertThat(other.expect("VOICE_STATE_UPDATE")).containsEntry("channel_id", null);
    }
}
