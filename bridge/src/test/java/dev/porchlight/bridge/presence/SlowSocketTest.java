package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestLimits;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.lanyard.LanyardDialect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Clients that read slowly or not at all, and what that costs the others. */
class SlowSocketTest {

    private static final int PEOPLE = 40;
    private static final String IDS = "{'subscribe_to_ids':["
            + LongStream.rangeClosed(1, PEOPLE).mapToObj(id -> "'" + id + "'").collect(Collectors.joining(",")) + "]}";

    /** So large that a few fill any buffer of the kernel's. */
    private static String activity(int number) {
        return "{\"name\":\"" + number + "\",\"details\":\"" + "x".repeat(20_000) + "\"}";
    }

    private static JsonSocket slow(SocketRoom room) throws IOException {
        return JsonSocket.over(RawClient.withSmallWindow(room.door().address()), "/socket");
    }

    /** Changes everybody, until the slow one has missed something, and once more. */
    private static int overtake(SocketRoom room) {
        int number = 0;
        while (room.counts().conflations() < 5 * PEOPLE) {
            number++;
            for (int id = 1; id <= PEOPLE; id++) {
                room.put(id, Status.ONLINE, activity(number));
            }
        }
        return number;
    }

    @Test
    void givenAClientThatDoesNotReadThenItIsToldTheNewestOfEachWhenItDoes() throws IOException {
        try (SocketRoom room = SocketRoom.open(new TetherDialect());
                JsonSocket slow = slow(room)) {
            LongStream.rangeClosed(1, PEOPLE).forEach(room::online);
            slow.initialize(IDS);
            int last = overtake(room);
            Map<Object, Object> newest = new HashMap<>();
            int seq = 1;
            int messages = 0;
            while (newest.values().stream()
                            .filter(Integer.toString(last)::equals)
                            .count()
                    < PEOPLE) {
                Map<String, Object> update = slow.hear();
                assertThat(update).containsEntry("seq", ++seq);
                Map<?, ?> data = (Map<?, ?>) update.get("d");
                Map<?, ?> activity =
                        (Map<?, ?>) ((List<?>) ((Map<?, ?>) data.get("data")).get("activities")).getFirst();
                newest.put(data.get("user_id"), activity.get("name"));
                messages++;
            }
            assertThat(messages).as("states it was told, of %s", last * PEOPLE).isLessThan(last * PEOPLE);
        }
    }

    @Test
    void givenAStateThatComesBackWhileTheClientDoesNotReadThenItIsNotToldAgain() throws IOException {
        try (SocketRoom room = SocketRoom.open(new TetherDialect());
                JsonSocket slow = slow(room);
                JsonSocket quick = room.socket()) {
            LongStream.rangeClosed(1, PEOPLE).forEach(room::online);
            room.online(100);
            slow.initialize(IDS.replace("]", ",'100']"));
            int last = overtake(room);
            quick.initialize("{'subscribe_to_id':'100'}");
            room.put(100, Status.DND, "");
            assertThat(quick.hear()).containsEntry("seq", 2);
            Person back = room.online(100);
            assertThat(quick.hear()).containsEntry("seq", 3);
            int told = 0;
            List<Object> ids = new ArrayList<>();
            while (told < PEOPLE) {
                Map<?, ?> data = (Map<?, ?>) slow.hear().get("d");
                ids.add(data.get("user_id"));
                if (data.toString().contains("name=" + last + ",")) {
                    told++;
                }
            }
            Person after = room.put(100, Status.IDLE, "");
            assertThat(slow.hear().get("d"))
                    .isEqualTo(Map.of("user_id", "100", "data", SocketRoom.read(after), "removed", false));
            assertThat(ids).as("who was told before %s changed", back).doesNotContain("100");
        }
    }

    @Test
    void givenAClientThatStallsThenItIsDroppedAndTheOthersNoticeNothing() throws IOException {
        try (SocketRoom room =
                        SocketRoom.impatient(new TetherDialect(), Duration.ofMinutes(1), Duration.ofMillis(1_500));
                JsonSocket stalled = slow(room);
                JsonSocket quick = room.socket()) {
            LongStream.rangeClosed(1, PEOPLE).forEach(room::online);
            stalled.initialize(IDS);
            quick.initialize("{'subscribe_to_id':'100'}");
            overtake(room);
            Person told = room.online(100);
            assertThat(quick.hear().get("d"))
                    .isEqualTo(Map.of("user_id", "100", "data", SocketRoom.read(told), "removed", false));
            TestDoor.until(
                    "the stalled one is dropped", () -> room.counts().closes().containsKey("stalled"));
            Person again = room.put(100, Status.DND, "");
            assertThat(quick.hear().get("d"))
                    .isEqualTo(Map.of("user_id", "100", "data", SocketRoom.read(again), "removed", false));
            assertThat(room.counts().closes()).containsOnlyKeys("stalled");
        }
    }

    @Test
    void givenAnInitStateOfMegabytesThenASlowReaderGetsAllOfItFromSmallBuffers() throws IOException {
        try (SocketRoom room =
                        SocketRoom.with(new TestLimits().bufferBytes(256 * 1024).build());
                JsonSocket slow = slow(room)) {
            for (int id = 1; id <= PEOPLE; id++) {
                room.put(id, Status.ONLINE, activity(id).replace("x\"", "x".repeat(60_000) + "\""));
            }
            slow.say("{'op':2,'d':" + IDS + "}");
            room.put(1, Status.DND, ""); // while it is on its way
            Map<?, ?> all = (Map<?, ?>) slow.hear().get("d");
            assertThat(all).hasSize(PEOPLE);
            room.put(2, Status.DND, "");
            Map<?, ?> data = (Map<?, ?>) slow.hear().get("d");
            while (!"2".equals(data.get("user_id"))) {
                data = (Map<?, ?>) slow.hear().get("d");
            }
        }
    }

    @Test
    void givenFullBuffersThenAnUpdateWaitsForRoomAndNobodyIsClosed() throws IOException {
        List<RawClient> hogs = new ArrayList<>();
        try (SocketRoom room =
                        SocketRoom.with(new TestLimits().bufferBytes(256 * 1024).build());
                JsonSocket socket = room.socket()) {
            room.online(1);
            socket.initialize("{'subscribe_to_id':'1'}");
            for (int bytes : new int[] {29_000, 4_000}) { // parts of messages, until there is no room for more
                long refused = room.door().counts().noRoom();
                while (room.door().counts().noRoom() == refused) {
                    RawClient hog = new RawClient(room.door().address());
                    hogs.add(hog);
                    byte[] frame = RawWebSocket.frame(true, RawWebSocket.TEXT, new byte[bytes + 1_000]);
                    long held = room.door().counts().bufferBytes();
                    RawWebSocket.over(hog, "/socket").send(Arrays.copyOf(frame, bytes));
                    TestDoor.until(
                            "it is held or refused",
                            () -> room.door().counts().bufferBytes() >= held + bytes / 2
                                    || room.door().counts().noRoom() > refused);
                }
            }
            long refused = room.door().counts().noRoom();
            Person dnd = room.put(1, Status.DND, "");
            TestDoor.until(
                    "the update has found no room", () -> room.door().counts().noRoom() > refused);
            for (RawClient hog : hogs) {
                hog.close();
            }
            assertThat(socket.hear().get("d"))
                    .isEqualTo(Map.of("user_id", "1", "data", SocketRoom.read(dnd), "removed", false));
        }
    }

    /** Who asks for everybody again and again without reading may not have the heap for nothing. */
    @Test
    void givenAnswersThatAreNotReadThenTheyTakePlacesUntilTheirClientGoes() throws IOException {
        try (SocketRoom room = SocketRoom.open(new LanyardDialect())) {
            for (int id = 1; id <= PEOPLE; id++) {
                room.put(id, Status.ONLINE, activity(id).replace("x\"", "x".repeat(60_000) + "\""));
            }
            try (JsonSocket slow = slow(room)) {
                for (int i = 0; i < 5; i++) {
                    slow.say("{'op':2,'d':{'subscribe_to_all':true}}");
                }
                TestDoor.until(
                        "five answers take their places", () -> room.subscriptions() == 2 * PEOPLE + 5 * (PEOPLE / 8));
            }
            TestDoor.until("nothing is kept of it", () -> room.subscriptions() == 0);
        }
    }

    @Test
    void givenTooManySubscriptionsThenTheOneThatGoesPastIsClosedAndTheOthersStay() throws IOException {
        try (SocketRoom room = SocketRoom.open(new TetherDialect(), 2 * PEOPLE + PEOPLE / 8 + 2);
                JsonSocket first = room.socket();
                JsonSocket second = room.socket()) {
            room.online(1);
            first.initialize(IDS);
            first.initialize(IDS); // in place of the same
            second.say("{'op':2,'d':{'subscribe_to_ids':['1','2','3','4','5','6','7','8']}}");
            second.assertClosed(1013, "too_many_subscriptions");
            try (JsonSocket third = room.socket()) {
                third.initialize("{'subscribe_to_ids':['1','2']}");
                Person dnd = room.put(1, Status.DND, "");
                Object data = Map.of("user_id", "1", "data", SocketRoom.read(dnd), "removed", false);
                assertThat(first.hear().get("d")).isEqualTo(data);
                assertThat(third.hear().get("d")).isEqualTo(data);
            }
        }
    }
}
