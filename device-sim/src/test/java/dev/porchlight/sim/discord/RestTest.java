package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SimDiscord discord;

    @BeforeEach
    void start() {
        discord = SimDiscord.start();
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(discord.apiUrl() + path))
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, "Bot " + discord.token());
    }

    @Test
    void theBotKnowsItself() throws Exception {
        HttpResponse<String> self = get("users/@me");
        assertThat(self.statusCode()).isEqualTo(200);
        assertThat(self.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Json.readObject(self.body()))
                .containsEntry("id", "" + discord.bot().id())
                .containsEntry("bot", true);
    }

    @Test
    void theGatewayIsOnTheSamePort() throws Exception {
        assertThat(Json.readObject(get("gateway/bot").body())).containsEntry("url", discord.gatewayUrl());
        assertThat(get("gateway", "none").statusCode()).isEqualTo(200);
    }

    @Test
    void errorsHaveDiscordsShape() throws Exception {
        assertThat(get("users/@me", "Bot wrong").body()).isEqualTo("{\"message\":\"401: Unauthorized\",\"code\":0}");
        assertThat(get("nowhere").body()).isEqualTo("{\"message\":\"404: Not Found\",\"code\":0}");
        assertThat(get("nowhere").statusCode()).isEqualTo(404);
        assertThat(get("channels/1").body()).isEqualTo("{\"message\":\"Unknown Channel\",\"code\":10003}");
        assertThat(get("guilds/1").body()).isEqualTo("{\"message\":\"Unknown Guild\",\"code\":10004}");
    }

    @Test
    void aBodyIsReadAndAnotherMethodRefused() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(discord.apiUrl() + "users/@me"))
                        .header("Authorization", "Bot " + discord.token())
                        .method("PUT", HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(get("users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void guildsAndChannelsAreThere() throws Exception {
        SimGuild home = discord.guild("Home");
        SimChannel lounge = home.voiceChannel("lounge");
        assertThat(Json.readObject(get("guilds/" + home.id()).body())).containsEntry("name", "Home");
        assertThat(Json.readObject(get("channels/" + lounge.id()).body()))
                .containsEntry("name", "lounge")
                .containsEntry("type", 2);
    }

    @Test
    void anOutageIsAnOutageForRestToo() throws Exception {
        discord.refuseConnections(true);
        assertThatThrownBy(() -> get("users/@me")).isInstanceOf(IOException.class);
        discord.refuseConnections(false);
        assertThat(get("users/@me").statusCode()).isEqualTo(200);
    }
}
