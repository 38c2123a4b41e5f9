package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Admission;
import dev.porchlight.bridge.door.DoorLoop;
import dev.porchlight.bridge.door.Endpoint;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleListener;
import dev.porchlight.bridge.guilds.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.zip.DeflaterOutputStream;

/**
 * The endpoint that tells web pages who is online and doing what, in one {@link Dialect}; on as many paths as it is routed
 * to. Pages of every origin may connect: there is nothing that a cookie or an address would unlock.
 *
 * <p>Door loop only, but for {@link #changed} and {@link #counts}. Invariant: a client has been told the newest state of
 * everybody it watches, or is owed it.
 */
public final class PresenceSocket implements Endpoint, PeopleListener {

    /** How often a client is to say that it is alive. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** The most a client may say at once: an Initialize of a thousand ids, with room for blanks. */
    public static final int MESSAGE_BYTES = 32 * 1024;

    /** A socket whose client says nothing at all for so long is closed. */
    private static final Duration SILENCE = HEARTBEAT.multipliedBy(2);

    /** How long a client may take nothing. */
    private static final Duration STALL = Duration.ofSeconds(30);

    /** Nothing is queued behind a write; Hello and a pong may be, behind the handshake. */
    private static final int QUEUED_BYTES = 4 * 1024;

    private static final byte[] HELLO =
            Json.ascii("{\"op\":1,\"d\":{\"heartbeat_interval\":" + HEARTBEAT.toMillis() + "}}");
    private static final Frame PLAIN_HELLO = Frame.text(ByteBuffer.wrap(HELLO));
    private static final Frame ZLIB_HELLO = Frame.binary(ByteBuffer.wrap(zlib(HELLO)));

    private final SocketCounts counts = new SocketCounts();
    private final SocketLimits limits;
    private final Deliveries deliveries;
    private final Duration silence;
    private boolean attached;

    /**
     * Makes one.
     *
     * @param documents what is told of a person: JSON in UTF-8, the same bytes for the same person
     * @param allotment of subscriptions, shared with other dialects
     * @param updateNanos told the time from a change to the last write because of it
     */
    public PresenceSocket(
            Dialect dialect,
            People people,
            Function<Person, byte[]> documents,
            Allotment allotment,
            LongConsumer updateNanos) {
        this(dialect, people, documents, allotment, updateNanos, SILENCE, STALL);
    }

    /** With other times than a client's author is told of. */
    PresenceSocket(
            Dialect dialect,
            People people,
            Function<Person, byte[]> documents,
            Allotment allotment,
            LongConsumer updateNanos,
            Duration silence,
            Duration stall) {
        this.silence = silence;
        // Heartbeats find the dead, so no ping is due before silence is.
        this.limits = new SocketLimits(MESSAGE_BYTES, QUEUED_BYTES, stall, SILENCE.multipliedBy(3), 1);
        Topics topics = new Topics(dialect, people, documents, allotment);
        this.deliveries = new Deliveries(dialect, topics, counts, updateNanos);
        people.watch(this);
    }

    private static byte[] zlib(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of a stream in memory
        }
        return out.toByteArray();
    }

    static Frame hello(boolean zlib) {
        return zlib ? ZLIB_HELLO : PLAIN_HELLO;
    }

    /** What it has done so far. Any thread. */
    public SocketCounts counts() {
        return counts;
    }

    @Override
    public SocketLimits limits() {
        return limits;
    }

    @Override
    public void attach(DoorLoop doorLoop) {
        if (!attached) { // it is asked once for each path
            attached = true;
            deliveries.attach(doorLoop);
        }
    }

    @Override
    public Admission admit(Request request) {
        boolean zlib =
                request.parameter("compression").filter("zlib_json"::equals).isPresent();
        return Admission.accept(new Session(deliveries, zlib, silence));
    }

    @Override
    public void changed(long id, Person now) {
        changed(id);
    }

    /** Something else than the person that the document shows may have changed. Any thread. */
    public void changed(long id) {
        deliveries.changed(id);
    }
}
