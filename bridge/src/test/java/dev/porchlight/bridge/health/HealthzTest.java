package dev.porchlight.bridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.ClientAddress;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.door.DoorLimits;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.home.HomeView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The question on which containers are restarted. */
class HealthzTest {

    @Test
    void givenALoopThatIsStuckForMoreThanFiveSecondsThenItIsNamedAndTheAnswerIs503() throws Exception {
        AtomicReference<Duration> busy = new AtomicReference<>(Duration.ZERO);
        HomeView away = new HomeView(false, true, false, 0, List.of());
        Routes routes = new Routes();
        new Health(
                        () -> away,
                        () -> 0,
                        "",
                        "test",
                        () -> Health.Hardware.NONE,
                        List.of(new Health.Pulse("home", busy::get)))
                .register(routes);
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Door door = Door.open(free, DoorLimits.standard(), routes, ClientAddress.direct(), death -> {});
                HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + door.address().getPort() + "/healthz");
            HttpRequest request = HttpRequest.newBuilder(uri).build();

            busy.set(Duration.ofSeconds(5));
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);

            busy.set(Duration.ofMillis(5_001));
            HttpResponse<String> stuck = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(stuck.statusCode()).isEqualTo(503);
            assertThat(stuck.body()).contains("home");
        }
    }
}
