package dev.porchlight.bridge.lanyard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.presence.JsonSocket;
import dev.porchlight.bridge.presence.SocketRoom;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The socket as Lanyard's own code has it. */
class LanyardSocketTest {

    private SocketRoom room;

    @BeforeEach
    void open() throws IOException {
        room = SocketRoom.open(new LanyardDialect());
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Map<String, Object> initState(Person... people) {
        Map<String, Object> all = new HashMap<>();
        for (Person person : people) {
            all.put(Long.toUnsignedString(person.id()), SocketRoom.read(person));
        }
        return event("INIT_STATE", all);
    }

    private static Map<String, Object> update(Person person) {
        return event("PRESENCE_UPDATE", SocketRoom.read(person));
    }

    /** No number: Lanyard's README has one, its code does not. */
    private static Map<String, Object> event(String name, Map<String, Object> data) {
        return Map.of("op", 0, "t", name, "d", data);
    }

    @Test
    void givenSeveralIdsThenAMapOfThoseWhoAreKnown() throws IOException {
        Person one = room.online(1);
        Person two = room.online(2);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_ids':['1','2','3',4,null,'x']}"))
                    .isEqualTo(initState(one, two));
            assertThat(socket.initialize("{'subscribe_to_ids':[]}")).isEqualTo(initState());
        }
    }

    @Test
    void givenOneIdThenTheBarePresenceOrAnEmptyObject() throws IOException {
        Person one = room.online(1);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_id':'1'}"))
                    .isEqualTo(event("INIT_STATE", SocketRoom.read(one)));
            assertThat(socket.initialize("{'subscribe_to_id':'2'}")).isEqualTo(event("INIT_STATE", Map.of()));
            assertThat(socket.initialize("{'subscribe_to_id':5}")).isEqualTo(event("INIT_STATE", Map.of()));
        }
    }

    @Test
    void givenSeveralKeysThenTheFirstOfLanyardsOrderDecides() throws IOException {
        Person one = room.online(1);
        Person two = room.online(2);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_all':true,'subscribe_to_id':'1','subscribe_to_ids':['2']}"))
                    .isEqualTo(initState(two));
            assertThat(socket.initialize("{'subscribe_to_all':true,'subscribe_to_id':'1'}"))
                    .isEqualTo(event("INIT_STATE", SocketRoom.read(one)));
        }
    }

    @Test
    void givenAChangeThenTheBarePresenceIsToldAndOfflineIsOneLikeAnyOther() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_ids':['1']}");
            Person dnd = room.put(1, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(dnd));
            Person offline = room.put(1, Status.OFFLINE, "");
            assertThat(socket.hear()).isEqualTo(update(offline));
        }
    }

    @Test
    void givenARepeatedInitializeThenItAdds() throws IOException {
        room.online(1);
        room.online(2);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_ids':['1']}");
            socket.initialize("{'subscribe_to_id':'2'}");
            socket.initialize("{'subscribe_to_id':'2'}"); // not twice
            Person one = room.put(1, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(one));
            Person two = room.put(2, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(two));
            Person again = room.put(1, Status.IDLE, "");
            assertThat(socket.hear()).isEqualTo(update(again));
        }
    }

    @Test
    void givenAnUnknownIdThenItIsNotRemembered() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_ids':['1','2']}");
            room.online(2);
            Person one = room.put(1, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(one));
        }
    }

    @Test
    void givenSomebodyLeavesThenNothingIsToldAndWhenTheyAreBackOnlyWhatIsNew() throws IOException {
        room.online(1);
        room.online(2);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_ids':['1','2']}");
            room.gone(1);
            assertThat(socket.initialize("{'subscribe_to_id':'1'}")).isEqualTo(event("INIT_STATE", Map.of()));
            room.online(1);
            Person two = room.put(2, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(two));
            Person one = room.put(1, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(one));
        }
    }

    @Test
    void givenAllThenEverybodyAndWhoeverComes() throws IOException {
        Person[] people = LongStream.range(1, 500).mapToObj(room::online).toArray(Person[]::new);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_all':true}")).isEqualTo(initState(people));
            Person come = room.online(1_000);
            assertThat(socket.hear()).isEqualTo(update(come));
            Person changed = room.put(7, Status.IDLE, "");
            assertThat(socket.hear()).isEqualTo(update(changed));
            Person again = room.put(1_000, Status.IDLE, "");
            assertThat(socket.hear()).isEqualTo(update(again));
        }
        TestDoor.until("nobody is watched any more", () -> room.subscriptions() == 0);
    }

    /** While nobody is known yet, to watch everybody takes no place. */
    @Test
    void givenMoreWhoComeThanMayBeWatchedThenWhoWatchesEverybodyIsClosedAndTheOthersStay() throws IOException {
        try (SocketRoom small = SocketRoom.open(new LanyardDialect(), 20);
                JsonSocket one = small.socket();
                JsonSocket all = small.socket();
                JsonSocket alsoAll = small.socket()) {
            small.online(1);
            one.initialize("{'subscribe_to_id':'1'}");
            all.initialize("{'subscribe_to_all':true}");
            alsoAll.initialize("{'subscribe_to_all':true}");
            LongStream.range(2, 100).forEach(small::online);
            assertTooMany(all);
            assertTooMany(alsoAll);
            Person dnd = small.put(1, Status.DND, "");
            assertThat(one.hear()).isEqualTo(update(dnd));
            assertThat(small.subscriptions()).isEqualTo(2); // the one, and whom it watches
        }
    }

    /** Sooner or later, after updates. */
    private static void assertTooMany(JsonSocket socket) throws IOException {
        RawWebSocket.Received frame = socket.raw().receive();
        while (frame.opcode() == RawWebSocket.TEXT) {
            frame = socket.raw().receive();
        }
        assertThat(frame.closeCode()).isEqualTo(1013);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'unsubscribe_from_ids':['1','9',5]}",
                "{'unsubscribe_from_id':'1'}",
                "{'unsubscribe_from_ids':'2','unsubscribe_from_id':'1'}"
            })
    void givenOneIsUnsubscribedThenTheOtherIsStillTold(String data) throws IOException {
        room.online(1);
        room.online(2);
        for (String before : new String[] {"{'subscribe_to_ids':['1','2']}", "{'subscribe_to_all':true}"}) {
            try (JsonSocket socket = room.socket()) {
                socket.initialize(before);
                socket.say("{'op':4,'d':" + data + "}").say("{'op':3}");
                socket.initialize("{'subscribe_to_ids':[]}"); // by now it has been obeyed
                room.put(1, Status.IDLE, "");
                room.put(1, Status.DND, "");
                Person two = room.put(2, Status.DND, "");
                assertThat(socket.hear()).isEqualTo(update(two));
                room.online(2);
                room.online(1);
            }
        }
    }

    @Test
    void givenEverybodyIsUnsubscribedThenNobodyIsTold() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_all':true}");
            socket.say("{'op':4,'d':{'unsubscribe_from_all':true}}");
            socket.initialize("{'subscribe_to_ids':[]}");
            room.put(1, Status.DND, "");
            room.online(2);
            Person one = room.put(1, Status.IDLE, "");
            assertThat(socket.initialize("{'subscribe_to_ids':['1']}")).isEqualTo(initState(one));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':4}",
                "{'op':4,'d':null}",
                "{'op':4,'d':[]}",
                "{'op':4,'d':'x'}",
                "{'op':4,'d':{}}",
                "{'op':4,'d':{'unsubscribe_from_ids':5}}",
                "{'op':4,'d':{'unsubscribe_from_all':'true'}}",
                "{'op':3}",
                "{'op':3,'d':{}}"
            })
    void givenAHeartbeatOrAMalformedUnsubscribeThenThereIsNoReply(String message) throws IOException {
        Person one = room.online(1);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.say(message).initialize("{'subscribe_to_ids':['1']}"))
                    .isEqualTo(initState(one));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                                        | 4006 | invalid_payload",
                "[1]                                          | 4006 | invalid_payload",
                "null                                         | 4006 | invalid_payload",
                "{}                                           | 4004 | unknown_opcode",
                "{'op':5}                                     | 4004 | unknown_opcode",
                "{'op':'2'}                                   | 4004 | unknown_opcode",
                "{'op':2.0,'d':{'subscribe_to_id':'1'}}       | 4004 | unknown_opcode",
                "{'op':2}                                     | 4005 | requires_data_object",
                "{'op':2,'d':null}                            | 4005 | requires_data_object",
                "{'op':2,'d':['1']}                           | 4005 | requires_data_object",
                "{'op':2,'d':'1'}                             | 4005 | requires_data_object",
                "{'op':2,'d':{}}                              | 4005 | requires_data_object",
                "{'op':2,'d':{'x':1}}                         | 4006 | invalid_payload",
                "{'op':2,'d':{'subscribe_to_all':false}}      | 4006 | invalid_payload",
                "{'op':2,'d':{'subscribe_to_all':'true'}}     | 4006 | invalid_payload",
                "{'op':2,'d':{'subscribe_to_ids':'1'}}        | 4006 | invalid_payload",
                "{'op':2,'d':{'subscribe_to_ids':null}}       | 4006 | invalid_payload"
            })
    void givenWhatLanyardDoesNotTakeThenItsCodeAndReason(String message, int code, String reason) throws IOException {
        try (JsonSocket socket = room.socket()) {
            socket.say(message).assertClosed(code, reason);
        }
    }

    @Test
    void givenSilenceThen1002() throws IOException {
        try (SocketRoom impatient = SocketRoom.impatient(new LanyardDialect());
                JsonSocket socket = impatient.socket()) {
            socket.assertClosed(1002, "heartbeat_timeout");
        }
    }

    @Test
    void givenZlibJsonThenEveryMessageIsAWholeStream() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket("/socket?compression=zlib_json")) {
            socket.initialize("{'subscribe_to_id':'1'}");
            Person one = room.put(1, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(one));
            assertThat(socket.initialize("{'subscribe_to_id':'2'}")).isEqualTo(event("INIT_STATE", Map.of()));
        }
    }
}
