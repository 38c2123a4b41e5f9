package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.Pipe;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real pipe, which takes 64 KiB and then no more until it is read. */
class OutboxTest {

    private Pipe pipe;
    private GatheringByteChannel kernel;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.sink().configureBlocking(false);
        pipe.source().configureBlocking(false);
        kernel = pipe.sink();
    }

    @AfterEach
    void close() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }

    private static ByteBuffer[] message(int... sizes) {
        ByteBuffer[] parts = new ByteBuffer[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            parts[i] = ByteBuffer.allocate(sizes[i]);
        }
        return parts;
    }

    private byte[] read() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(100_000);
        while (pipe.source().read(buffer.clear()) > 0) {
            Channels.newChannel(all).write(buffer.flip());
        }
        return all.toByteArray();
    }

    @Test
    void aMessageThatIsAllWrittenLeavesNothing() {
        assertThat(Outbox.restOf(message(0))).isNull();
        assertThat(Outbox.restOf(message(0, 0))).isNull();
        // The last part being empty says nothing about the one before it.
        assertThat(Outbox.restOf(message(2, 0))).isNotNull();
    }

    @Test
    void theMessageInFlightDoesNotCountAsWaiting() throws IOException {
        Outbox outbox = Outbox.restOf(message(10, 500_000));
        assertThat(outbox.waiting()).isZero();
        outbox.add(message(100));
        assertThat(outbox.waiting()).isEqualTo(100 + 3 * Outbox.BUFFER_COST_BYTES);
        while (!outbox.isEmpty()) {
            outbox.drainTo(kernel);
            read();
        }
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void manySmallMessagesCostMoreThanTheirBytes() {
        Outbox outbox = Outbox.restOf(message(1));
        for (int i = 0; i < 1_000; i++) {
            outbox.add(message(2));
        }
        assertThat(outbox.waiting()).isGreaterThan(60_000);
    }

    @Test
    void everythingComesOutInOrderWhateverTheKernelTakes() throws IOException {
        Random random = new Random(7);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        Outbox outbox = Outbox.restOf(message(1));
        sent.write(0);
        for (int round = 0; round < 200; round++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                byte[] bytes = new byte[random.nextInt(random.nextInt(50) == 0 ? 200_000 : 300)];
                random.nextBytes(bytes);
                sent.writeBytes(bytes);
                int cut = random.nextInt(bytes.length + 1);
                outbox.add(new ByteBuffer[] {
                    ByteBuffer.wrap(bytes, 0, cut), ByteBuffer.wrap(bytes, cut, bytes.length - cut)
                });
            }
            outbox.drainTo(kernel);
            if (random.nextBoolean()) {
                received.writeBytes(read());
            }
        }
        while (!outbox.isEmpty()) {
            outbox.drainTo(kernel);
            received.writeBytes(read());
        }
        received.writeBytes(read());
        assertThat(received.toByteArray()).isEqualTo(sent.toByteArray());
    }
}
