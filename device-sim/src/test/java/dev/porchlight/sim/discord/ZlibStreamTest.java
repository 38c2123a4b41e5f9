package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class ZlibStreamTest {

    @Test
    void messagesShareOneStreamAndEachEndsWithAFlush() throws Exception {
        Random random = new Random(7);
        try (ZlibStream stream = new ZlibStream()) {
            Inflater inflater = new Inflater();
            for (int size : new int[] {1, 10, 5_000, 4_096, 100_000, 3}) {
                byte[] message = new byte[size];
                random.nextBytes(message);
                byte[] compressed = stream.compress(message);
                assertThat(Arrays.copyOfRange(compressed, compressed.length - 4, compressed.length))
                        .isEqualTo(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF});
                byte[] back = new byte[size + 1];
                inflater.setInput(compressed);
                assertThat(inflater.inflate(back)).isEqualTo(size);
                assertThat(Arrays.copyOf(back, size)).isEqualTo(message);
            }
            inflater.end();
        }
    }

    @Test
    void whatWasSaidBeforeCostsLittleTheSecondTime() {
        byte[] message = "{\"op\":0,\"t\":\"VOICE_STATE_UPDATE\",\"d\":{\"channel_id\":\"123456789\"}}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (ZlibStream stream = new ZlibStream()) {
            int first = stream.compress(message).length;
            assertThat(stream.compress(message).length).isLessThan(first / 2);
        }
    }
}
