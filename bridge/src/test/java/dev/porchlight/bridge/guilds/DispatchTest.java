package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.home.Voice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchTest {

    @Test
    void ready() {
        assertThat(parse("READY", "{'user':{'id':'9'},'guilds':[{'id':'1','unavailable':true},{'id':'2'}]}"))
                .isEqualTo(new Ready(9, Set.of(1L, 2L)));
    }

    @Test
    void resumed() {
        assertThat(parse("RESUMED", "{'_trace':['x']}")).isEqualTo(new Resumed());
    }

    @Test
    void guildCreate() {
        assertThat(parse("GUILD_CREATE", """
                        {'id':'1','name':'Home','afk_channel_id':'12','unavailable':false,
                         'channels':[{'id':'11','name':'Lounge','type':2},{'id':'13','name':'general','type':0}],
                         'voice_states':[{'user_id':'5','channel_id':'11','self_mute':true},
                                         {'user_id':'6','channel_id':null}],
                         'members':[{'user':{'id':'5'}},{'user':{'id':'7','bot':true}}]}"""))
                .usingRecursiveComparison()
                .isEqualTo(new GuildCreate(
                        1,
                        false,
                        "Home",
                        12,
                        List.of(new Channel(11, "Lounge", 2), new Channel(13, "general", 0)),
                        List.of(new Voice(1, 11, 5, false, false, true, false, false, false, false)),
                        List.of(member(5, ""), member(7, "'bot':true,")),
                        List.of(),
                        false,
                        0));
    }

    @Test
    void guildCreateOfAGuildInAnOutageHasAnIdAndNothingElse() {
        assertThat(parse("GUILD_CREATE", "{'id':'1','unavailable':true}"))
                .isEqualTo(new GuildCreate(1, true, "", 0, List.of(), List.of(), List.of(), List.of(), false, 0));
    }

    @Test
    void guildCreateWithStrangeElementsKeepsTheOthers() {
        assertThat(parse("GUILD_CREATE", """
                        {'id':'1','name':'Home',
                         'channels':[{'id':'11','name':'Lounge','type':2},{'id':'2','name':'no type'}],
                         'voice_states':[{},{'user_id':'5','channel_id':'11'},{'user_id':'6','channel_id':'x'}],
                         'members':[{},{'user':{'bot':true}},{'user':{'id':'7','bot':true}}]}"""))
                .usingRecursiveComparison()
                .isEqualTo(new GuildCreate(
                        1,
                        false,
                        "Home",
                        0,
                        List.of(new Channel(11, "Lounge", 2)),
                        List.of(Voice.of(1, 11, 5)),
                        List.of(member(7, "'bot':true,")),
                        List.of(),
                        false,
                        5));
    }

    /** The lights hang on it, whatever becomes of presences. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'members':{}",
                "'members':[null,5,'x',[]]",
                "'members':[{'user':null}]",
                "'presences':'none'",
                "'presences':[null]",
                "'presences':[5,[],{'user':7},{'user':{'id':'5'},'activities':9,'status':[]}]",
                "'member_count':'many'",
                "'member_count':null",
                "'large':'yes'",
                "'voice_states':[null,{'user_id':'5','channel_id':'11'}]"
            })
    void guildCreateWithStrangePeopleStillTellsWhoIsInVoice(String strange) {
        Map<String, Object> data = Json.map(
                "{'id':'1','name':'Home','voice_states':[{'user_id':'5','channel_id':'11'}],'member_count':1}");
        data.putAll(Json.map("{" + strange + "}"));
        GuildCreate create = (GuildCreate) Dispatch.parse("GUILD_CREATE", data).orElseThrow();
        assertThat(create.voices()).extracting(Voice::user).containsExactly(5L);
        assertThat(create.everybody()).isFalse();
    }

    @Test
    void userUpdateTellsNothingThatIsTheAccountsAlone() {
        UserUpdate update = (UserUpdate) parse(
                "USER_UPDATE",
                "{'id':'9','username':'bot','email':'a@example.org','verified':true,'mfa_enabled':false,'phone':'1',"
                        + "'locale':'de'}");
        assertThat(JsonBytes.object(update.self().json())).containsOnlyKeys("id", "username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'spotify:1','name':'Spotify','type':2,'sync_id':'t'}",
                "{'id':'custom','name':'Music','type':2,'sync_id':'t','details':'Song'}",
                "{'name':'Spotify','type':0}"
            })
    void whatAnySurfaceWouldShowAsSpotifyIsHiddenWithIt(String activity) {
        PresenceUpdate update = (PresenceUpdate) Dispatch.parse(
                        "PRESENCE_UPDATE",
                        Json.map(
                                "{'guild_id':'1','user':{'id':'5'},'status':'online','activities':[" + activity + "]}"),
                        Set.of(Hidden.SPOTIFY))
                .orElseThrow();
        assertThat(new String(update.presence().activities(), StandardCharsets.UTF_8))
                .isEqualTo("[]");
        assertThat(update.presence().doing()).isZero();
    }

    @Test
    void voiceStateUpdateWithAStrangeMemberStillTellsWhoLeft() {
        assertThat(parse("VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':null,'member':{'user':7}}"))
                .isEqualTo(new VoiceStateUpdate(Voice.of(1, 0, 5), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mute", "deaf", "self_mute", "self_deaf", "self_stream", "self_video", "suppress"})
    void voiceStateUpdateWithAStrangeFlagStillTellsWhoLeft(String flag) {
        assertThat(parse("VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':null,'" + flag + "':'x'}"))
                .isEqualTo(new VoiceStateUpdate(Voice.of(1, 0, 5), Optional.empty()));
    }

    @Test
    void guildUpdateAndDelete() {
        assertThat(parse("GUILD_UPDATE", "{'id':'1','name':'New','afk_channel_id':null}"))
                .isEqualTo(new GuildUpdate(1, "New", 0));
        assertThat(parse("GUILD_DELETE", "{'id':'1','unavailable':true}")).isEqualTo(new GuildDelete(1, true));
        assertThat(parse("GUILD_DELETE", "{'id':'1'}")).isEqualTo(new GuildDelete(1, false));
    }

    @Test
    void channels() {
        ChannelSeen stage = new ChannelSeen(1, new Channel(13, "Stage", 13));
        assertThat(parse("CHANNEL_CREATE", "{'guild_id':'1','id':'13','name':'Stage','type':13}"))
                .isEqualTo(stage);
        assertThat(parse("CHANNEL_UPDATE", "{'guild_id':'1','id':'13','name':'Stage','type':13}"))
                .isEqualTo(stage);
        assertThat(parse("CHANNEL_DELETE", "{'guild_id':'1','id':'13','type':13}"))
                .isEqualTo(new ChannelDelete(1, 13));
    }

    @Test
    void aChannelHiddenFromTheBotHasNoNameWhateverItIsCalled() {
        Channel hidden = new Channel(13, "", 2);
        assertThat(parse("CHANNEL_UPDATE", """
                        {'guild_id':'1','id':'13','name':'___hidden___','type':2,'flags':131072}""")).isEqualTo(new ChannelSeen(1, hidden));
        assertThat(parse("CHANNEL_UPDATE", "{'guild_id':'1','id':'13','name':null,'type':2,'flags':131074}"))
                .isEqualTo(new ChannelSeen(1, hidden));
        assertThat(parse("CHANNEL_UPDATE", "{'guild_id':'1','id':'13','name':'___hidden___','type':2,'flags':2}"))
                .as("a channel may really be called so")
                .isEqualTo(new ChannelSeen(1, new Channel(13, "___hidden___", 2)));
    }

    @Test
    void voiceStateUpdateWithEveryFlag() {
        assertThat(parse("VOICE_STATE_UPDATE", """
                        {'guild_id':'1','channel_id':'11','user_id':'18446744073709551615','mute':true,'deaf':true,
                         'self_mute':true,'self_deaf':true,'self_stream':true,'self_video':true,'suppress':true,
                         'member':{'user':{'id':'5','bot':true}}}"""))
                .isEqualTo(new VoiceStateUpdate(
                        new Voice(1, 11, -1L, true, true, true, true, true, true, true), Optional.of(true)));
    }

    @Test
    void voiceStateUpdateOfSomeoneWhoLeft() {
        assertThat(parse("VOICE_STATE_UPDATE", "{'guild_id':'1','channel_id':null,'user_id':'5'}"))
                .isEqualTo(new VoiceStateUpdate(Voice.of(1, 0, 5), Optional.empty()));
        assertThat(parse("VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','member':{'user':{'id':'5'}}}"))
                .isEqualTo(new VoiceStateUpdate(Voice.of(1, 0, 5), Optional.of(false)));
    }

    @Test
    void memberRemove() {
        assertThat(parse("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'5'}}"))
                .isEqualTo(new GuildMemberRemove(1, 5));
    }

    @Test
    void idsMayBeNumbers() {
        assertThat(parse("GUILD_DELETE", "{'id':81384788765712384}"))
                .isEqualTo(new GuildDelete(81384788765712384L, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TYPING_START | {'user_id':'x'}",
                "VOICE_STATE_UPDATE | {'channel_id':'11','user_id':'5'}",
                "CHANNEL_CREATE | {'id':'11','type':1}",
                "CHANNEL_DELETE | {'id':'11','type':1}"
            })
    void whatDoesNotConcernAGuildOrMeansNothingIsLeftOut(String type, String data) {
        assertThat(Dispatch.parse(type, Json.map(data))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "READY | {} | user is missing",
                "READY | {'user':'bob'} | user is no object",
                "READY | {'user':{}} | user.id is missing",
                "READY | {'user':{'id':'9'},'guilds':{}} | guilds is no list of objects",
                "READY | {'user':{'id':'9'},'guilds':['1']} | guilds is no list of objects",
                "READY | {'user':{'id':'9'},'guilds':[{}]} | guilds[].id is missing",
                "GUILD_CREATE | {} | id is missing",
                "GUILD_CREATE | {'id':'abc'} | id is no snowflake",
                "GUILD_CREATE | {'id':'0'} | id is no snowflake",
                "GUILD_CREATE | {'id':'-1'} | id is no snowflake",
                "GUILD_CREATE | {'id':true} | id is no snowflake",
                "GUILD_CREATE | {'id':'1','unavailable':'yes'} | unavailable is neither true nor false",
                "GUILD_CREATE | {'id':'1'} | name is missing",
                "GUILD_CREATE | {'id':'1','name':5} | name is no text",
                "GUILD_CREATE | {'id':'1','name':'x','afk_channel_id':'y'} | afk_channel_id is no snowflake",
                "GUILD_CREATE | {'id':'1','name':'x','voice_states':{}} | voice_states is no list of objects",
                "GUILD_UPDATE | {'name':'x'} | id is missing",
                "GUILD_UPDATE | {'id':'1'} | name is missing",
                "GUILD_DELETE | {} | id is missing",
                "GUILD_DELETE | {'id':'1','unavailable':1} | unavailable is neither true nor false",
                "CHANNEL_CREATE | {'guild_id':'1'} | id is missing",
                "CHANNEL_UPDATE | {'guild_id':'1','id':'2'} | name is missing",
                "CHANNEL_UPDATE | {'guild_id':'1','id':'2','name':'y','type':'2'} | type is no whole number",
                "CHANNEL_DELETE | {'guild_id':'1'} | id is missing",
                "VOICE_STATE_UPDATE | {'guild_id':'1'} | user_id is missing",
                "VOICE_STATE_UPDATE | {'guild_id':'x'} | guild_id is no snowflake",
                "VOICE_STATE_UPDATE | {'guild_id':'1','channel_id':'x','user_id':'5'} | channel_id is no snowflake",
                "VOICE_STATE_UPDATE | {'guild_id':'1','channel_id':'11','user_id':'5','mute':'no'} | mute is neither true nor false",
                "GUILD_MEMBER_REMOVE | {'user':{'id':'5'}} | guild_id is missing",
                "GUILD_MEMBER_REMOVE | {'guild_id':'1'} | user is missing",
                "GUILD_MEMBER_REMOVE | {'guild_id':'1','user':{}} | user.id is missing"
            })
    void eachWayToBeMalformedIsNamed(String type, String data, String problem) {
        Map<String, Object> map = Json.map(data);
        assertThatThrownBy(() -> Dispatch.parse(type, map))
                .isInstanceOf(MalformedDispatch.class)
                .hasMessage(problem);
    }

    @Test
    void nothingOfThePayloadIsKept() {
        Map<String, Object> map = Json.map("{'user':{'id':'9'},'guilds':[{'id':'1'}]}");
        Optional<Dispatch> ready = Dispatch.parse("READY", map);
        ((List<?>) map.get("guilds")).clear();
        map.clear();
        assertThat(ready).contains(new Ready(9, Set.of(1L)));
    }

    private static MemberSeen member(long id, String before) {
        String json = "{" + before + "'id':'" + id + "'}";
        return new MemberSeen(id, !before.isEmpty(), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Dispatch parse(String type, String data) {
        return Json.dispatch(type, data);
    }
}
