package dev.porchlight.bridge.presence;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.DoorLimits;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestLimits;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.TestPeople;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A door whose {@code /socket} speaks one dialect, and people whom a test moves. */
public final class SocketRoom implements AutoCloseable {

    private final People people = new People();
    private final Allotment allotment;
    private final PresenceSocket endpoint;
    private final TestDoor door;

    private SocketRoom(Dialect dialect, Duration silence, Duration stall, int subscriptions, DoorLimits limits)
            throws IOException {
        allotment = new Allotment(subscriptions);
        endpoint = new PresenceSocket(dialect, people, SocketRoom::document, allotment, nanos -> {}, silence, stall);
        door = TestDoor.open(limits, new Routes().webSocket("/socket", endpoint));
    }

    public static SocketRoom open(Dialect dialect) throws IOException {
        return open(dialect, 1_000_000);
    }

    public static SocketRoom open(Dialect dialect, int subscriptions) throws IOException {
        return new SocketRoom(
                dialect, Duration.ofMinutes(1), Duration.ofSeconds(30), subscriptions, new TestLimits().build());
    }

    /** One that waits 300 ms for a sign of life. */
    public static SocketRoom impatient(Dialect dialect) throws IOException {
        return impatient(dialect, Duration.ofMillis(300), Duration.ofSeconds(30));
    }

    static SocketRoom impatient(Dialect dialect, Duration silence, Duration stall) throws IOException {
        return new SocketRoom(dialect, silence, stall, 1_000_000, new TestLimits().build());
    }

    static SocketRoom with(DoorLimits limits) throws IOException {
        return new SocketRoom(new TetherDialect(), Duration.ofMinutes(1), Duration.ofSeconds(30), 1_000_000, limits);
    }

    /** What these tests tell of somebody: less than either dialect, but as bytes that change with the person. */
    public static byte[] document(Person person) {
        return ("{\"discord_user\":" + text(person.user()) + ",\"discord_status\":\"" + status(person)
                        + "\",\"activities\":" + text(person.activities()) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String status(Person person) {
        return person.status().name().toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The same as a client reads it. */
    public static Map<String, Object> read(Person person) {
        try {
            return JSON.std.mapFrom(document(person));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody is now like this. */
    public Person put(long id, Person.Status status, String activities) {
        Person person = TestPeople.person(id, "user-" + id, status, activities);
        TestPeople.put(people, person);
        return person;
    }

    public Person online(long id) {
        return put(id, Person.Status.ONLINE, "");
    }

    public void gone(long id) {
        TestPeople.gone(people, id);
    }

    /** While the door's loop waits: it hears of all of it at once. */
    void duringOneTurn(Runnable changes) {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        door.door().onLoop(() -> {
            waits.countDown();
            await(done);
        });
        await(waits);
        changes.run();
        done.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("not within 10 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How many there are. */
    public int subscriptions() {
        return allotment.taken();
    }

    public People people() {
        return people;
    }

    public TestDoor door() {
        return door;
    }

    PresenceSocket endpoint() {
        return endpoint;
    }

    public SocketCounts counts() {
        return endpoint.counts();
    }

    public JsonSocket socket() throws IOException {
        return socket("/socket");
    }

    public JsonSocket socket(String target) throws IOException {
        return JsonSocket.open(door.address(), target);
    }

    @Override
    public void close() {
        door.close();
    }
}
