package dev.porchlight.bridge.functional;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.sim.discord.ClientRequest;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A simulated Discord whose bot may see presences, two guilds in it, and, once a test has connected it, the way in. */
@Simulated
@Timeout(120)
abstract class DiscordPeople {

    static final int MEMBERS_REQUEST = 8;

    /** Of a guild that does not bring everybody along. */
    static final int LARGE = 300;

    @Simulated
    final SimDiscord sim = granted(Duration.ZERO);

    final SimGuild home = sim.guild("Home");
    final SimGuild club = sim.guild("Club");
    final SimChannel lounge = home.voiceChannel("Lounge");
    final SimUser alice = sim.user("alice");
    final SimUser bob = sim.user("bob");
    final List<String> told = new CopyOnWriteArrayList<>();
    Rig rig;

    static SimDiscord granted(Duration memberRequestWindow) {
        try {
            return SimDiscord.builder()
                    .grantPrivilegedIntents()
                    .memberRequestWindow(memberRequestWindow)
                    .start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void closeTheRig() {
        if (rig != null) {
            rig.close();
        }
    }

    /** Connected, and everybody known; what changes from then on is in {@link #told}. */
    void connect(PeopleSettings settings) {
        rig = Rig.withPeople(sim, settings);
        rig.people().watch((id, now) -> told.add(name(id) + (now == null ? " gone" : " " + now.status())));
    }

    void connect() {
        connect(PeopleSettings.DEFAULT);
    }

    private String name(long id) {
        return sim.users().stream()
                .filter(user -> user.id() == id)
                .map(SimUser::name)
                .findFirst()
                .orElse(String.valueOf(id));
    }

    Person person(SimUser user) {
        return rig.people().find(user.id());
    }

    boolean knows(SimUser user) {
        return person(user) != null;
    }

    void awaitStatus(SimUser user, Person.Status status) {
        rig.await(user + " is " + status, () -> knows(user) && person(user).status() == status);
    }

    void awaitGone(SimUser user) {
        rig.await(user + " is gone", () -> !knows(user));
    }

    /** The user object as it is kept. */
    Map<String, Object> user(SimUser user) {
        try {
            return JSON.std.mapFrom(person(user).user());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String activities(SimUser user) {
        return new String(person(user).activities(), StandardCharsets.UTF_8);
    }

    List<Map<String, Object>> memberRequests() {
        return sim.requests().stream()
                .filter(request -> request.opcode() == MEMBERS_REQUEST)
                .map(ClientRequest::d)
                .toList();
    }

    /** All that was told so far has been heard. */
    List<String> told() {
        return rig.onLoop(() -> List.copyOf(told));
    }
}
