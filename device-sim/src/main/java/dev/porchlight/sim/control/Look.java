package dev.porchlight.sim.control;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.JsonObject;
import dev.porchlight.sim.boards.Ota;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.discord.ClientRequest;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimMember;
import dev.porchlight.sim.discord.SimRole;
import dev.porchlight.sim.discord.SimUpload;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The simulated world as JSON, for people and programs to look at. Ids are strings, as on Discord's own wire. */
final class Look {
    private static final JSON STD = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Look() {}

    static String json(Object value) {
        try {
            return STD.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> named(String name, long id) {
        return JsonObject.of("name", name, "id", Long.toUnsignedString(id));
    }

    static Map<String, Object> state(Stage stage) {
        SimDiscord discord = stage.discord();
        return JsonObject.of(
                "api_url",
                discord.apiUrl(),
                "gateway_url",
                discord.gatewayUrl(),
                "token",
                discord.token(),
                "guilds",
                discord.guilds().stream().map(Look::guild).toList(),
                "users",
                users(stage),
                "boards",
                boards(stage),
                "gateway",
                gateway(discord));
    }

    static Map<String, Object> guild(SimGuild guild) {
        Map<String, Object> json = named(guild.name(), guild.id());
        json.put(
                "channels",
                guild.allChannels().stream()
                        .map(channel -> {
                            Map<String, Object> one = named(channel.name(), channel.id());
                            one.put("type", channel.kind().name().toLowerCase(Locale.ROOT));
                            return one;
                        })
                        .toList());
        json.put(
                "in_voice",
                guild.inVoice().stream()
                        .map(user -> JsonObject.of(
                                "user",
                                user.name(),
                                "channel",
                                guild.channelOf(user).map(Object::toString).orElse("")))
                        .toList());
        return json;
    }

    static List<Map<String, Object>> users(Stage stage) {
        return stage.discord().users().stream().map(Look::user).toList();
    }

    private static Map<String, Object> user(SimUser user) {
        Map<String, Object> json = named(user.name(), user.id());
        json.put("bot", user.bot());
        return json;
    }

    static Map<String, Object> user(Stage stage, SimUser user) {
        Map<String, Object> json = user(user);
        json.put(
                "member_of",
                stage.discord().guilds().stream()
                        .filter(guild -> guild.isMember(user))
                        .map(guild -> member(guild, user))
                        .toList());
        return json;
    }

    private static Map<String, Object> member(SimGuild guild, SimUser user) {
        SimMember member = guild.member(user);
        return JsonObject.of(
                "guild",
                guild.name(),
                "nick",
                member.nick(),
                "roles",
                member.roles().stream().map(SimRole::name).toList());
    }

    static List<Map<String, Object>> boards(Stage stage) {
        return stage.boards().names().stream()
                .flatMap(name -> stage.boards().find(name).map(board -> board(name, board)).stream())
                .toList();
    }

    static Map<String, Object> board(String name, SimBoard board) {
        return JsonObject.of(
                "name",
                name,
                "profile",
                board.profile().label(),
                "lit",
                board.lit(),
                "authorised",
                board.authorised(),
                "connects",
                board.connects(),
                "noauths",
                board.noauths(),
                "last_drop",
                board.lastDrop(),
                "received",
                board.received(),
                "otas",
                board.otas().stream().map(Look::ota).toList());
    }

    private static Map<String, Object> ota(Ota ota) {
        String fate = ota.fate().name().toLowerCase(Locale.ROOT);
        return JsonObject.of("url", ota.url(), "md5", ota.md5(), "chip", ota.chip(), "fate", fate);
    }

    static Map<String, Object> gateway(SimDiscord discord) {
        Map<String, Object> identify = new LinkedHashMap<>(discord.lastIdentify());
        identify.remove("token");
        return JsonObject.of(
                "sessions",
                discord.sessions(),
                "identifies",
                discord.identifies(),
                "resumes",
                discord.resumes(),
                "resumes_at_first_url",
                discord.resumesAtFirstUrl(),
                "last_identify",
                identify);
    }

    static List<Map<String, Object>> requests(SimDiscord discord) {
        return discord.requests().stream().map(Look::request).toList();
    }

    static Map<String, Object> request(ClientRequest request) {
        return JsonObject.of("op", request.opcode(), "d", request.d());
    }

    static List<Map<String, Object>> restRequests(SimDiscord discord) {
        return discord.restCalls().stream()
                .map(request -> JsonObject.of(
                        "method",
                        request.method(),
                        "path",
                        "/" + request.path(),
                        "query",
                        request.query(),
                        "body",
                        request.body(),
                        "files",
                        request.files().stream().map(Look::file).toList(),
                        "audit_log_reason",
                        request.auditLogReason(),
                        "status",
                        request.status()))
                .toList();
    }

    private static Map<String, Object> file(SimUpload file) {
        return JsonObject.of(
                "index",
                file.index(),
                "filename",
                file.filename(),
                "content_type",
                file.contentType(),
                "size_bytes",
                file.sizeBytes());
    }
}
