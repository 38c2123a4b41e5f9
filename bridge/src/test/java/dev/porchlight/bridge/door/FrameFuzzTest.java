package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.porchlight.bridge.testing.Corpus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a WebSocket peer sends, wherever the network cuts it, is frames or a violation, and costs what it says on the wire. */
class FrameFuzzTest {

    private static final int CAP = 1_000;

    /** Far above what a fuzzer's instrumentation needs, far below the lengths that a frame may announce. */
    private static final long MAX_ALLOCATED_BYTES = 64L * 1024 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final FrameCodec CODEC = new FrameCodec();

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(FrameFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void framesAreReadOrRefusedAlikeHoweverTheyAreCut(Corpus.Input input) {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] wire) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        List<String> atOnce = outcome(wire, new Random(0), Integer.MAX_VALUE);
        Random cuts = new Random(Arrays.hashCode(wire)); // of its own for each input, and the same in every replay
        List<String> cut = outcome(wire, cuts, 1 + cuts.nextInt(32));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(cut).isEqualTo(atOnce);
        assertThat(allocated).as("bytes allocated").isLessThan(MAX_ALLOCATED_BYTES + 100L * wire.length);
    }

    /** Feeds bytes as {@link SocketStage} does. */
    private static List<String> outcome(byte[] wire, Random cuts, int longest) {
        List<String> events = new ArrayList<>();
        Budget.Account account = new Budget(1 << 20, new DoorCounts()).open();
        FrameReader reader = new FrameReader(CODEC, account);
        MessageAssembler assembler = new MessageAssembler(CAP, account);
        int at = 0;
        try {
            while (at < wire.length) {
                int left = wire.length - at;
                int count = longest == Integer.MAX_VALUE ? left : Math.min(left, 1 + cuts.nextInt(longest));
                reader.feed(ByteBuffer.wrap(wire, at, count));
                at += count;
                Framedata frame = reader.next(assembler.room());
                while (frame != null) {
                    events.add(take(frame, assembler));
                    if (frame.getOpcode() == Opcode.CLOSING) {
                        return events;
                    }
                    frame = reader.next(assembler.room());
                }
            }
        } catch (ProtocolViolation violation) {
            // 1011 is what the codec answers to an exception of the library's that it has no name for.
            assertThat(violation.closeCode()).as(violation.getMessage()).isIn(1002, 1007, 1009);
            events.add("violation " + violation.closeCode());
        }
        return events;
    }

    private static String take(Framedata frame, MessageAssembler assembler) throws ProtocolViolation {
        return switch (frame.getOpcode()) {
            case PING, PONG -> {
                assertThat(frame.getPayloadData().remaining()).isLessThan(126);
                yield frame.getOpcode() + " " + hex(frame.getPayloadData());
            }
            case CLOSING -> {
                int code = ((CloseFrame) frame).getCloseCode();
                assertThat(Frame.close(code).bytes()).as("the echo of " + code).isLessThan(5);
                yield "CLOSING " + code;
            }
            case TEXT, BINARY, CONTINUOUS -> {
                yield assembler.add(frame) ? message(assembler) : "part";
            }
        };
    }

    private static String message(MessageAssembler assembler) throws ProtocolViolation {
        if (assembler.isText()) {
            String text = assembler.takeText();
            assertThat(text.length()).isLessThanOrEqualTo(CAP);
            return "text " + text;
        }
        ByteBuffer bytes = assembler.takeBytes();
        assertThat(bytes.remaining()).isLessThanOrEqualTo(CAP);
        return "binary " + hex(bytes);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
