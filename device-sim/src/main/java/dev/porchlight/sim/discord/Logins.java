package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a connection gets its session: HELLO, then IDENTIFY or RESUME with their checks in Discord's order. Guarded by the
 * world's lock, every method is called under it.
 */
final class Logins {
    private final World world;
    private final Gateway gateway;
    private final Options options;
    private final Set<GatewayConnection> awaitingHello = new LinkedHashSet<>();
    private final Map<GatewayConnection, Map<String, Object>> awaitingReady = new LinkedHashMap<>();
    private boolean withholdsHello;
    private boolean withholdsReady;
    private Map<String, Object> lastIdentify = Map.of();
    private String refusal = "nobody identified";
    private int identifies;
    private int resumes;
    private int resumesAtFirstUrl;

    Logins(World world, Gateway gateway, Options options) {
        this.world = world;
        this.gateway = gateway;
        this.options = options;
    }

    /** HELLO, or the wait for it. */
    void greet(GatewayConnection connection) {
        if (withholdsHello) {
            awaitingHello.add(connection);
        } else {
            connection.hello();
        }
    }

    void left(GatewayConnection connection) {
        awaitingHello.remove(connection);
        awaitingReady.remove(connection);
    }

    void withholdHello(boolean withhold) {
        withholdsHello = withhold;
        if (!withhold) {
            awaitingHello.forEach(GatewayConnection::hello);
            awaitingHello.clear();
        }
    }

    void withholdReady(boolean withhold) {
        withholdsReady = withhold;
        if (!withhold) {
            Map<GatewayConnection, Map<String, Object>> waited = new LinkedHashMap<>(awaitingReady);
            awaitingReady.clear();
            waited.forEach(this::identify);
        }
    }

    /** IDENTIFY: the checks, then READY, then a GUILD_CREATE for each guild. */
    void identify(GatewayConnection connection, Map<String, Object> d) {
        lastIdentify = d;
        Identify identify = Identify.read(d);
        Optional<CloseCode> refused = refusal(connection, identify);
        if (refused.isPresent()) {
            refuse(connection, refused.get());
            return;
        }
        if (withholdsReady) {
            awaitingReady.put(connection, d);
            return;
        }
        if (!world.gatewayLimits.takeIdentifySlot(identify.shard())) {
            connection.invalidSession(false);
            return;
        }
        if (!world.gatewayLimits.takeSessionStart()) {
            refusal = "the last client was one IDENTIFY too many, which costs a bot its token";
            world.access.revokeToken();
            return;
        }
        Session session = new Session(connection, identify, options);
        gateway.begin(session);
        world.botPresence(identify.presence());
        connection.live();
        identifies++;
        List<SimGuild> guilds = guildsOf(identify);
        session.dispatch(
                "READY",
                Json.write(session.ready(world.bot, gateway.resumeUrl(), guilds, world.access.applicationFlags())));
        for (SimGuild guild : guilds) {
            session.hearsOf(guild);
            if (!guild.isAvailable()) {
                session.dispatch("GUILD_DELETE", Json.write(GuildJson.stub(guild)));
            } else if (guild.createDelay().isZero()) {
                gateway.tellOf(session, guild);
            } else {
                World.after(guild.createDelay(), () -> world.change(() -> gateway.tellOf(session, guild)));
            }
        }
    }

    private Optional<CloseCode> refusal(GatewayConnection connection, Identify identify) {
        if (awaitingReady.containsKey(connection)) {
            return Optional.of(CloseCode.ALREADY_AUTHENTICATED);
        }
        Optional<CloseCode> refused = identify.refusal(world.access);
        if (refused.isEmpty()
                && world.gatewayLimits.needsMoreShards(guildsOf(identify).size())) {
            return Optional.of(CloseCode.SHARDING_REQUIRED);
        }
        return refused;
    }

    private List<SimGuild> guildsOf(Identify identify) {
        return world.guilds.values().stream()
                .filter(guild -> guild.hasBot() && identify.covers(guild))
                .toList();
    }

    private void refuse(GatewayConnection connection, CloseCode code) {
        refusal = "the last client was refused with " + code.code() + " " + code.reason()
                + (code == CloseCode.DISALLOWED_INTENTS ? " " + Access.HOW_TO_GRANT : "");
        connection.close(code);
    }

    /** RESUME: the missed dispatches in order, then RESUMED; or INVALID_SESSION, or 4007. */
    void resume(GatewayConnection connection, Map<String, Object> d) {
        if (!world.access.accepts(d.get("token"))) {
            refuse(connection, CloseCode.AUTHENTICATION_FAILED);
            return;
        }
        Session session = gateway.session(String.valueOf(d.get("session_id"))).orElse(null);
        if (!connection.isOnResumeUrl()) {
            resumesAtFirstUrl++;
        }
        if (session == null
                || !session.isResumable()
                || !(d.get("seq") instanceof Number seq)
                || (world.gatewayLimits.isResumeUrlRequired() && !connection.isOnResumeUrl())) {
            connection.invalidSession(false);
            return;
        }
        if (session.connection().isEmpty() && world.gatewayLimits.isTooLateToResume(session.lostAt())) {
            gateway.forget(session);
            connection.invalidSession(false);
            return;
        }
        if (seq.intValue() < 0 || seq.intValue() > session.sequence()) {
            gateway.forget(session);
            refuse(connection, CloseCode.INVALID_SEQ);
            return;
        }
        Optional<List<byte[]>> missed = session.since(seq.intValue());
        if (missed.isEmpty()) {
            gateway.forget(session);
            connection.invalidSession(false);
            return;
        }
        session.connection().ifPresent(GatewayConnection::cut);
        session.attach(connection);
        connection.live();
        resumes++;
        missed.get().forEach(connection::dispatch);
        session.dispatch("RESUMED", "{\"_trace\":[\"[\\\"device-sim\\\"]\"]}");
    }

    /** RESUMEs, taken or not, that did not come to {@link Gateway#resumeUrl}. */
    int resumesAtFirstUrl() {
        return resumesAtFirstUrl;
    }

    int identifies() {
        return identifies;
    }

    int resumes() {
        return resumes;
    }

    Map<String, Object> lastIdentify() {
        return lastIdentify;
    }

    /** Why nobody could log in, while nobody has. */
    @Override
    public String toString() {
        return identifies == 0 ? refusal : "someone identified";
    }
}
