package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
