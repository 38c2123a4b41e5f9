package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.guilds.TestPeople;
import dev.porchlight.bridge.presence.Allotment;
import dev.porchlight.bridge.presence.PresenceSocket;
import dev.porchlight.bridge.presence.RequestLimit;
import dev.porchlight.bridge.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The room behind a real door, with a store of its own and people as the test says. */
final class LanyardRoom implements AutoCloseable {

    final People people = new People();
    final Lanyard lanyard;

    /** Whose pairs changed, in order. */
    final List<Long> changed = new CopyOnWriteArrayList<>();

    private final Store store;
    private final TestDoor door;
    private final HttpClient http = HttpClient.newHttpClient();

    LanyardRoom(Path data, int kvBytes, String cdn) throws IOException {
        store = new Store(data);
        lanyard = new Lanyard(new LanyardSettings(kvBytes, cdn, "https://discord.gg/porch"), people, store);
        store.openIfThere();
        lanyard.load();
        lanyard.keyValues().watch(changed::add);
        Routes routes = new Routes();
        RequestLimit limit = new RequestLimit();
        PresenceSocket socket = lanyard.socket(new Allotment(10_000), nanos -> {});
        lanyard.register(routes, limit, socket);
        lanyard.registerAtRoot(routes, limit, socket);
        door = TestDoor.open(routes);
        TestPeople.become(people, People.State.AVAILABLE);
    }

    void online(long id, String name) {
        TestPeople.put(people, TestPeople.person(id, name, Person.Status.ONLINE, ""));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + door.address().getPort() + path);
    }

    /** What the bot answers to it, as if that person had typed it. */
    String command(long user, String name, String subcommand, Map<String, String> options) throws Exception {
        SlashCommand command = lanyard.commands().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return command.handler().answer(new SlashCommand.Call(user, subcommand, options));
    }

    /** A new key of theirs. */
    String apiKey(long user) throws Exception {
        String answer = command(user, "apikey", "", Map.of());
        return answer.replaceAll("(?s).*`(lnyd_[0-9a-f]{32})`.*", "$1");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "", new byte[0]);
    }

    HttpResponse<String> ask(String method, String path, String key, byte[] body)
            throws IOException, InterruptedException {
        return send(method, path, key, body, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(String method, String path, String key, byte[] body, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!key.isEmpty()) {
            request.header("Authorization", key);
        }
        return http.send(request.build(), handler);
    }

    @Override
    public void close() {
        door.close();
        store.close();
        http.close();
    }
}
