package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.events.guild.GuildBanEvent;
import net.dv8tion.jda.api.events.guild.GuildUnbanEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRoleAddEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRoleRemoveEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateAvatarEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateTimeOutEvent;
import net.dv8tion.jda.api.events.guild.voice.GuildVoiceUpdateEvent;
import net.dv8tion.jda.api.events.role.RoleCreateEvent;
import net.dv8tion.jda.api.events.role.RoleDeleteEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdateColorsEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdateNameEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdatePermissionsEvent;
import org.junit.jupiter.api.Test;

/** Members, roles and bans, each way: what people do reaches the bot, what the bot does by REST happens. */
class MembersTest extends WithJda {

    private Guild guild() {
        return bot.see(home);
    }

    private Member alice() {
        return guild().getMemberById(alice.id());
    }

    /** JDA asks itself whether the bot stands higher, so it has to have heard where everybody stands. */
    private void awaitPosition(long role, int position) throws InterruptedException {
        bot.awaitDispatch(
                "GUILD_ROLE_UPDATE",
                d -> d.getObject("role").getLong("id") == role
                        && d.getObject("role").getInt("position") == position);
    }

    @Test
    void someoneJoinsWithAMomentAndLeaves() throws Exception {
        SimUser bob = discord.user("bob");
        Instant moment = Instant.parse("2026-05-01T10:00:00Z");
        home.addMember(bob, moment);
        GuildMemberJoinEvent join = bot.awaitEvent(GuildMemberJoinEvent.class);
        assertThat(join.getMember().getTimeJoined().toInstant()).isEqualTo(moment);
        home.removeMember(bob);
        bot.awaitEvent(GuildMemberRemoveEvent.class, e -> e.getUser().getIdLong() == bob.id());
    }

    @Test
    void nickAvatarAndTimeoutAreTheMembersOwn() throws Exception {
        home.member(alice).setNick("Al").setAvatar("0123").timeout(Instant.parse("2030-01-01T00:00:00Z"));
        bot.awaitEvent(
                GuildMemberUpdateNicknameEvent.class, e -> e.getNewNickname().equals("Al"));
        bot.awaitEvent(
                GuildMemberUpdateAvatarEvent.class, e -> e.getNewAvatarId().equals("0123"));
        bot.awaitEvent(GuildMemberUpdateTimeOutEvent.class);
        assertThat(alice().isTimedOut()).isTrue();
    }

    @Test
    void aRoleIsMadeGivenChangedTakenAndDeleted() throws Exception {
        SimRole helpers = home.role("helpers");
        assertThat(home.role("helpers")).isSameAs(helpers);
        bot.awaitEvent(RoleCreateEvent.class, e -> e.getRole().getName().equals("helpers"));
        home.member(alice).give(helpers);
        bot.awaitEvent(GuildMemberRoleAddEvent.class);
        assertThat(alice().getRoles()).extracting(Role::getName).containsExactly("helpers");
        helpers.rename("friends");
        helpers.setColor(0xff8800);
        helpers.setPermissions(Permission.KICK_MEMBERS.getRawValue());
        bot.awaitEvent(RoleUpdateNameEvent.class, e -> e.getNewName().equals("friends"));
        bot.awaitEvent(RoleUpdateColorsEvent.class);
        bot.awaitEvent(RoleUpdatePermissionsEvent.class);
        home.member(alice).take(helpers);
        bot.awaitEvent(GuildMemberRoleRemoveEvent.class);
        home.member(alice).give(helpers);
        helpers.delete();
        bot.awaitEvent(RoleDeleteEvent.class);
        assertThat(home.member(alice).has(helpers)).isFalse();
    }

    @Test
    void theBotMakesGivesAndDeletesRolesByRest() throws Exception {
        Role made = guild().createRole().setName("dj").setHoisted(true).complete();
        bot.awaitEvent(RoleCreateEvent.class, e -> e.getRole().getIdLong() == made.getIdLong());
        awaitPosition(home.botRole().id(), 2);
        guild().addRoleToMember(alice(), made).reason("plays well").complete();
        bot.awaitEvent(GuildMemberRoleAddEvent.class);
        assertThat(home.member(alice).has(home.role("dj"))).isTrue();
        assertThat(discord.restCalls().getLast().auditLogReason()).isEqualTo("plays well");
        made.getManager().setName("deejay").complete();
        assertThat(home.role("deejay").id()).isEqualTo(made.getIdLong());
        guild().removeRoleFromMember(alice(), made).complete();
        made.delete().complete();
        bot.awaitEvent(RoleDeleteEvent.class, e -> e.getRole().getIdLong() == made.getIdLong());
        assertThat(home.member(alice).has(home.role("dj"))).isFalse();
    }

    @Test
    void newRolesComeInAtTheBottomAndCanBeMoved() throws Exception {
        SimRole first = home.role("first");
        SimRole second = home.role("second");
        awaitPosition(first.id(), 2);
        awaitPosition(home.botRole().id(), 3);
        TestRest.Answer moved = new TestRest(discord)
                .send("PATCH", "guilds/" + home.id() + "/roles", "[{\"id\":\"" + second.id() + "\",\"position\":2}]");
        assertThat(moved.objects())
                .extracting(role -> role.get("name") + " " + role.get("position"))
                .containsExactlyInAnyOrder("@everyone 0", "first 1", "second 2", "Porchlight 3");
        awaitPosition(second.id(), 2);
        first.delete();
        awaitPosition(home.botRole().id(), 2);
    }

    @Test
    void theBotRenamesAndTimesOutMembersByRest() throws Exception {
        alice().modifyNickname("Ally").complete();
        bot.awaitEvent(
                GuildMemberUpdateNicknameEvent.class, e -> e.getNewNickname().equals("Ally"));
        assertThat(home.member(alice).nick()).isEqualTo("Ally");
        alice().timeoutFor(Duration.ofHours(1)).complete();
        bot.awaitEvent(GuildMemberUpdateTimeOutEvent.class);
        guild().getSelfMember().modifyNickname("Lamp").complete();
        bot.awaitEvent(
                GuildMemberUpdateNicknameEvent.class, e -> e.getNewNickname().equals("Lamp"));
    }

    @Test
    void theBotMovesMutesAndDisconnectsPeopleInVoiceByRest() throws Exception {
        SimChannel lounge = home.voiceChannel("lounge");
        SimChannel den = home.voiceChannel("den");
        home.join(alice, lounge);
        bot.awaitEvent(GuildVoiceUpdateEvent.class);
        guild().moveVoiceMember(alice(), guild().getVoiceChannelById(den.id())).complete();
        assertThat(home.channelOf(alice)).contains(den);
        alice().mute(true).complete();
        bot.awaitDispatch("VOICE_STATE_UPDATE", d -> d.getBoolean("mute"));
        guild().kickVoiceMember(alice()).complete();
        assertThat(home.channelOf(alice)).isEmpty();
    }

    @Test
    void aBanRemovesTheMemberAndKeepsItsReason() throws Exception {
        home.join(alice, home.voiceChannel("lounge"));
        guild().ban(alice(), 0, TimeUnit.SECONDS).reason("spam").complete();
        bot.awaitEvent(GuildBanEvent.class);
        bot.awaitEvent(GuildMemberRemoveEvent.class);
        assertThat(home.isBanned(alice)).isTrue();
        assertThat(home.inVoice()).isEmpty();
        Guild.Ban ban = guild().retrieveBanList().complete().getFirst();
        assertThat(ban.getReason()).isEqualTo("spam");
        guild().unban(ban.getUser()).complete();
        bot.awaitEvent(GuildUnbanEvent.class);
        home.member(alice).ban(null);
        home.unban(alice);
        assertThat(guild().retrieveBanList().complete()).isEmpty();
    }

    @Test
    void manyAreBannedAtOnceAndOneIsKicked() throws Exception {
        List<SimUser> crowd = home.addMembers("spammer", 3);
        guild().ban(
                        crowd.stream()
                                .map(u -> bot.jda().retrieveUserById(u.id()).complete())
                                .toList(),
                        Duration.ZERO)
                .complete();
        assertThat(crowd).allMatch(home::isBanned);
        guild().kick(alice()).complete();
        bot.awaitEvent(GuildMemberRemoveEvent.class, e -> e.getUser().getIdLong() == alice.id());
        assertThat(home.isMember(alice)).isFalse();
    }

    @Test
    void whatTheBotMayNotDoIsRefused() throws Exception {
        home.botRole().setPermissions(0);
        TestRest rest = new TestRest(discord);
        for (String path : List.of(
                "bans/" + alice.id(),
                "members/" + alice.id() + "/roles/" + home.botRole().id())) {
            TestRest.Answer answer = rest.send("PUT", "guilds/" + home.id() + "/" + path, "{}");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo(50_013);
        }
        assertThat(home.isMember(alice)).isTrue();
    }
}
