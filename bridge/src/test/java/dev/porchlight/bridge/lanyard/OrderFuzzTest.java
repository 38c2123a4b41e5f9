package dev.porchlight.bridge.lanyard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.presence.Dialect;
import dev.porchlight.bridge.presence.Message;
import dev.porchlight.bridge.presence.Order;
import dev.porchlight.bridge.presence.Refused;
import dev.porchlight.bridge.presence.TetherDialect;
import dev.porchlight.bridge.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client says over a socket for presence is an order within its bounds, or a refusal with a code, in both dialects. */
class OrderFuzzTest {

    private static final List<Dialect> DIALECTS = List.of(new TetherDialect(), new LanyardDialect());

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(OrderFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void whatAClientSaysIsAnOrderOrARefusal(Corpus.Input input) {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        for (Dialect dialect : DIALECTS) {
            try {
                check(dialect, dialect.read(Message.parse(text)));
            } catch (Refused refused) {
                assertThat(refused.code()).isIn(4004, 4005, 4006);
                assertThat(refused).hasMessageMatching("[a-z_]+");
            }
        }
    }

    private static void check(Dialect dialect, Order order) {
        switch (order) {
            case Order.Watch(List<Long> ids, Order.Shape shape) -> {
                assertThat(ids).doesNotContain(0L).doesNotHaveDuplicates();
                if (dialect.remembersUnknown()) {
                    assertThat(ids).hasSizeBetween(1, TetherDialect.MOST_IDS);
                    assertThat(shape).isEqualTo(Order.Shape.MAP);
                } else if (shape == Order.Shape.BARE) {
                    assertThat(ids).hasSizeLessThanOrEqualTo(1);
                }
            }
            case Order.Unwatch(List<Long> ids) -> assertThat(ids).doesNotContain(0L);
            case Order.WatchAll(), Order.UnwatchAll() ->
                assertThat(dialect.replaces()).isFalse();
            case Order.Heartbeat() -> {}
        }
    }
}
