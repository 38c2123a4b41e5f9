package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is known, and what of them. */
class PeopleTest extends PeopleRoom {

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
        presence(1, 5, "idle");
        presence(2, 5, "idle");
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

    @Test
    void givenAStatusOrClientThatDiscordHasYetToInventThenTheyAreOnlineOnNone() {
        create(1, "{'user':{'id':'5'}}", "");
        send(
                "PRESENCE_UPDATE",
                "{'guild_id':'1','user':{'id':'5'},'status':'streaming','client_status':{'fridge':'online','web':''}}");
        assertThat(person(5).status()).isEqualTo(Status.ONLINE);
        assertThat(person(5).clients()).isZero();
        presence(1, 5, "invisible");
        assertThat(person(5).status()).isEqualTo(Status.OFFLINE);
    }

    @Test
    void givenTextThatIsHardToWriteThenItIsKeptAsItCame() {
        String name = "Zoë \uD83C\uDF75 \uD83C \u0000 \\\" </script>";
        Map<String, Object> user = Map.of("id", "5", "username", name);
        Map<String, Object> create = Map.of("id", "1", "name", "G", "members", List.of(Map.of("user", user)));
        guilds.accept(Dispatch.parse("GUILD_CREATE", create).orElseThrow(), 1);
        assertThat(user(5)).containsEntry("username", name);
    }

    @Test
    void givenNumbersOfEveryKindThenAnActivityIsKeptInFull() {
        create(1, "{'user':{'id':'5'}}", "");
        String activity = "{'a':1,'b':12345678901,'c':1.5,'d':123456789012345678901234567890,'e':null,'f':[true,{}]}";
        send("PRESENCE_UPDATE", "{'guild_id':'1','user':{'id':'5'},'status':'dnd','activities':[" + activity + "]}");
        assertThat(Json.map("{'is':" + text(person(5).activities()) + "}"))
                .isEqualTo(Json.map("{'is':[" + activity + "]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activities", "user", "depth"})
    void givenMoreThanOnePersonMayTakeThenItIsMalformed(String what) {
        Map<String, Object> user = new HashMap<>(Map.of("id", "5"));
        Map<String, Object> activity = new HashMap<>();
        Map<String, Object> presence = Map.of("guild_id", "1", "user", user, "activities", List.of(activity));
        switch (what) {
            case "activities" -> activity.put("details", "x".repeat(64 * 1024));
            case "user" -> user.put("username", "x".repeat(16 * 1024));
            default -> {
                Map<String, Object> inner = activity;
                for (int i = 0; i < 100_000; i++) {
                    Map<String, Object> next = new HashMap<>();
                    inner.put("a", next);
                    inner = next;
                }
            }
        }
        assertThatThrownBy(() -> Dispatch.parse("PRESENCE_UPDATE", presence)).isInstanceOf(MalformedDispatch.class);
    }

    @Test
    void givenOneMemberWhoIsMalformedThenTheOthersAreKnown() {
        create(
                1,
                "{'user':{'id':'5'}},{'user':7},{'user':{'id':'6'}}",
                "{'user':{'id':'6'},'status':'idle'},{'user':{}}");
        assertThat(person(5)).isNotNull();
        assertThat(person(6).status()).isEqualTo(Status.IDLE);
    }

    @Test
    void givenAListenerThatThrowsThenTheOthersHearAndItIsCounted() {
        guilds.people().watch((id, now) -> {
            throw new IllegalStateException("on purpose");
        });
        List<Long> heard = new ArrayList<>();
        guilds.people().watch((id, now) -> heard.add(id));
        create(1, "{'user':{'id':'5'}}", "");
        assertThat(heard).containsExactly(5L);
        assertThat(guilds.people().listenerFailures()).isEqualTo(1);
    }

    @Test
    void givenPeopleOfTheSameGuildsThenTheyShareOneListOfThem() {
        create(1, "{'user':{'id':'5'}},{'user':{'id':'6'}}", "");
        create(2, "{'user':{'id':'5'}},{'user':{'id':'6'}}", "");
        assertThat(person(5).guilds()).containsExactly(1, 2).isSameAs(person(6).guilds());
    }
}
