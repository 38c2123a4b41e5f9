package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.Heard;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeView.GuildView;
import dev.porchlight.bridge.home.MovableTime;
import dev.porchlight.bridge.home.Signal;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From dispatches to what counts. Guild 1 is Home (lounge 11, AFK 12, stage 13), guild 2 is Club (bar 21). */
class GuildsTest {

    private static final String HOME_CHANNELS = """
            'channels':[{'id':'11','name':'Lounge','type':2},{'id':'12','name':'AFK','type':2},
                        {'id':'13','name':'Stage','type':13},{'id':'14','name':'Lounge','type':0}]""";

    private final Heard voice = new Heard();
    private Home home;
    private Guilds guilds;

    @Test
    void givenPeopleInAGuildCreateThenTheyCountAndBotsAndTheAfkChannelDoNot() {
        start(VoiceSettings.DEFAULT);
        homeWith(
                "{'user_id':'5','channel_id':'11'},{'user_id':'6','channel_id':'12'},{'user_id':'7','channel_id':'11'},"
                        + "{'user_id':'9','channel_id':'11'}");
        assertThat(home.view().guilds().getFirst()).isEqualTo(new GuildView(1, "Home", true, 1));
        assertOn("voice:user:5", true);
        assertOn("voice:user:6", false);
        assertOn("voice:user:7", false);
        assertOn("voice:user:9", false);
        assertOn("voice:channel:12", false);
    }

    @Test
    void givenCountBotsThenBotsCountAndTheAfkChannelStillDoesNot() {
        start(new VoiceSettings(Set.of(), true, false, Home.STALE_AFTER));
        homeWith(
                "{'user_id':'6','channel_id':'12'},{'user_id':'7','channel_id':'11'},{'user_id':'9','channel_id':'11'}");
        assertThat(home.view().voiceUsers()).isEqualTo(2);
    }

    @Test
    void givenCountAfkThenTheAfkChannelCountsAndBotsStillDoNot() {
        start(new VoiceSettings(Set.of(), false, true, Home.STALE_AFTER));
        homeWith("{'user_id':'6','channel_id':'12'},{'user_id':'7','channel_id':'11'}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
    }

    @Test
    void givenABotFlagLearnedLateThenTheBotIsTakenOutAndThePersonPutBack() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'7','channel_id':'11'}");
        state("'user_id':'5','channel_id':'11'");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        state("'user_id':'5','channel_id':'11','member':{'user':{'id':'5','bot':true}}");
        assertThat(home.view().voiceUsers()).isZero();
        state("'user_id':'5','channel_id':'11'");
        assertThat(home.view().voiceUsers()).isZero();
        state("'user_id':'7','channel_id':'11','member':{'user':{'id':'7'}}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
    }

    @Test
    void givenABotWhenTheNextGuildCreateDoesNotNameItThenItIsStillABot() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'7','channel_id':'11'}");
        send(
                "GUILD_CREATE",
                "{'id':'1','name':'Home','members':[],'voice_states':[{'user_id':'7','channel_id':'11'}]}");
        assertThat(home.view().voiceUsers()).isZero();
        assertThat(voice.values()).isEmpty();
    }

    @Test
    void givenPeopleInTheAfkChannelWhenItChangesUnderThemThenTheyCountOrCeaseTo() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'},{'user_id':'6','channel_id':'12'}");
        send("GUILD_UPDATE", "{'id':'1','name':'Home','afk_channel_id':'11'}");
        assertOn("voice:user:5", false);
        assertOn("voice:user:6", true);
        send("GUILD_UPDATE", "{'id':'1','name':'Home','afk_channel_id':null}");
        assertOn("voice:user:5", true);
        assertThat(voice.values()).containsExactly(true);
    }

    @Test
    void givenPeopleWhoWentWhenTheAfkChannelChangesAfterwardsThenTheyDoNotComeBack() {
        start(VoiceSettings.DEFAULT);
        homeWith(
                "{'user_id':'4','channel_id':'11'},{'user_id':'5','channel_id':'11'},{'user_id':'6','channel_id':'13'}");
        state("'user_id':'4','channel_id':null");
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'5'}}");
        send("CHANNEL_DELETE", "{'guild_id':'1','id':'13'}");
        assertThat(home.view().voiceUsers()).isZero();
        send("GUILD_UPDATE", "{'id':'1','name':'Home','afk_channel_id':null}");
        assertThat(home.view().voiceUsers()).isZero();
        assertThat(voice.values()).containsExactly(true, false);
    }

    @Test
    void givenTheBotKickedAndInvitedAgainThenNothingOfTheOldGuildIsLeft() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'}");
        assertThat(guilds.known()).isEqualTo(2);
        send("GUILD_DELETE", "{'id':'1'}");
        assertThat(guilds.known()).isEqualTo(1);
        send("GUILD_UPDATE", "{'id':'1','name':'Home','afk_channel_id':null}");
        send("GUILD_CREATE", "{'id':'1','unavailable':true}");
        state("'user_id':'6','channel_id':'11'");
        send("GUILD_UPDATE", "{'id':'1','name':'Home','afk_channel_id':'12'}");
        assertThat(home.view().voiceUsers()).isZero();
    }

    @Test
    void givenAGuildCreateWithoutAChannelThenItsOldNameMeansNothing() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'}");
        assertOn("voice:channel:\"home/lounge\"", true);
        send(
                "GUILD_CREATE",
                "{'id':'1','name':'Home','channels':[],'voice_states':[{'user_id':'5','channel_id':'11'}]}");
        assertOn("voice:channel:\"home/lounge\"", false);
        assertOn("voice:channel:11", true);
    }

    @Test
    void givenAMoveIntoAndOutOfTheAfkChannelThenVoiceFollows() {
        start(VoiceSettings.DEFAULT);
        homeWith("");
        state("'user_id':'5','channel_id':'11'");
        state("'user_id':'5','channel_id':'12'");
        state("'user_id':'5','channel_id':'13'");
        assertThat(voice.values()).containsExactly(true, false, true);
        assertOn("voice:channel:13", true);
        assertOn("voice:channel:11", false);
    }

    @Test
    void givenAStageThenItsAudienceCountsAndIsNotMuted() {
        start(VoiceSettings.DEFAULT);
        homeWith("");
        state("'user_id':'5','channel_id':'13','suppress':true");
        assertOn("voice:channel:13", true);
        assertOn("unmuted:user:5", true);
        assertOn("muted:user:5", false);
    }

    @Test
    void givenAMoveToAnotherGuildWhenTheArrivalComesFirstThenThePersonCountsOnceAndNothingBlinks() {
        start(VoiceSettings.DEFAULT);
        bothGuilds();
        state("'user_id':'5','channel_id':'11'");
        Heard two = new Heard();
        home.watch(Signal.parse("voice>=2"), two);
        send("VOICE_STATE_UPDATE", "{'guild_id':'2','user_id':'5','channel_id':'21'}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        state("'user_id':'5','channel_id':null");
        assertThat(two.values()).isEmpty();
        assertThat(voice.values()).containsExactly(true);
        assertOn("voice:guild:1", false);
        assertOn("voice:guild:2", true);
        assertOn("voice:user:5", true);
    }

    @Test
    void givenAMoveToAnotherGuildWhenTheDepartureComesFirstThenThePersonIsWhereTheyWent() {
        start(VoiceSettings.DEFAULT);
        bothGuilds();
        state("'user_id':'5','channel_id':'11'");
        state("'user_id':'5','channel_id':null");
        send("VOICE_STATE_UPDATE", "{'guild_id':'2','user_id':'5','channel_id':'21'}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertOn("voice:guild:1", false);
        assertOn("voice:guild:2", true);
    }

    @Test
    void givenAVoiceStateBeforeItsGuildIsKnownThenTheGuildCreateDecides() {
        start(VoiceSettings.DEFAULT);
        send("VOICE_STATE_UPDATE", "{'guild_id':'3','user_id':'5','channel_id':'31'}");
        assertThat(home.view().voiceUsers()).isZero();
        send("GUILD_CREATE", "{'id':'3','name':'New','voice_states':[{'user_id':'6','channel_id':'31'}]}");
        assertOn("voice:user:5", false);
        assertOn("voice:user:6", true);
    }

    @Test
    void givenAVoiceStateBetweenTheFirstReadyAndTheGuildCreateThenOnlyTheGuildCreateCounts() {
        start(VoiceSettings.DEFAULT);
        state("'user_id':'7','channel_id':'11'");
        state("'user_id':'5','channel_id':'12'");
        assertThat(home.view().voiceUsers()).isZero();
        homeWith(
                "{'user_id':'7','channel_id':'11'},{'user_id':'5','channel_id':'12'},{'user_id':'6','channel_id':'11'}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertThat(voice.values()).containsExactly(true);
    }

    @Test
    void givenAVoiceStateBetweenAFreshReadyAndItsGuildCreateThenItIsTakenAndOldPeopleAreKept() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'},{'user_id':'7','channel_id':'11'}");
        guilds.away(1);
        send("READY", "{'user':{'id':'9'},'guilds':[{'id':'1'},{'id':'2'}]}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        state("'user_id':'6','channel_id':'11'");
        state("'user_id':'7','channel_id':'13'");
        assertThat(home.view().voiceUsers()).isEqualTo(2);
        state("'user_id':'5','channel_id':null");
        homeWith("{'user_id':'6','channel_id':'11'}");
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertThat(voice.values()).containsExactly(true);
    }

    @Test
    void givenAChannelDeletedWithPeopleInItThenTheyAreGoneAndItsNameToo() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'},{'user_id':'6','channel_id':'13'}");
        assertOn("voice:channel:\"home/lounge\"", true);
        send("CHANNEL_DELETE", "{'guild_id':'1','id':'11'}");
        assertOn("voice:user:5", false);
        assertOn("voice:user:6", true);
        state("'user_id':'5','channel_id':null");
        state("'user_id':'5','channel_id':'11'");
        assertOn("voice:channel:\"home/lounge\"", false);
    }

    @Test
    void givenAMemberGoneThenTheyAreNotInVoice() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'}");
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'5'}}");
        assertThat(voice.values()).containsExactly(true, false);
    }

    @Test
    void givenTheBotKickedThenTheGuildAndItsPeopleAreGone() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'}");
        send("GUILD_DELETE", "{'id':'1'}");
        assertThat(voice.values()).containsExactly(true, false);
        assertThat(home.view().guilds()).extracting(GuildView::id).containsExactly(2L);
        state("'user_id':'5','channel_id':'11'");
        assertThat(home.view().voiceUsers()).isZero();
    }

    @Test
    void givenAGuildUnavailableAndBackThenItsPeopleAreHeldAndThenAsTheyAre() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'}");
        send("GUILD_DELETE", "{'id':'1','unavailable':true}");
        assertThat(home.view().guilds().getFirst()).isEqualTo(new GuildView(1, "Home", false, 1));
        send("GUILD_CREATE", "{'id':'1','unavailable':true}");
        assertThat(home.view().guilds().getFirst()).isEqualTo(new GuildView(1, "Home", false, 1));
        homeWith("");
        assertThat(home.view().guilds().getFirst()).isEqualTo(new GuildView(1, "Home", true, 0));
        assertThat(voice.values()).containsExactly(true, false);
    }

    @Test
    void givenAFreshReadyThenWhoLeftMeanwhileIsGoneAndAGuildNotNamedIsGoneAtOnce() {
        start(VoiceSettings.DEFAULT);
        bothGuilds();
        state("'user_id':'5','channel_id':'11'");
        send("VOICE_STATE_UPDATE", "{'guild_id':'2','user_id':'6','channel_id':'21'}");
        guilds.away(1);
        assertThat(home.view().voiceUsers()).isEqualTo(2);
        send("READY", "{'user':{'id':'9'},'guilds':[{'id':'1'}]}");
        assertThat(home.view().guilds()).containsExactly(new GuildView(1, "Home", false, 1));
        assertThat(guilds.known()).isEqualTo(1);
        homeWith("");
        assertThat(home.view().voiceUsers()).isZero();
        assertThat(voice.values()).containsExactly(true, false);
        send("VOICE_STATE_UPDATE", "{'guild_id':'2','user_id':'6','channel_id':'21'}");
        assertThat(home.view().voiceUsers()).isZero();
    }

    @Test
    void givenAResumeThenWhatWasReplayedBeforeItHolds() {
        start(VoiceSettings.DEFAULT);
        bothGuilds();
        state("'user_id':'5','channel_id':'11'");
        guilds.away(1);
        assertThat(home.view().stale()).isTrue();
        state("'user_id':'5','channel_id':null");
        send("RESUMED", "{}");
        assertThat(home.view().stale()).isFalse();
        assertThat(home.view().voiceUsers()).isZero();
    }

    @Test
    void givenGuildIdThenOtherGuildsDoNotExistWhateverComes() {
        start(new VoiceSettings(Set.of(1L), false, false, Home.STALE_AFTER));
        bothGuilds();
        send("VOICE_STATE_UPDATE", "{'guild_id':'2','user_id':'6','channel_id':'21'}");
        send("GUILD_DELETE", "{'id':'2','unavailable':true}");
        send("GUILD_UPDATE", "{'id':'2','name':'x'}");
        send("CHANNEL_CREATE", "{'guild_id':'2','id':'22','name':'x','type':2}");
        send("CHANNEL_DELETE", "{'guild_id':'2','id':'22'}");
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'2','user':{'id':'6'}}");
        assertThat(home.view().guilds()).containsExactly(new GuildView(1, "Home", true, 0));
        assertThat(home.settled()).isTrue();
    }

    @Test
    void givenATextChannelOfTheSameNameThenItIsNoVoiceChannel() {
        start(VoiceSettings.DEFAULT);
        homeWith("");
        state("'user_id':'5','channel_id':'14'");
        assertOn("voice:channel:\"home/lounge\"", false);
        assertOn("voice:channel:14", true);
    }

    @Test
    void givenAChannelHiddenFromTheBotThenItsPeopleCountAndItHasNoName() {
        start(VoiceSettings.DEFAULT);
        send("GUILD_CREATE", """
                {'id':'1','name':'Home','channels':[{'id':'11','name':'___hidden___','type':2,'flags':131072}],
                 'voice_states':[{'user_id':'5','channel_id':'11'}]}""");
        assertOn("voice:channel:11", true);
        assertOn("voice:channel:\"home/___hidden___\"", false);
        send("CHANNEL_UPDATE", "{'guild_id':'1','id':'11','name':'Den','type':2,'flags':0}");
        assertOn("voice:channel:\"home/den\"", true);
        send("CHANNEL_UPDATE", "{'guild_id':'1','id':'11','name':'___hidden___','type':2,'flags':131072}");
        assertOn("voice:channel:\"home/den\"", false);
        assertOn("voice:channel:\"home/___hidden___\"", false);
        assertOn("voice:channel:11", true);
    }

    @Test
    void givenRenamesThenNamedSignalsFollow() {
        start(VoiceSettings.DEFAULT);
        homeWith("{'user_id':'5','channel_id':'11'}");
        send("CHANNEL_UPDATE", "{'guild_id':'1','id':'11','name':'Den','type':2}");
        assertOn("voice:channel:\"home/den\"", true);
        assertOn("voice:channel:\"home/lounge\"", false);
        send("GUILD_UPDATE", "{'id':'1','name':'Castle','afk_channel_id':'12'}");
        assertOn("voice:channel:\"castle/den\"", true);
        send("CHANNEL_CREATE", "{'guild_id':'1','id':'15','name':'Tower','type':2}");
        state("'user_id':'6','channel_id':'15'");
        assertOn("voice:channel:\"castle/tower\"", true);
    }

    private void start(VoiceSettings settings) {
        home = new Home(new MovableTime(), settings.staleAfter());
        guilds = new Guilds(home, settings);
        home.watch(Signal.parse("voice"), voice);
        send("READY", "{'user':{'id':'9'},'guilds':[{'id':'1'},{'id':'2'}]}");
    }

    /** Guild 1 as a whole; user 7 is a bot, user 9 is ours. */
    private void homeWith(String voiceStates) {
        send(
                "GUILD_CREATE",
                "{'id':'1','name':'Home','afk_channel_id':'12'," + HOME_CHANNELS
                        + ",'members':[{'user':{'id':'7','bot':true}}],'voice_states':[" + voiceStates + "]}");
    }

    private void bothGuilds() {
        homeWith("");
        send("GUILD_CREATE", "{'id':'2','name':'Club','channels':[{'id':'21','name':'Bar','type':2}]}");
    }

    private void state(String fields) {
        send("VOICE_STATE_UPDATE", "{'guild_id':'1'," + fields + "}");
    }

    private void send(String type, String json) {
        guilds.accept(Json.dispatch(type, json), 1);
    }

    private void assertOn(String signal, boolean on) {
        assertThat(home.watch(Signal.parse(signal), (now, stale, cause) -> {}).on())
                .as(signal)
                .isEqualTo(on);
    }
}
