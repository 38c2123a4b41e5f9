package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.neovisionaries.ws.client.WebSocketFrame;
import dev.porchlight.bridge.guilds.Guilds;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.HomeView;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one JDA says, fed by hand. */
class EventsTest {

    private final List<String> asked = new ArrayList<>();
    private final JDA jda = (JDA) Proxy.newProxyInstance(
            EventsTest.class.getClassLoader(), new Class<?>[] {JDA.class}, (proxy, method, arguments) -> {
                asked.add(method.getName() + (arguments == null ? "" : List.of(arguments)));
                return method.getReturnType().equals(long.class) ? 0L : null;
            });
    private final HomeLoop loop = new HomeLoop(death -> {});
    private final Home home = new Home(loop, Home.STALE_AFTER);
    private final Guilds guilds = new Guilds(home, VoiceSettings.DEFAULT);
    private final Counters counters = new Counters();
    private final Link link = new Link(nanos -> loop.post(() -> guilds.away(nanos)));
    private final JdaSession session = new JdaSession(
            new DiscordSettings(Optional.of("t"), Optional.empty(), Optional.empty()),
            Intents.VOICE,
            new Pace(Duration.ZERO, System::nanoTime),
            new OkHttpClient());
    private final Events events = events(session);

    @BeforeEach
    void ready() {
        loop.start();
        link.handTo(session);
        raw(1, "READY", "{'user':{'id':'9'},'guilds':[{'id':'1'}]}");
        raw(2, "GUILD_CREATE", "{'id':'1','name':'Home'}");
        assertThat(users()).isZero();
        assertThat(link.isUp()).isTrue();
    }

    @AfterEach
    void end() {
        loop.close();
        session.closeCallbacks();
    }

    @Test
    void givenAnEventThatJdaRunsAgainThenItIsTakenOnce() {
        raw(3, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':'11'}");
        assertThat(users()).isEqualTo(1);
        raw(4, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':null}");
        raw(3, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':'11'}");
        raw(4, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'6','channel_id':'11'}");
        assertThat(users()).isZero();
        assertThat(counters.received()).isEqualTo(4);
        raw(5, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':'11'}");
        assertThat(users()).isEqualTo(1);
    }

    @Test
    void givenAFreshSessionThenItsSmallNumbersAreNoRepeats() {
        raw(80, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':'11'}");
        raw(1, "READY", "{'user':{'id':'9'},'guilds':[{'id':'1'}]}");
        raw(2, "GUILD_CREATE", "{'id':'1','name':'Home'}");
        assertThat(users()).isZero();
        assertThat(counters.sessions()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = JDA.Status.class,
            names = {
                "DISCONNECTED",
                "SHUTTING_DOWN",
                "SHUTDOWN",
                "FAILED_TO_LOGIN",
                "RECONNECT_QUEUED",
                "WAITING_TO_RECONNECT",
                "ATTEMPTING_TO_RECONNECT"
            })
    void eachStatusOfALostConnectionTellsHome(JDA.Status status) {
        events.onEvent(new StatusChangeEvent(jda, status, JDA.Status.CONNECTED));
        assertThat(link.isUp()).isFalse();
        assertThat(homeIsReady()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = JDA.Status.class,
            names = {"LOADING_SUBSYSTEMS", "CONNECTED", "CONNECTING_TO_WEBSOCKET", "AWAITING_LOGIN_CONFIRMATION"})
    void aStatusOnTheWayUpTellsNothing(JDA.Status status) {
        events.onEvent(new StatusChangeEvent(jda, status, JDA.Status.INITIALIZED));
        assertThat(link.isUp()).isTrue();
        assertThat(homeIsReady()).isTrue();
    }

    @Test
    void givenTheNextSessionWhenTheOldJdaStillTellsThenNothingChanges() {
        JdaSession next = new JdaSession(
                new DiscordSettings(Optional.of("t"), Optional.empty(), Optional.empty()),
                Intents.VOICE,
                new Pace(Duration.ZERO, System::nanoTime),
                new OkHttpClient());
        link.handTo(next);
        events.onEvent(new StatusChangeEvent(jda, JDA.Status.SHUTDOWN, JDA.Status.SHUTTING_DOWN));
        raw(3, "VOICE_STATE_UPDATE", "{'guild_id':'1','user_id':'5','channel_id':'11'}");
        assertThat(link.isUp()).isTrue();
        assertThat(homeIsReady()).isTrue();
        assertThat(users()).isZero();
        next.closeCallbacks();
    }

    @ParameterizedTest
    @ValueSource(ints = {4004, 4010, 4011, 4012, 4013, 4014})
    void givenARefusalThenHomeIsToldTheSessionEndsAndJdaMustNotReconnect(int code) {
        disconnected(code, true);
        assertThat(homeIsReady()).isFalse();
        assertThat(session.endCode()).hasValue(code);
        assertThat(asked).contains("setAutoReconnect[false]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 4000, 4009})
    void givenAnotherCloseThenHomeIsToldAndJdaMayReconnect(int code) {
        disconnected(code, true);
        assertThat(homeIsReady()).isFalse();
        assertThat(session.endCode()).isEmpty();
        assertThat(asked).doesNotContain("setAutoReconnect[false]");
    }

    @Test
    void givenACloseOfOursWhenItsCodeLooksLikeARefusalThenItIsNone() {
        disconnected(4004, false);
        assertThat(homeIsReady()).isFalse();
        assertThat(session.endCode()).isEmpty();
    }

    @Test
    void givenTheEndOfJdaThenTheSessionEndsWithTheFirstCode() {
        events.onEvent(new ShutdownEvent(jda, OffsetDateTime.MIN, 4014));
        events.onEvent(new ShutdownEvent(jda, OffsetDateTime.MIN, 1000));
        assertThat(session.endCode()).hasValue(4014);
    }

    @Test
    void givenAFreshSessionThenWhatWasLostBeforeNoLongerMatters() {
        Renewal renewal = new Renewal(() -> 0);
        renewal.lost();
        new Events(loop, guilds, link, counters, new Hush(() -> 0), renewal, session)
                .onEvent(event(1, "READY", "{'user':{'id':'9'},'guilds':[]}"));
        assertThat(renewal.due()).isFalse();
    }

    /** Whether it is waited for cannot be tested without an address that swallows packets; that it is set can. */
    @Test
    void aConnectionMayTakeTenSeconds() {
        assertThat(JdaSession.webSockets(new OkHttpClient().sslSocketFactory()).getConnectionTimeout())
                .isEqualTo(10_000);
    }

    private Events events(JdaSession of) {
        return new Events(loop, guilds, link, counters, new Hush(() -> 0), new Renewal(() -> 0), of);
    }

    private void disconnected(int code, boolean byServer) {
        WebSocketFrame frame = WebSocketFrame.createCloseFrame(code, "because");
        events.onEvent(new SessionDisconnectEvent(jda, frame, frame, byServer, OffsetDateTime.MIN));
    }

    private void raw(int sequence, String type, String data) {
        events.onEvent(event(sequence, type, data));
    }

    private RawGatewayEvent event(int sequence, String type, String data) {
        String payload = "{'op':0,'s':" + sequence + ",'t':'" + type + "','d':" + data + "}";
        return new RawGatewayEvent(jda, sequence, DataObject.fromJson(payload.replace('\'', '"')));
    }

    private int users() {
        return afterwards().voiceUsers();
    }

    private boolean homeIsReady() {
        return afterwards().discordReady();
    }

    private HomeView afterwards() {
        CompletableFuture<HomeView> view = new CompletableFuture<>();
        loop.post(() -> view.complete(home.view()));
        return view.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
