package dev.porchlight.sim.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Op 8 REQUEST_GUILD_MEMBERS and its answer, GUILD_MEMBERS_CHUNK. Called under the world's lock; of many chunks each is
 * made on a virtual thread of its own in between, so that nobody waits for 100,000 members at once.
 *
 * <p>Whatever a session may not ask for, and what says neither whom nor how many, gets no answer at all, as with Discord.
 */
final class MemberRequests {
    private static final int CHUNK = 1_000;
    private static final int MOST_BY_NAME = 100;
    private static final int MOST_BY_ID = 100;
    private static final int MAX_NONCE_BYTES = 32;

    /** @param nonce null for none */
    private record Request(Session session, SimGuild guild, boolean presences, String nonce, List<String> notFound) {}

    private final World world;
    private final Duration window;
    /** When each guild's whole list was asked for last, by guild id. One entry a guild. */
    private final Map<Long, Instant> wholeAskedAt = new HashMap<>();

    MemberRequests(World world, Options options) {
        this.world = world;
        this.window = options.memberRequestWindow();
    }

    void answer(Session session, Map<String, Object> d) {
        Optional<SimGuild> guild = world.guildById(Json.snowflake(d.get("guild_id")));
        if (guild.isEmpty() || !session.knows(guild.get())) {
            return;
        }
        boolean presences = Boolean.TRUE.equals(d.get("presences")) && session.wants(Intent.GUILD_PRESENCES);
        Request request = new Request(session, guild.get(), presences, nonce(d.get("nonce")), new ArrayList<>());
        if (d.get("user_ids") != null) {
            byId(request, d.get("user_ids"));
        } else if (d.get("query") instanceof String query && d.get("limit") instanceof Number limit) {
            if (query.isEmpty() && limit.intValue() == 0) {
                whole(request);
            } else {
                byName(request, query, limit.intValue());
            }
        }
    }

    private void byId(Request request, Object ids) {
        List<?> asked = ids instanceof List<?> list ? list : List.of(ids);
        List<Member> found = new ArrayList<>();
        for (Object id : asked.subList(0, Math.min(asked.size(), MOST_BY_ID))) {
            request.guild()
                    .people()
                    .of(Json.snowflake(id))
                    .ifPresentOrElse(found::add, () -> request.notFound().add(String.valueOf(id)));
        }
        send(request, found, 0, 1);
    }

    private void byName(Request request, String query, int limit) {
        String start = query.toLowerCase(Locale.ROOT);
        send(
                request,
                request.guild().people().all().stream()
                        .filter(member -> starts(member, start))
                        .limit(limit <= 0 ? MOST_BY_NAME : Math.min(limit, MOST_BY_NAME))
                        .toList(),
                0,
                1);
    }

    static boolean starts(Member member, String lowerCase) {
        Map<String, Object> user = member.user.json();
        return List.of(
                        String.valueOf(user.get("username")),
                        String.valueOf(user.get("global_name")),
                        String.valueOf(member.get("nick")))
                .stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(lowerCase));
    }

    private void whole(Request request) {
        if (!request.session().wants(Intent.GUILD_MEMBERS)) {
            return;
        }
        Instant now = world.clock.instant();
        Instant again =
                wholeAskedAt.getOrDefault(request.guild().id(), Instant.EPOCH).plus(window);
        if (now.isBefore(again)) {
            tooSoon(request, Duration.between(now, again));
            return;
        }
        wholeAskedAt.put(request.guild().id(), now);
        List<Member> all = request.guild().people().all();
        int chunks = Math.max(1, (all.size() + CHUNK - 1) / CHUNK);
        Thread.ofVirtual().name("sim-discord-chunks").start(() -> {
            for (int i = 0; i < chunks; i++) {
                int index = i;
                List<Member> members = all.subList(i * CHUNK, Math.min(all.size(), (i + 1) * CHUNK));
                world.change(() -> send(request, members, index, chunks));
            }
        });
    }

    private void tooSoon(Request request, Duration left) {
        Map<String, Object> meta =
                Json.object("guild_id", Json.id(request.guild().id()));
        if (request.nonce() != null) {
            meta.put("nonce", request.nonce());
        }
        request.session()
                .dispatch(
                        "RATE_LIMITED",
                        Json.write(Json.object(
                                "opcode",
                                Opcode.REQUEST_GUILD_MEMBERS,
                                "retry_after",
                                left.toMillis() / 1000.0,
                                "meta",
                                meta)));
    }

    /** One chunk, to the session that asked. Who has left since then is left out. */
    private void send(Request request, List<Member> members, int index, int count) {
        if (!world.gateway.remembers(request.session()) || world.isQuiet()) {
            return;
        }
        People people = request.guild().people();
        List<Member> there = members.stream()
                .filter(member -> people.of(member.user).isPresent())
                .toList();
        Map<String, Object> chunk = Json.object(
                "guild_id",
                Json.id(request.guild().id()),
                "members",
                there.stream().map(people::json).toList(),
                "chunk_index",
                index,
                "chunk_count",
                count);
        if (request.presences()) {
            chunk.put(
                    "presences",
                    there.stream()
                            .map(member -> member.user)
                            .filter(user -> user.presence().isOnline())
                            .map(user -> user.presence().json(user))
                            .toList());
        }
        if (!request.notFound().isEmpty()) {
            chunk.put("not_found", request.notFound());
        }
        if (request.nonce() != null) {
            chunk.put("nonce", request.nonce());
        }
        request.session().dispatch("GUILD_MEMBERS_CHUNK", Json.write(chunk));
    }

    private static String nonce(Object nonce) {
        return nonce instanceof String text && text.getBytes(StandardCharsets.UTF_8).length <= MAX_NONCE_BYTES
                ? text
                : null;
    }
}
