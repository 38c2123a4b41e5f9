package dev.porchlight.sim.discord;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** REST v10, as far as a bot that reads needs it. Called under the world's lock. */
final class RestApi {
    private static final String PREFIX = "/api/v10/";
    private static final RestAnswer NOT_FOUND = RestAnswer.error(404, 0, "404: Not Found");

    private final World world;

    RestApi(World world) {
        this.world = world;
    }

    RestAnswer answer(String method, String path, String authorization) {
        if (!path.startsWith(PREFIX)) {
            return NOT_FOUND;
        }
        List<String> parts = Arrays.asList(path.substring(PREFIX.length()).split("/", -1));
        boolean open = parts.equals(List.of("gateway"));
        if (!open && !world.access.authorises(authorization)) {
            return RestAnswer.error(401, 0, "401: Unauthorized");
        }
        Optional<RestAnswer> answer = route(parts);
        if (answer.isPresent() && !method.equals("GET")) {
            return RestAnswer.error(405, 0, "405: Method Not Allowed");
        }
        return answer.orElse(NOT_FOUND);
    }

    private Optional<RestAnswer> route(List<String> parts) {
        return Optional.ofNullable(
                switch (String.join("/", parts)) {
                    case "gateway" -> RestAnswer.ok(Json.object("url", world.gateway.url()));
                    case "gateway/bot" -> RestAnswer.ok(gatewayBot());
                    case "users/@me" -> RestAnswer.ok(self());
                    case "users/@me/guilds" -> RestAnswer.ok(guilds());
                    case "applications/@me", "oauth2/applications/@me" -> RestAnswer.ok(application());
                    default -> parts.size() < 2 ? null : byId(parts);
                });
    }

    private RestAnswer byId(List<String> parts) {
        String what = parts.get(0) + (parts.size() == 3 ? "/" + parts.get(2) : parts.size() == 2 ? "" : "/?");
        Predicate<Long> asked = id -> Json.id(id).equals(parts.get(1));
        return switch (what) {
            case "users" ->
                world.users.values().stream()
                        .filter(user -> asked.test(user.id()))
                        .findFirst()
                        .map(user -> RestAnswer.ok(user.json()))
                        .orElse(RestAnswer.error(404, 10_013, "Unknown User"));
            case "guilds" ->
                guild(asked)
                        .map(guild -> RestAnswer.ok(GuildJson.settings(guild)))
                        .orElse(UNKNOWN_GUILD);
            case "guilds/channels" ->
                guild(asked)
                        .map(guild -> RestAnswer.ok(
                                guild.channels().stream().map(SimChannel::json).toList()))
                        .orElse(UNKNOWN_GUILD);
            case "channels" ->
                world.guilds.values().stream()
                        .filter(SimGuild::hasBot)
                        .flatMap(guild -> guild.channels().stream())
                        .filter(channel -> asked.test(channel.id()))
                        .findFirst()
                        .map(channel -> RestAnswer.ok(channel.json()))
                        .orElse(RestAnswer.error(404, 10_003, "Unknown Channel"));
            default -> null;
        };
    }

    private static final RestAnswer UNKNOWN_GUILD = RestAnswer.error(404, 10_004, "Unknown Guild");

    private Optional<SimGuild> guild(Predicate<Long> asked) {
        return world.guilds.values().stream()
                .filter(guild -> guild.hasBot() && asked.test(guild.id()))
                .findFirst();
    }

    private Map<String, Object> gatewayBot() {
        Map<String, Object> answer = Json.object("url", world.gateway.url());
        answer.putAll(world.gatewayLimits.json());
        return answer;
    }

    private Map<String, Object> self() {
        Map<String, Object> self = world.bot.json();
        self.putAll(Json.object("verified", true, "mfa_enabled", true, "flags", 0, "locale", "en-US"));
        return self;
    }

    private List<Map<String, Object>> guilds() {
        return world.guilds.values().stream()
                .filter(SimGuild::hasBot)
                .map(guild -> Json.object(
                        "id",
                        Json.id(guild.id()),
                        "name",
                        guild.nameNow(),
                        "icon",
                        null,
                        "owner",
                        false,
                        "permissions",
                        "1049600",
                        "features",
                        List.of()))
                .toList();
    }

    private Map<String, Object> application() {
        return Json.object(
                "id",
                Json.id(world.bot.id()),
                "name",
                world.bot.name(),
                "icon",
                null,
                "description",
                "",
                "bot_public",
                false,
                "bot_require_code_grant",
                false,
                "flags",
                world.access.applicationFlags(),
                "verify_key",
                "0".repeat(64),
                "team",
                null,
                "owner",
                Json.object("id", Json.id(world.bot.id()), "username", "owner", "discriminator", "0", "avatar", null));
    }
}
