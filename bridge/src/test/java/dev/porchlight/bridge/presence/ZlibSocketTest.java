package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Status;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ?compression=zlib_json}: the same messages, each one whole zlib stream; {@link JsonSocket} checks that it is. */
class ZlibSocketTest {

    private static final String ZLIB = "/socket?compression=zlib_json";

    private SocketRoom room;

    @BeforeEach
    void open() throws IOException {
        room = SocketRoom.open(new TetherDialect());
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void givenBothKindsOfSocketThenTheyAreToldTheSameBytes() throws IOException {
        room.online(1);
        room.online(2);
        try (JsonSocket plain = room.socket();
                JsonSocket zlib = room.socket(ZLIB)) {
            String both = "{'subscribe_to_ids':['1','2']}";
            assertThat(zlib.initialize(both)).isEqualTo(plain.initialize(both));
            for (int i = 0; i < 12; i++) { // from one digit of the number to two
                String activity = "{\"name\":\"" + "ü€".repeat(i * 100) + "\"}";
                room.put(1 + i % 2, Status.ONLINE, activity);
                assertThat(zlib.message()).isEqualTo(plain.message());
            }
            room.gone(1);
            assertThat(zlib.message()).isEqualTo(plain.message());
        }
        assertThat(room.counts().inits()).containsOnlyKeys("ids,json", "ids,zlib");
    }

    @Test
    void givenALargeInitStateThenItIsOneStreamInSeveralFrames() throws IOException {
        Person[] people = LongStream.range(1_000, 2_000).mapToObj(room::online).toArray(Person[]::new);
        String ids =
                LongStream.range(1_000, 2_000).mapToObj(id -> "'" + id + "'").collect(Collectors.joining(","));
        try (JsonSocket plain = room.socket();
                JsonSocket zlib = room.socket(ZLIB)) {
            String all = "{'op':2,'d':{'subscribe_to_ids':[" + ids + "]}}";
            assertThat(zlib.say(all).message()).isEqualTo(plain.say(all).message());
            assertThat(zlib.frames()).isGreaterThan(3);
        }
        assertThat(people).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket?compression=zlib", "/socket?compression", "/socket?compression=ZLIB_JSON"})
    void givenAnyOtherWordThenItIsPlainText(String target) throws IOException {
        try (JsonSocket socket = room.socket(target)) {
            assertThat(socket.initialize("{'subscribe_to_id':'1'}")).containsEntry("t", "INIT_STATE");
        }
    }
}
