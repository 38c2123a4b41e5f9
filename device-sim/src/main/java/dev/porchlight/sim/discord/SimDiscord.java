package dev.porchlight.sim.discord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A simulated Discord on one port of this machine: REST v10 and the v10 gateway, with people one can move about.
 *
 * <pre>{@code
 * try (SimDiscord discord = SimDiscord.start()) {
 *     SimGuild home = discord.guild("Home");
 *     // point a bot at discord.apiUrl() and discord.gatewayUrl(), with discord.token()
 *     discord.awaitSession(Duration.ofSeconds(5));
 *     home.join(discord.user("alice"), home.voiceChannel("lounge"));
 * }
 * }</pre>
 *
 * <p>Thread-safe; runs on virtual threads of its own. Every {@code await} throws {@link dev.porchlight.sim.DeadlineMissed}
 * when time is up.
 */
public final class SimDiscord implements AutoCloseable {
    private final Options options;
    private final Listener listener;
    private volatile World world;

    SimDiscord(Options options) throws IOException {
        this.options = options;
        this.listener = new Listener(() -> world, options);
        this.world = freshWorld();
        listener.start();
    }

    private World freshWorld() {
        World fresh = new World(options);
        fresh.change(() -> fresh.gateway.setUrl(gatewayUrl()));
        return fresh;
    }

    /** On a free loopback port, with everything at its default. */
    public static SimDiscord start() {
        try {
            return builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SimDiscordBuilder builder() {
        return new SimDiscordBuilder();
    }

    public int port() {
        return listener.port();
    }

    /** The REST base with its closing slash, e.g. {@code http://127.0.0.1:9000/api/v10/}. */
    public String apiUrl() {
        return "http://127.0.0.1:" + port() + "/api/v10/";
    }

    /** e.g. {@code ws://127.0.0.1:9000}. */
    public String gatewayUrl() {
        return "ws://127.0.0.1:" + port();
    }

    /** The one token that is right, without {@code Bot }; {@link Access} changes it. */
    public String token() {
        return world.access.token();
    }

    /** Tokens and granted intents. */
    public Access access() {
        return world.access;
    }

    /** Slow, cut and silent connections. */
    public GatewayFaults gatewayFaults() {
        return world.gatewayFaults;
    }

    /** Session starts, shards, events of a client, the time for a RESUME. */
    public GatewayLimits gatewayLimits() {
        return world.gatewayLimits;
    }

    /** REST answers on demand: 429, 5xx, late, broken off. */
    public RestFaults restFaults() {
        return world.restFaults;
    }

    /** REST rate limits that really count. */
    public RateLimits rateLimits() {
        return world.rateLimits;
    }

    /** The bot that owns the token. */
    public SimUser bot() {
        return world.bot;
    }

    /** The person of that name, made if there is none. */
    public SimUser user(String name) {
        return user(name, false);
    }

    /**
     * The person of that name and id, made if there is none.
     *
     * @throws IllegalArgumentException when either is somebody else's
     */
    public SimUser user(String name, long id) {
        return world.act(() -> world.user(name, id));
    }

    /** Another bot, not the one that logs in. */
    public SimUser botUser(String name) {
        return user(name, true);
    }

    private SimUser user(String name, boolean bot) {
        return world.act(() -> world.user(name, bot));
    }

    /** The guild of that name, made if there is none, with the bot in it; sessions that are live hear of it at once. */
    public SimGuild guild(String name) {
        return world.ask(() -> world.guilds.computeIfAbsent(name, n -> {
            SimGuild made = new SimGuild(world, world.snowflakes.nextGuild(), n);
            world.gateway.guildAppeared(made);
            return made;
        }));
    }

    /** Everyone there is, the bot first. */
    public List<SimUser> users() {
        return world.ask(() -> List.copyOf(world.users.values()));
    }

    /** Every guild there is, with the bot in it or not. */
    public List<SimGuild> guilds() {
        return world.ask(() -> List.copyOf(world.guilds.values()));
    }

    /**
     * As it was at the start, on the same port: no guilds, no sessions, no faults, every count zero. Every connection is
     * reset. Guilds and users made before belong to a world nobody sees any more.
     */
    public void reset() {
        world = freshWorld();
        listener.refuse(false);
        listener.cutAll();
    }

    /** Direct messages between the bot and somebody. */
    public SimChannel direct(SimUser user) {
        return world.act(() -> world.direct(user));
    }

    /**
     * Changes the world while no session is told, neither now nor in a replay: what a missed event looks like. Everyone
     * else waits until the action has returned.
     */
    public void quietly(Runnable action) {
        world.quietly(action);
    }

    /** Resets every TCP connection. Sessions can be resumed. */
    public void dropConnections() {
        listener.cutAll();
    }

    /** An outage: every connection is reset, and every new one too, REST and gateway alike, until called with false. */
    public void refuseConnections(boolean refuse) {
        listener.refuse(refuse);
    }

    /** A RESUME of any session there is now will get INVALID_SESSION. Connected clients notice nothing before. */
    public void forgetSessions() {
        world.change(world.gateway::refuseResumes);
    }

    /** Op 7 to everyone. */
    public void askReconnect() {
        world.change(() -> world.gateway.connections().forEach(GatewayConnection::askReconnect));
    }

    /** Op 9 to everyone with a session. When not resumable the sessions are forgotten. */
    public void invalidateSessions(boolean resumable) {
        world.change(() -> {
            for (Session session : world.gateway.connectedSessions()) {
                session.connection().ifPresent(connection -> connection.invalidSession(resumable));
                if (!resumable) {
                    world.gateway.forget(session);
                }
            }
        });
    }

    /** Closes every gateway connection with that code; codes that end a session with Discord end it here. */
    public void closeSessions(int code) {
        world.change(() -> world.gateway.closeAll(code));
    }

    /** Heartbeats stay unanswered: the connection looks alive and is not. */
    public void stopAckingHeartbeats(boolean stop) {
        world.gatewayFaults.missAllAcks(stop);
    }

    /**
     * A dispatch of your own, to every session whatever its intents, numbered and replayed like any other.
     *
     * @param json the text of {@code d}, sent as it is: any JSON value, or something that is none
     */
    public void sendRaw(String type, String json) {
        world.change(() -> world.gateway.raw(type, json));
    }

    /** Waits until a bot has an identified session with a live connection. */
    public void awaitSession(Duration deadline) {
        world.await(
                "session", deadline, () -> !world.gateway.connectedSessions().isEmpty());
    }

    /** Waits until no connected session is left. */
    public void awaitNoSession(Duration deadline) {
        world.await(
                "end of the session",
                deadline,
                () -> world.gateway.connectedSessions().isEmpty());
    }

    /** Waits until n IDENTIFYs were accepted, counted since the start and not since the call. */
    public void awaitIdentifies(int n, Duration deadline) {
        world.await(n + " identifies", deadline, () -> world.gateway.logins.identifies() >= n);
    }

    /** Waits until n RESUMEs were accepted, counted since the start and not since the call. */
    public void awaitResumes(int n, Duration deadline) {
        world.await(n + " resumes", deadline, () -> world.gateway.logins.resumes() >= n);
    }

    /** Waits until a client has sent that opcode (3, 4, 8 or 31) and returns the newest such request. */
    public ClientRequest awaitRequest(int opcode, Duration deadline) {
        world.await("op " + opcode, deadline, () -> requests().stream().anyMatch(r -> r.opcode() == opcode));
        return requests().reversed().stream()
                .filter(r -> r.opcode() == opcode)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until n REST requests were made to that route, e.g. {@code GET /users/@me}, of the newest 256. */
    public void awaitRestCalls(int n, String route, Duration deadline) {
        RoutePattern pattern = RoutePattern.of(route);
        world.await(
                n + " requests to " + route,
                deadline,
                () -> restCalls().stream()
                                .filter(call ->
                                        pattern.matches(call.method(), RoutePattern.segmentsOf("/" + call.path())))
                                .count()
                        >= n);
    }

    /** RESUMEs that did not come to READY's {@code resume_gateway_url}, which Discord asks for. */
    public int resumesAtFirstUrl() {
        return world.ask(world.gateway.logins::resumesAtFirstUrl);
    }

    /** Accepted IDENTIFYs since the start. */
    public int identifies() {
        return world.ask(world.gateway.logins::identifies);
    }

    /** Accepted RESUMEs since the start. */
    public int resumes() {
        return world.ask(world.gateway.logins::resumes);
    }

    /** Sessions with a live connection. */
    public int sessions() {
        return world.ask(() -> world.gateway.connectedSessions().size());
    }

    /** The {@code d} of the newest IDENTIFY, accepted or not; empty before the first. Holds the token. */
    public Map<String, Object> lastIdentify() {
        return world.ask(world.gateway.logins::lastIdentify);
    }

    /** Ops 3, 4, 8 and 31 as clients sent them, oldest first; the newest 256. */
    public List<ClientRequest> requests() {
        return world.ask(world.gateway::requests);
    }

    /** The bot's global commands, as it registered them; those of one guild are among {@link SimGuild#appCommands}. */
    public List<Map<String, Object>> appCommands() {
        return world.ask(() -> world.appCommands.json(0));
    }

    /** The newest 256 REST requests with their answers' status, oldest first. */
    public List<RestCall> restCalls() {
        return world.ask(world.restLog::calls);
    }

    /**
     * Waits for a REST request, made before or after the call, and returns the newest that fits.
     *
     * @param path below {@code /api/v10/}, as a regular expression: {@code "channels/\\d+/messages"}
     */
    public RestCall awaitRestCall(String method, String path, Duration deadline) {
        return world.awaitPresent(method + " " + path, deadline, () -> world.restLog.newest(method, path));
    }

    @Override
    public String toString() {
        return world.ask(world.gateway::toString);
    }

    /** Closes the port and cuts every connection. */
    @Override
    public void close() {
        listener.close();
    }
}
