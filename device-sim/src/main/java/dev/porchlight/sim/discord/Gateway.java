package dev.porchlight.sim.discord;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The sessions: who is there and who is told what. Guarded by the world's lock, every method is called
 * under it.
 */
final class Gateway {
    /** Below the gateway's URL. */
    static final String RESUME_PATH = "/resume";

    private static final int MAX_REQUESTS = 256;

    private final World world;
    private final Options options;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Set<GatewayConnection> connections = new LinkedHashSet<>();
    private final Deque<ClientRequest> requests = new ArrayDeque<>();
    final Logins logins;
    private String url = "";

    Gateway(World world, Options options) {
        this.world = world;
        this.options = options;
        this.logins = new Logins(world, this, options);
    }

    void setUrl(String gatewayUrl) {
        url = gatewayUrl;
    }

    String url() {
        return url;
    }

    /** Where READY sends a client for its RESUME: the same port, another path, so that who ignores it is seen. */
    String resumeUrl() {
        return url + RESUME_PATH;
    }

    void connected(GatewayConnection connection) {
        connections.add(connection);
        logins.greet(connection);
    }

    /** @param clientCode what the client closed with; with 1000 or 1001 Discord ends the session at once */
    void disconnected(GatewayConnection connection, int clientCode) {
        connections.remove(connection);
        logins.left(connection);
        for (Session session : List.copyOf(sessions.values())) {
            if (session.connection().filter(connection::equals).isPresent()) {
                session.detach(world.clock.instant());
                if (clientCode == 1000 || clientCode == 1001) {
                    sessions.remove(session.id);
                }
            }
        }
    }

    /** A new session; when there are too many, the oldest is forgotten. */
    void begin(Session session) {
        sessions.put(session.id, session);
        if (sessions.size() > options.maxSessions()) {
            endOldest();
        }
    }

    Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Rather one that waits for a RESUME than one that is connected, which would be closed. */
    private void endOldest() {
        Session oldest = sessions.values().stream()
                .filter(session -> session.connection().isEmpty())
                .findFirst()
                .orElse(sessions.values().iterator().next());
        oldest.connection().ifPresent(connection -> connection.close(CloseCode.SESSION_TIMED_OUT));
        forget(oldest);
    }

    /** Tells every session that knows the guild and asked for such events. Nobody, while the world is quiet. */
    void dispatch(SimGuild guild, Intent intent, String type, Map<String, Object> d) {
        tell(guild, session -> session.wants(intent), type, () -> d);
    }

    /**
     * Tells those of the sessions that know the guild. Nobody, while the world is quiet.
     *
     * @param guild null for direct messages, of which the first shard hears
     * @param d asked for once, and only when somebody is to be told
     */
    void tell(SimGuild guild, Predicate<Session> who, String type, Supplier<Map<String, Object>> d) {
        if (world.isQuiet() || (guild != null && (!guild.isAvailable() || !guild.hasBot()))) {
            return;
        }
        String json = null;
        for (Session session : sessions.values()) {
            boolean knows = guild == null ? session.isFirstShard() : session.knows(guild);
            if (knows && who.test(session)) {
                json = json == null ? Json.write(d.get()) : json;
                session.dispatch(type, json);
            }
        }
    }

    /** Tells every session, whatever its intents. Nobody, while the world is quiet. */
    void tellAll(String type, Map<String, Object> d) {
        if (!world.isQuiet()) {
            raw(type, Json.write(d));
        }
    }

    /** The session of that connection; empty when it has been forgotten. */
    Optional<Session> sessionOf(GatewayConnection connection) {
        return sessions.values().stream()
                .filter(session ->
                        session.connection().filter(connection::equals).isPresent())
                .findFirst();
    }

    boolean remembers(Session session) {
        return session.equals(sessions.get(session.id));
    }

    /** GUILD_DELETE for an outage: for every session that knows the guild. */
    void guildUnavailable(SimGuild guild) {
        if (world.isQuiet()) {
            return;
        }
        for (Session session : sessions.values()) {
            if (session.knows(guild)) {
                session.dispatch("GUILD_DELETE", Json.write(GuildJson.stub(guild)));
                session.losesSightOf(guild);
            }
        }
    }

    /** GUILD_DELETE for good: for every session that has heard of the guild. */
    void guildGone(SimGuild guild) {
        if (world.isQuiet()) {
            return;
        }
        for (Session session : sessions.values()) {
            if (session.hasHeardOf(guild)) {
                session.dispatch("GUILD_DELETE", Json.write(Json.object("id", Json.id(guild.id()))));
                session.forgets(guild);
            }
        }
    }

    /** GUILD_CREATE for every session that does not know this guild. */
    void guildAppeared(SimGuild guild) {
        sessions.values().stream().filter(session -> session.isOf(guild)).forEach(session -> tellOf(session, guild));
    }

    /** GUILD_CREATE, when the session may know the guild and does not yet. */
    void tellOf(Session session, SimGuild guild) {
        boolean mayKnow = guild.isAvailable() && guild.hasBot() && !guild.isCreateHeld();
        if (world.isQuiet() || !mayKnow || session.knows(guild) || !session.wants(Intent.GUILDS)) {
            return;
        }
        session.learns(guild);
        session.dispatch("GUILD_CREATE", Json.write(GuildCreate.of(guild, session)));
    }

    /** Any dispatch, to every session, whatever its intents. */
    void raw(String type, String json) {
        sessions.values().forEach(session -> session.dispatch(type, json));
    }

    void forget(Session session) {
        sessions.remove(session.id);
        session.connection().ifPresent(GatewayConnection::forgetsItsSession);
        session.detach(world.clock.instant());
    }

    /** The session of a connection that is as good as gone waits for a RESUME. */
    void lost(GatewayConnection connection) {
        for (Session session : sessions.values()) {
            if (session.connection().filter(connection::equals).isPresent()) {
                session.detach(world.clock.instant());
            }
        }
    }

    /** Closes every connection with that code; codes that end a session with Discord end it here. */
    void closeAll(int code) {
        connections.forEach(connection -> connection.close(code, CloseCode.reasonOf(code)));
        if (CloseCode.endsSession(code)) {
            sessions.clear();
        }
    }

    void refuseResumes() {
        sessions.values().forEach(Session::losesItsResume);
    }

    void record(int opcode, Map<String, Object> d) {
        if (requests.size() == MAX_REQUESTS) {
            requests.removeFirst();
        }
        requests.addLast(new ClientRequest(opcode, d));
    }

    List<GatewayConnection> connections() {
        return new ArrayList<>(connections);
    }

    List<Session> connectedSessions() {
        return sessions.values().stream()
                .filter(session -> session.connection().isPresent())
                .toList();
    }

    List<ClientRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String toString() {
        return "sessions connected %d, waiting for a resume %d, identifies %d, resumes %d, sockets %d; %s"
                .formatted(
                        connectedSessions().size(),
                        sessions.size() - connectedSessions().size(),
                        logins.identifies(),
                        logins.resumes(),
                        connections.size(),
                        logins);
    }
}
