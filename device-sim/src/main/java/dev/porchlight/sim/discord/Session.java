package dev.porchlight.sim.discord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One identified bot session and what it can replay. Guarded by the world's lock.
 *
 * <pre>
 *   IDENTIFY ──▶ CONNECTED ◀──RESUME── WAITING        a waiting session goes on collecting dispatches
 *                    └──connection lost──▶┘
 * </pre>
 *
 * <p>Invariant: {@link #sequence} counts every dispatch, and the replay buffer holds the newest of them without a gap,
 * no more of them and no more bytes than it was given.
 */
final class Session {
    /** A dispatch as it went out; its bytes are shared with the queue of what waits to be sent, and never changed. */
    private static final class Sent {
        private final int sequence;
        private final byte[] payload;

        private Sent(int sequence, byte[] payload) {
            this.sequence = sequence;
            this.payload = payload;
        }
    }

    final String id = UUID.randomUUID().toString().replace("-", "");
    private final Identify identify;
    private final int replayEvents;
    private final long replayBytes;
    private final Deque<Sent> replay = new ArrayDeque<>();
    private final Set<Long> announcedGuilds = new HashSet<>();
    private final Set<Long> knownGuilds = new HashSet<>();
    private GatewayConnection connection;
    private Instant lostAt = Instant.MAX;
    private long keptBytes;
    private int sequence;
    private boolean resumable = true;

    Session(GatewayConnection connection, Identify identify, Options options) {
        this.connection = connection;
        this.identify = identify;
        this.replayEvents = options.replayEvents();
        this.replayBytes = options.replayBytes();
    }

    /** What READY tells: who the bot is, how to resume, and which guilds will come. */
    Map<String, Object> ready(SimUser bot, String resumeUrl, List<SimGuild> guilds, int applicationFlags) {
        Map<String, Object> user = bot.world().self();
        Map<String, Object> ready = Json.object(
                "v", 10, "user", user, "session_type", "normal", "session_id", id, "resume_gateway_url", resumeUrl);
        ready.putAll(Json.object(
                "user_settings",
                Map.of(),
                "relationships",
                List.of(),
                "private_channels",
                List.of(),
                "presences",
                List.of(),
                "guilds",
                guilds.stream().map(GuildJson::stub).toList(),
                "shard",
                List.of(identify.shard(), identify.shards()),
                "application",
                Json.object("id", Json.id(bot.id()), "flags", applicationFlags),
                "_trace",
                List.of("[\"device-sim\"]")));
        return ready;
    }

    /** Numbers a dispatch, keeps it for replay and, when somebody is connected, sends it. */
    void dispatch(String type, String d) {
        sequence++;
        byte[] payload = ("{\"t\":" + Json.write(type) + ",\"s\":" + sequence + ",\"op\":0,\"d\":" + d + "}")
                .getBytes(StandardCharsets.UTF_8);
        keep(new Sent(sequence, payload));
        if (connection != null) {
            connection.dispatch(payload);
        }
    }

    private void keep(Sent sent) {
        replay.addLast(sent);
        keptBytes += sent.payload.length;
        while (replay.size() > replayEvents || keptBytes > replayBytes) {
            keptBytes -= replay.removeFirst().payload.length;
        }
    }

    /** What came after that sequence number; empty when some of it is no longer kept. */
    Optional<List<byte[]>> since(int seen) {
        boolean whole = seen == sequence || (!replay.isEmpty() && replay.peekFirst().sequence <= seen + 1);
        if (!whole) {
            return Optional.empty();
        }
        return Optional.of(replay.stream()
                .filter(sent -> sent.sequence > seen)
                .map(sent -> sent.payload)
                .toList());
    }

    /** Goes on as it is, but a RESUME will be refused. */
    void losesItsResume() {
        resumable = false;
    }

    boolean isResumable() {
        return resumable;
    }

    int sequence() {
        return sequence;
    }

    boolean isOf(SimGuild guild) {
        return identify.covers(guild);
    }

    boolean wants(Intent intent) {
        return intent.in(identify.intents());
    }

    /** Direct messages come to the first shard. */
    boolean isFirstShard() {
        return identify.shard() == 0;
    }

    /** From how many members on the offline ones are left out of GUILD_CREATE. */
    int largeThreshold() {
        return identify.largeThreshold();
    }

    /** Whether the client has the guild's whole state: from GUILD_CREATE to GUILD_DELETE. */
    boolean knows(SimGuild guild) {
        return knownGuilds.contains(guild.id());
    }

    /** Whether the client has heard that there is such a guild, if only as a stub in READY. */
    boolean hasHeardOf(SimGuild guild) {
        return announcedGuilds.contains(guild.id());
    }

    void hearsOf(SimGuild guild) {
        announcedGuilds.add(guild.id());
    }

    void learns(SimGuild guild) {
        hearsOf(guild);
        knownGuilds.add(guild.id());
    }

    /** The guild is unavailable: the client keeps its name and waits for it. */
    void losesSightOf(SimGuild guild) {
        knownGuilds.remove(guild.id());
    }

    void forgets(SimGuild guild) {
        losesSightOf(guild);
        announcedGuilds.remove(guild.id());
    }

    Optional<GatewayConnection> connection() {
        return Optional.ofNullable(connection);
    }

    void attach(GatewayConnection newConnection) {
        connection = newConnection;
    }

    /** The connection is gone; from that moment on the time for a RESUME runs. */
    void detach(Instant now) {
        connection = null;
        lostAt = now;
    }

    /** When the connection was lost that this session had last; meaningless while it has one. */
    Instant lostAt() {
        return lostAt;
    }
}
