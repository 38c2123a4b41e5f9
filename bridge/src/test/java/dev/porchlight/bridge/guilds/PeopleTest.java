package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.MovableTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From dispatches to people. Guilds 1 and 2; users 5 and 6, and 9, which is the bot. */
class PeopleTest {

    private final List<String> told = new ArrayList<>();
    private final List<MemberRequest> asked = new ArrayList<>();
    private Guilds guilds;

    @BeforeEach
    void start() {
        guilds = new Guilds(new Home(new MovableTime(), Home.STALE_AFTER), VoiceSettings.DEFAULT);
        guilds.people().watch((id, now) -> told.add(id + (now == null ? " gone" : " " + now.status())));
        guilds.session(new MemberRequests() {
            @Override
            public void ask(MemberRequest request) {
                asked.add(request);
            }

            @Override
            public void forget(String nonce) {
                asked.removeIf(request -> request.nonce().equals(nonce));
            }
        });
        send("READY", "{'user':{'id':'9'},'guilds':[{'id':'1'},{'id':'2'}]}");
    }

    @Test
    void givenAGuildCreateThenItsMembersAreKnownWithWhatTheyDo() {
        create(
                1,
                "{'user':{'id':'5','username':'ann','avatar':null},'nick':'x','avatar':'y'},{'user':{'id':'6'}}",
                "{'user':{'id':'5'},'status':'dnd','client_status':{'mobile':'dnd','web':'online'},"
                        + "'activities':[{'name':'Celeste','type':0}]}");
        Person ann = person(5);
        assertThat(ann.status()).isEqualTo(Status.DND);
        assertThat(ann.activeOn(Platform.MOBILE)).isTrue();
        assertThat(ann.activeOn(Platform.WEB)).isTrue();
        assertThat(ann.activeOn(Platform.DESKTOP)).isFalse();
        assertThat(user(5)).isEqualTo(Map.of("id", "5", "username", "ann"));
        assertThat(text(ann.activities())).contains("Celeste");
        assertThat(person(6).status()).isEqualTo(Status.OFFLINE);
        assertThat(text(person(6).activities())).isEqualTo("[]");
        assertThat(told).containsExactly("5 DND", "6 OFFLINE");
    }

    @Test
    void givenTheSamePresenceFromTwoGuildsThenItIsToldOnce() {
        bothIn();
        told.clear();
        presence(1, "'status':'idle'");
        presence(2, "'status':'idle'");
        assertThat(told).containsExactly("5 IDLE");
    }

    @Test
    void givenAPresenceWithAWholeUserThenWhatIsInItReplacesAndNullClears() {
        create(1, "{'user':{'id':'5','username':'ann','avatar':'a1','public_flags':64}}", "");
        send(
                "PRESENCE_UPDATE",
                "{'guild_id':'1','status':'online','user':{'id':'5','global_name':'Ann','avatar':null}}");
        assertThat(user(5)).isEqualTo(Map.of("id", "5", "username", "ann", "global_name", "Ann", "public_flags", 64));
    }

    @Test
    void givenAMemberUpdateThenTheUserIsReplacedAndThePresenceStays() {
        create(1, "{'user':{'id':'5','username':'ann','avatar':'a1'}}", "{'user':{'id':'5'},'status':'dnd'}");
        send("GUILD_MEMBER_UPDATE", "{'guild_id':'1','user':{'id':'5','username':'anna'},'avatar':'guild-only'}");
        assertThat(user(5)).isEqualTo(Map.of("id", "5", "username", "anna"));
        assertThat(person(5).status()).isEqualTo(Status.DND);
    }

    @Test
    void givenSomebodyInTwoGuildsThenTheyAreGoneWhenTheyLeftBoth() {
        bothIn();
        told.clear();
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'5'}}");
        assertThat(told).isEmpty();
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'2','user':{'id':'5'}}");
        assertThat(told).containsExactly("5 gone");
        assertThat(guilds.people().find(5)).isNull();
    }

    @Test
    void givenTheBotThrownOutThenWhoWasInThatGuildAloneIsGone() {
        bothIn();
        send("GUILD_MEMBER_ADD", "{'guild_id':'1','user':{'id':'6'}}");
        told.clear();
        send("GUILD_DELETE", "{'id':'1','unavailable':true}");
        assertThat(told).isEmpty();
        send("GUILD_DELETE", "{'id':'1'}");
        assertThat(told).containsExactly("6 gone");
    }

    private void bothIn() {
        create(1, "{'user':{'id':'5'}}", "");
        create(2, "{'user':{'id':'5'}}", "");
    }

    private void create(long guild, String members, String presences) {
        int count = members.split("'user'", -1).length - 1;
        send(
                "GUILD_CREATE",
                "{'id':'" + guild + "','name':'G','member_count':" + count + ",'members':[" + members
                        + "],'presences':[" + presences + "]}");
    }

    private void presence(long guild, String fields) {
        send("PRESENCE_UPDATE", "{'guild_id':'" + guild + "','user':{'id':'5'}," + fields + "}");
    }

    private void send(String type, String json) {
        guilds.accept(Json.dispatch(type, json), 1);
    }

    private Person person(long id) {
        return guilds.people().find(id);
    }

    private Map<String, Object> user(long id) {
        return JsonBytes.object(person(id).user());
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
