package dev.porchlight.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.boards.RawServer;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with boards, asked for over HTTP and seen by a server that reads every byte. */
class BoardTroubleActionsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private RawServer server;
    private SimDiscord discord;
    private Boards boards;
    private ControlServer control;
    private RawServer.Peer lamp;

    @BeforeEach
    void aLampIsOn() throws Exception {
        server = new RawServer();
        discord = SimDiscord.start();
        boards = new Boards(server.url(), "token");
        control = ControlServer.start(Stage.of(discord, boards, stage -> {}), 0);
        post("boards", "{'board':'lamp'}");
        lamp = server.authorise();
        post("boards/lamp/await/authorised", "{}");
    }

    @AfterEach
    void stop() throws Exception {
        control.close();
        boards.close();
        discord.close();
        server.close();
        client.close();
    }

    /** The answer to it; with a status other than 200 an exception with its message. */
    private Map<String, Object> ask(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control.url() + "/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JSON.std.mapFrom(answer.body());
    }

    private Map<String, Object> post(String path, String body) throws Exception {
        return ask("POST", path, body);
    }

    private void awaitLit(boolean lit, String within) throws Exception {
        post("boards/lamp/await/lit", "{'lit':" + lit + ",'within':'" + within + "'}");
    }

    @Test
    void withoutWifiItIsGoneAndComesBack() throws Exception {
        post("boards/lamp/no-wifi", "{'time':'200ms'}");
        post("boards/lamp/await/unauthorised", "{}");
        server.authorise();
        post("boards/lamp/await/authorised", "{}");
    }

    @Test
    void aWrongTokenIsSaidFromTheNextConnectionOnUntilItIsTakenBack() throws Exception {
        post("boards/lamp/wrong-token", "{}");
        post("boards/lamp/cut", "{}");
        assertThat(server.upgrade().message()).endsWith(" AUTH:token-wrong");
        post("boards/lamp/wrong-token", "{'on':false}");
        post("boards/lamp/cut", "{}");
        assertThat(server.upgrade().message()).endsWith(" AUTH:token");
    }

    @Test
    void aBoardThatHangsShowsWhatItWasToldOnlyWhenItWakesUp() throws Exception {
        post("boards/lamp/half-open", "{}");
        lamp.text("1");
        assertThatThrownBy(() -> awaitLit(true, "200ms")).hasMessageStartingWith("417 ");
        post("boards/lamp/half-open", "{'on':false}");
        awaitLit(true, "10s");
    }

    @Test
    void aSlowReaderTakesItsTimeUntilItReadsNormally() throws Exception {
        post("boards/lamp/read-slowly", "{'bytes_per_second':1}");
        for (int i = 0; i < 20; i++) {
            lamp.text("0");
        }
        lamp.text("1");
        assertThatThrownBy(() -> awaitLit(true, "300ms")).hasMessageStartingWith("417 ");
        post("boards/lamp/read-normally", "{}");
        awaitLit(true, "10s");
    }

    @Test
    void aRebootIsAnEndALedThatIsOffAndANewBeginning() throws Exception {
        lamp.text("1");
        awaitLit(true, "10s");
        post("boards/lamp/reboot", "{'boot':'100ms'}");
        awaitLit(false, "10s");
        server.authorise();
        post("boards/lamp/await/authorised", "{}");
    }

    @Test
    void garbageAndBrokenFramesGoOutAsManyAsAskedFor() throws Exception {
        post("boards/lamp/garbage", "{'bytes':300,'seed':7}");
        byte[] first = lamp.bytes(300);
        post("boards/lamp/garbage", "{'bytes':300,'seed':7}");
        assertThat(lamp.bytes(300)).isEqualTo(first);
        post("boards/lamp/broken-frames", "{'frames':1}");
        assertThat(lamp.bytes(2)).hasSize(2);
    }

    @Test
    void whoHasNoConnectionCanSayNoGarbage() throws Exception {
        post("boards/lamp/off", "{}");
        assertThatThrownBy(() -> post("boards/lamp/garbage", "{}")).hasMessageContaining("no open WebSocket");
    }

    @Test
    void anUpdateIsTakenAndToldOf() throws Exception {
        post("boards/lamp/ota", "{'result':'failed','takes':'50ms'}");
        lamp.text("OTA:http://127.0.0.1/lamp.bin");
        post("boards/lamp/await/otas", "{'count':1}");
        assertThat(ask("GET", "boards/lamp", "").get("otas"))
                .isEqualTo(List.of(Map.of("url", "http://127.0.0.1/lamp.bin", "md5", "", "chip", "", "fate", "taken")));
        server.authorise();
    }

    @Test
    void aClockDriftsWithinItsRange() throws Exception {
        post("boards/lamp/clock-drift", "{'percent':-50}");
        assertThatThrownBy(() -> post("boards/lamp/clock-drift", "{'percent':80}"))
                .hasMessageContaining("-50 to 50 percent");
    }
}
