package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.MovableTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** From dispatches to people, with the time in the test's hand. Guilds 1 and 2; users 5 and 6, and 9, which is the bot. */
abstract class PeopleRoom {

    final MovableTime time = new MovableTime();
    final List<String> told = new ArrayList<>();

    /** Questions that were asked and not taken back. */
    final List<MemberRequest> asked = new ArrayList<>();

    final MemberRequests requests = new MemberRequests() {
        @Override
        public void ask(MemberRequest request) {
            asked.add(request);
        }

        @Override
        public void forget(String nonce) {
            asked.removeIf(request -> request.nonce().equals(nonce));
        }
    };

    Guilds guilds;

    @BeforeEach
    void start() {
        guilds = new Guilds(new Home(time, Home.STALE_AFTER), VoiceSettings.DEFAULT);
        guilds.people().watch((id, now) -> told.add(id + (now == null ? " gone" : " " + now.status())));
        guilds.expectPeople();
        ready();
    }

    void ready() {
        guilds.session(requests);
        send("READY", "{'user':{'id':'9'},'guilds':[{'id':'1'},{'id':'2'}]}");
    }

    void bothIn() {
        create(1, "{'user':{'id':'5'}}", "");
        create(2, "{'user':{'id':'5'}}", "");
    }

    /** A guild that brings everybody along. */
    void create(long guild, String members, String presences) {
        int count = members.split("'user'", -1).length - 1;
        createSome(guild, count, members, presences);
    }

    /** A guild that has more members than it brings along. */
    void createSome(long guild, int count, String members, String presences) {
        send(
                "GUILD_CREATE",
                "{'id':'" + guild + "','name':'G','member_count':" + count + ",'members':[" + members
                        + "],'presences':[" + presences + "]}");
    }

    /** Part of an answer to the newest question. */
    void chunk(int index, int count, String members, String presences) {
        MemberRequest request = asked.getLast();
        send(
                "GUILD_MEMBERS_CHUNK",
                "{'guild_id':'" + request.guild() + "','members':[" + members + "],'presences':[" + presences
                        + "],'chunk_index':" + index + ",'chunk_count':" + count + ",'nonce':'" + request.nonce()
                        + "'}");
    }

    void presence(long guild, long user, String status) {
        send("PRESENCE_UPDATE", "{'guild_id':'" + guild + "','user':{'id':'" + user + "'},'status':'" + status + "'}");
    }

    void send(String type, String json) {
        guilds.accept(Json.dispatch(type, json), 1);
    }

    Person person(long id) {
        return guilds.people().find(id);
    }

    Map<String, Object> user(long id) {
        return JsonBytes.object(person(id).user());
    }

    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
