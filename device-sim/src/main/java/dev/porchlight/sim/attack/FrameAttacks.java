package dev.porchlight.sim.attack;

import dev.porchlight.sim.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** WebSocket frames that break RFC 6455 or a limit, floods of good ones, and peers that do not read. */
final class FrameAttacks {
    /** Bytes after a good handshake and the close code they earn. */
    private record Case(String name, int code, ByteBuffer wire) {
        Case(String name, int code, byte[] bytes) {
            this(name, code, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        }

        byte[] bytes() {
            byte[] bytes = new byte[wire.capacity()];
            wire.get(0, bytes);
            return bytes;
        }
    }

    private static final List<Case> BROKEN = List.of(
            new Case("unmasked", 1002, Frame.text("AUTH:x").unmasked()),
            new Case("reserved bit", 1002, changed(Frame.text("AUTH:x").masked(), 0xC1)),
            new Case("reserved bits", 1002, changed(Frame.ping(new byte[3]).masked(), 0xB9)),
            new Case("reserved opcode", 1002, changed(Frame.text("AUTH:x").masked(), 0x83)),
            new Case(
                    "reserved control opcode",
                    1002,
                    changed(Frame.text("AUTH:x").masked(), 0x8F)),
            new Case(
                    "fragmented ping",
                    1002,
                    Frame.of(false, Frame.PING, new byte[3]).masked()),
            new Case("long ping", 1002, Frame.ping(new byte[126]).masked()),
            new Case(
                    "continuation of nothing",
                    1002,
                    Frame.of(true, Frame.CONTINUATION, new byte[3]).masked()),
            new Case("message in a message", 1002, joined(fragment(Frame.TEXT, 3), fragment(Frame.TEXT, 3))),
            new Case("64-bit length", 1002, declaring(-1L)),
            new Case("terabytes declared", 1009, declaring(1L << 40)),
            new Case("2 GiB declared", 1009, declaring(Integer.MAX_VALUE)),
            new Case("message over its cap", 1009, Frame.text("A".repeat(513)).masked()),
            new Case("message of 64 KiB", 1009, Frame.binary(new byte[65_536]).masked()),
            new Case(
                    "fragments over the cap",
                    1009,
                    joined(
                            fragment(Frame.TEXT, 200),
                            fragment(Frame.CONTINUATION, 200),
                            Frame.ping(new byte[1]).masked(),
                            fragment(Frame.CONTINUATION, 200))),
            new Case(
                    "bad UTF-8",
                    1007,
                    Frame.of(true, Frame.TEXT, bytes(0xCE, 0xBA, 0xE1, 0xBD)).masked()),
            new Case(
                    "surrogate in UTF-8",
                    1007,
                    Frame.of(true, Frame.TEXT, bytes(0xED, 0xA0, 0x80)).masked()),
            new Case(
                    "bad UTF-8 in fragments",
                    1007,
                    joined(
                            Frame.of(false, Frame.TEXT, bytes(0xF4)).masked(),
                            Frame.of(true, Frame.CONTINUATION, bytes(0x90, 0x80, 0x80))
                                    .masked())),
            new Case(
                    "half a close code",
                    1002,
                    Frame.of(true, Frame.CLOSE, bytes(3)).masked()),
            new Case(
                    "close code 999",
                    1002,
                    Frame.of(true, Frame.CLOSE, bytes(3, 0xE7)).masked()),
            new Case(
                    "close code 1005",
                    1002,
                    Frame.of(true, Frame.CLOSE, bytes(3, 0xED)).masked()),
            new Case(
                    "close code 65535",
                    1002,
                    Frame.of(true, Frame.CLOSE, bytes(0xFF, 0xFF)).masked()),
            new Case(
                    "bad UTF-8 in a close",
                    1007,
                    Frame.of(true, Frame.CLOSE, bytes(3, 0xE8, 0xFF)).masked()));

    private FrameAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.quick("broken frames", 14, FrameAttacks::broken),
                Attack.quick("resets in mid-frame or mid-head", 6, FrameAttacks::cut),
                Attack.quick("ping floods", 1, FrameAttacks::pings),
                Attack.slow("ping floods that do not read", 2, Duration.ofSeconds(60), FrameAttacks::deafPings),
                Attack.slow("dripping fragments", 4, Duration.ofSeconds(15), FrameAttacks::drippingFragments),
                Attack.slow("boards that never read", 1, Duration.ofSeconds(80), FrameAttacks::deadBoard));
    }

    private static Outcome broken(Target target, Random random) throws IOException {
        Case one = BROKEN.get(random.nextInt(BROKEN.size()));
        try (Peer peer = target.connect(random)) {
            if (random.nextBoolean()) { // right behind the handshake, in the same packet
                byte[] knock = Knock.request(target, random, "").getBytes(StandardCharsets.US_ASCII);
                peer.send(joined(knock, one.bytes()));
                if (Verdicts.answered(peer, 101, "a good handshake") == Outcome.SHED) {
                    return Outcome.SHED;
                }
            } else if (Knock.in(peer, target, random)) {
                peer.send(one.bytes());
            } else {
                return Outcome.SHED;
            }
            return Verdicts.closed(peer, one.code(), one.name());
        }
    }

    /** Gone without a goodbye, wherever it happens to be. */
    private static Outcome cut(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            String knock = Knock.request(target, random, "");
            if (random.nextBoolean()) {
                peer.send(knock.substring(0, random.nextInt(knock.length())));
            } else if (Knock.in(peer, target, random)) {
                byte[] frame = Frame.text("AUTH:" + "x".repeat(200)).masked();
                peer.send(Arrays.copyOf(frame, random.nextInt(frame.length)));
            }
            peer.reset();
            return Outcome.AS_PROMISED;
        }
    }

    /** Of many pings at once the newest must be answered (RFC 6455 §5.5.3), and nothing that was not asked. */
    private static Outcome pings(Target target, Random random) throws IOException {
        try (Peer peer = target.connect(random)) {
            if (!Knock.in(peer, target, random)) {
                return Outcome.SHED;
            }
            for (int burst = 0; burst < 50; burst++) {
                byte[] twenty = new byte[0];
                byte[] payload = new byte[2 + random.nextInt(124)];
                for (int i = 1; i <= 20; i++) {
                    payload[0] = (byte) burst;
                    payload[1] = (byte) i;
                    twenty = joined(twenty, Frame.ping(payload).masked());
                }
                peer.send(twenty);
                for (int answered = 0; answered < 20; ) {
                    Frame frame = peer.frame().orElse(null);
                    if (frame == null) {
                        return Outcome.SHED;
                    }
                    if (frame.opcode() == Frame.PONG) {
                        byte[] pong = frame.payload();
                        if (pong.length != payload.length || pong[0] != burst || pong[1] <= answered) {
                            throw new Unexpected("a pong that nobody asked for");
                        }
                        answered = pong[1];
                    }
                }
            }
            return Outcome.AS_PROMISED;
        }
    }

    /** Pings and never reads. The server may end it, or leave most of it unanswered. At most 20 MB, and 40 s. */
    private static Outcome deafPings(Target target, Random random) throws IOException, InterruptedException {
        byte[] ping = Frame.ping(new byte[125]).masked();
        byte[] many = new byte[0];
        for (int i = 0; i < 100; i++) {
            many = joined(many, ping);
        }
        try (Peer peer = target.connect(Target.hostile(random.nextInt(4_096)), 2_048)) {
            if (!Knock.in(peer, target, random)) {
                return Outcome.SHED;
            }
            long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
            for (int i = 0; i < 1_500 && System.nanoTime() - end < 0; i++) {
                peer.send(many);
                Thread.sleep(10);
            }
            return Outcome.AS_PROMISED;
        } catch (SocketException e) {
            return Outcome.AS_PROMISED;
        }
    }

    /** One byte at a time, so slowly that the time for the token runs out. */
    private static Outcome drippingFragments(Target target, Random random) throws IOException, InterruptedException {
        try (Peer peer = target.connect(random)) {
            if (!Knock.in(peer, target, random)) {
                return Outcome.SHED;
            }
            peer.send(fragment(Frame.TEXT, 1));
            for (int i = 0; i < 50; i++) {
                Thread.sleep(100);
                peer.send(fragment(Frame.CONTINUATION, 1));
            }
            return Verdicts.closed(peer, 1005, "dripping fragments");
        }
    }

    /** Has the token, and is dead from then on, but for its TCP. */
    private static Outcome deadBoard(Target target, Random random) throws IOException, InterruptedException {
        try (Peer peer = target.connect(random)) {
            if (!Knock.in(peer, target, random)) {
                return Outcome.SHED;
            }
            peer.send(Frame.text("AUTH:" + target.token()).masked());
            Thread.sleep(60_000);
            peer.rest(0);
            return Outcome.AS_PROMISED;
        } catch (SocketException e) {
            return Outcome.AS_PROMISED;
        }
    }

    private static byte[] fragment(int opcode, int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 'A');
        return Frame.of(false, opcode, payload).masked();
    }

    private static byte[] declaring(long length) {
        return ByteBuffer.allocate(14)
                .put((byte) 0x82)
                .put((byte) 0xFF)
                .putLong(length)
                .array();
    }

    private static byte[] changed(byte[] frame, int firstByte) {
        frame[0] = (byte) firstByte;
        return frame;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
