package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /socket} as Tether's README has it: what a client that keeps the rules is told. */
class TetherSocketTest {

    private static final String CHESS = "{\"name\":\"Chess\",\"type\":0}";

    private SocketRoom room;

    @BeforeEach
    void open() throws IOException {
        room = SocketRoom.open(new TetherDialect());
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Map<String, Object> initState(int seq, Person... people) {
        Map<String, Object> all = new HashMap<>();
        for (Person person : people) {
            String id = Long.toUnsignedString(person.id());
            all.put(id, Map.of("user_id", id, "data", SocketRoom.read(person)));
        }
        return event(seq, "INIT_STATE", all);
    }

    private static Map<String, Object> update(int seq, Person person, boolean removed) {
        String id = Long.toUnsignedString(person.id());
        return event(
                seq, "PRESENCE_UPDATE", Map.of("user_id", id, "data", SocketRoom.read(person), "removed", removed));
    }

    private static Map<String, Object> gone(int seq, String id) {
        return event(seq, "PRESENCE_UPDATE", Map.of("user_id", id, "removed", true));
    }

    private static Map<String, Object> event(int seq, String name, Map<String, Object> data) {
        return Map.of("op", 0, "seq", seq, "t", name, "d", data);
    }

    @Test
    void givenAnInitializeThenOneMapOfThoseWhoAreKnownAnswersIt() throws IOException {
        Person one = room.online(123);
        Person two = room.put(456, Status.DND, CHESS);
        room.online(789);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_ids':['123','456','5']}"))
                    .isEqualTo(initState(1, one, two));
            assertThat(socket.frames())
                    .as("a small one is in one frame, for small clients")
                    .isOne();
        }
    }

    @Test
    void givenBothKeysThenTheirUnionIsWatched() throws IOException {
        Person one = room.online(123);
        Person two = room.online(456);
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_ids':['123','123'],'subscribe_to_id':'456'}"))
                    .isEqualTo(initState(1, one, two));
        }
    }

    @Test
    void givenAThousandIdsThenAllOfThemAreAnswered() throws IOException {
        Person[] people = LongStream.range(1_000, 2_000).mapToObj(room::online).toArray(Person[]::new);
        String ids =
                LongStream.range(1_000, 2_000).mapToObj(id -> "'" + id + "'").collect(Collectors.joining(","));
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_ids':[" + ids + "]}")).isEqualTo(initState(1, people));
            assertThat(socket.frames()).as("a large one comes in parts").isGreaterThan(3);
        }
    }

    @Test
    void givenAChangeThenWhoWatchesIsToldAndNobodyElse() throws IOException {
        room.online(1);
        room.online(2);
        try (JsonSocket first = room.socket();
                JsonSocket second = room.socket()) {
            first.initialize("{'subscribe_to_id':'1'}");
            second.initialize("{'subscribe_to_id':'2'}");
            Person one = room.put(1, Status.IDLE, CHESS);
            assertThat(first.hear()).isEqualTo(update(2, one, false));
            Person two = room.put(2, Status.DND, "");
            assertThat(second.hear()).isEqualTo(update(2, two, false));
            Person again = room.put(1, Status.ONLINE, CHESS);
            assertThat(first.hear()).isEqualTo(update(3, again, false));
        }
    }

    @Test
    void givenSomebodyGoesOfflineThenTheyAreRemovedAndTheirDataIsTold() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_id':'1'}");
            Person offline = room.put(1, Status.OFFLINE, "");
            assertThat(socket.hear()).isEqualTo(update(2, offline, true));
        }
    }

    @Test
    void givenSomebodyLeavesEveryGuildThenTheyAreRemovedWithoutDataAndStayWatched() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_id':'1'}");
            room.gone(1);
            assertThat(socket.hear()).isEqualTo(gone(2, "1"));
            Person back = room.online(1);
            assertThat(socket.hear()).isEqualTo(update(3, back, false));
        }
    }

    @Test
    void givenAnUnknownIdThenItIsRememberedAndToldOfWhenTheyCome() throws IOException {
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_id':'18446744073709551615'}"))
                    .isEqualTo(initState(1));
            Person come = room.online(-1);
            assertThat(socket.hear()).isEqualTo(update(2, come, false));
        }
    }

    @Test
    void givenARepeatedInitializeThenItReplacesTheFirstAndTheNumbersGoOn() throws IOException {
        room.online(1);
        Person two = room.online(2);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_id':'1'}");
            assertThat(socket.initialize("{'subscribe_to_id':'2'}")).isEqualTo(initState(2, two));
            room.put(1, Status.DND, "");
            Person changed = room.put(2, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(3, changed, false));
        }
        TestDoor.until("its subscriptions end with it", () -> room.subscriptions() == 0);
    }

    @Test
    void givenAHeartbeatThenThereIsNoReply() throws IOException {
        Person one = room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.say("{'op':3}").say("{'op':3,'d':null}").say("{'op':3,'d':5}");
            assertThat(socket.initialize("{'subscribe_to_id':'1'}")).isEqualTo(initState(1, one));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":2,\"d\":{\"subscribe_to_id\":\"1\"}}",
                " {\"x\":[{}],\"d\":{\"y\":1," + "\"subscribe_to_ids\":[\"1\"]},\"op\":2}\n",
                "{\"op\":2,\"d\":{\"subscribe_to_ids\":[]," + "\"subscribe_to_id\":\"1\"}}",
                "{\"op\":2,\"d\":{\"subscribe_to_ids\":null,\"subscribe_to_id\":\"1\"}}"
            })
    void givenOddButRightMessagesAsTextOrBytesThenTheyAreObeyed(String message) throws IOException {
        Person one = room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.raw().say(message);
            assertThat(socket.hear()).isEqualTo(initState(1, one));
            socket.raw().send(RawWebSocket.frame(true, RawWebSocket.BINARY, message.getBytes(StandardCharsets.UTF_8)));
            assertThat(socket.hear()).isEqualTo(initState(2, one));
        }
    }

    @Test
    void givenSomethingChangesThatTheDocumentDoesNotShowThenNothingIsSent() throws IOException {
        room.online(1);
        room.online(2);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_ids':['1','2']}");
            room.online(1); // the same once more
            room.endpoint().changed(1);
            Person two = room.put(2, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(2, two, false));
        }
    }

    @Test
    void givenTwoChangesBetweenTwoTurnsThatCancelOutThenNothingIsSent() throws IOException {
        room.online(1);
        room.online(2);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_ids':['1','2']}");
            room.duringOneTurn(() -> {
                room.put(1, Status.DND, "");
                room.online(1);
            });
            Person two = room.put(2, Status.DND, "");
            assertThat(socket.hear()).isEqualTo(update(2, two, false));
        }
    }

    @Test
    void givenManyChangesOfOnePersonBetweenTwoTurnsThenTheNewestIsTold() throws IOException {
        room.online(1);
        try (JsonSocket socket = room.socket()) {
            socket.initialize("{'subscribe_to_id':'1'}");
            room.duringOneTurn(() -> {
                room.put(1, Status.DND, "");
                room.put(1, Status.IDLE, "");
                room.put(1, Status.IDLE, CHESS);
            });
            assertThat(socket.hear()).isEqualTo(update(2, room.put(1, Status.IDLE, CHESS), false));
        }
    }

    @Test
    void givenNothingIsKnownOfAnybodyThenSocketsOpenAndTheMapIsEmpty() throws IOException {
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{'subscribe_to_ids':['1','2']}")).isEqualTo(initState(1));
        }
    }
}
