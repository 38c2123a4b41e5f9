package dev.porchlight.sim.soak;

import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Connections of those who are no boards. One thread. At most {@value #MOST} are open; the oldest goes for a new one, and all
 * before a quiet moment.
 */
final class Strangers {
    private static final int MOST = 50;
    private static final int CONNECT_MILLIS = 2_000;
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final InetSocketAddress door;
    private final Deque<Guest> guests = new ArrayDeque<>();
    private int number;

    private record Guest(Stranger stranger, Socket socket, long since) {}

    Strangers(InetSocketAddress door) {
        this.door = door;
    }

    /** Connects from an address of its own, 127.3.x.y. */
    void visit(Stranger stranger) {
        if (guests.size() == MOST) {
            close(guests.removeFirst());
        }
        Socket socket = new Socket();
        guests.add(new Guest(stranger, socket, System.nanoTime()));
        number = (number + 1) % 1_000;
        try {
            socket.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 3, (byte) (number / 250), (byte) (1 + number % 250)}),
                    0));
            socket.connect(door, CONNECT_MILLIS);
            say(socket, stranger.head("127.0.0.1:" + door.getPort()).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // Turned away, which is the bridge's right.
        }
    }

    /** Those whose time has come say what they came to say. */
    void tick() {
        while (!guests.isEmpty() && System.nanoTime() - guests.getFirst().since() > LATE_NANOS) {
            Guest guest = guests.removeFirst();
            if (!guest.stranger().later().isEmpty()) {
                try {
                    say(
                            guest.socket(),
                            Frame.text(guest.stranger().later() + Setup.TOKEN).masked(1));
                } catch (IOException e) {
                    // It has been cut, as it should be.
                }
            }
            close(guest);
        }
    }

    void closeAll() {
        guests.forEach(Strangers::close);
        guests.clear();
    }

    private static void say(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static void close(Guest guest) {
        try {
            guest.socket().close();
        } catch (IOException e) {
            // Nothing more can be done with it.
        }
    }
}
