package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bot itself: gateway, user, application, its guilds and its direct messages. */
final class RestSelf {
    private static final int MOST_GUILDS = 200;

    private final World world;

    private RestSelf(World world) {
        this.world = world;
    }

    static void add(Routes routes, World world) {
        RestSelf self = new RestSelf(world);
        routes.open("GET", "gateway", call -> RestAnswer.ok(Json.object("url", world.gateway.url())))
                .get("gateway/bot", call -> RestAnswer.ok(self.gatewayBot()))
                .get("users/@me", call -> RestAnswer.ok(world.self()))
                .patch("users/@me", self::modify)
                .get("users/{user}", call -> RestAnswer.ok(call.user().json()))
                .get("users/@me/guilds", self::guilds)
                .delete("users/@me/guilds/{guild}", call -> {
                    call.guild().kickBot();
                    return RestAnswer.noContent();
                })
                .get(
                        "users/@me/channels",
                        call -> RestAnswer.ok(world.directChannels().stream()
                                .map(SimChannel::json)
                                .toList()))
                .post("users/@me/channels", self::openDirect)
                .get("applications/@me", call -> RestAnswer.ok(self.application()))
                .get("oauth2/applications/@me", call -> RestAnswer.ok(self.application()))
                .get("voice/regions", call -> RestAnswer.ok(List.of()));
    }

    private RestAnswer modify(Call call) {
        Map<String, Object> body = call.body();
        if (body.get("username") instanceof String name) {
            world.bot.setUsername(name);
        }
        if (body.containsKey("avatar")) {
            boolean none = body.get("avatar") == null;
            world.bot.setAvatar(none ? null : "%032x".formatted(world.snowflakes.next()));
        }
        return RestAnswer.ok(world.self());
    }

    private RestAnswer guilds(Call call) {
        long after = call.queryId("after");
        long before = call.queryId("before");
        return RestAnswer.ok(world.guilds.values().stream()
                .filter(guild -> guild.hasBot() && guild.id() > after && (before == 0 || guild.id() < before))
                .limit(call.query("limit", MOST_GUILDS, 1, MOST_GUILDS))
                .map(this::partial)
                .toList());
    }

    private Map<String, Object> partial(SimGuild guild) {
        return Json.object(
                "id",
                Json.id(guild.id()),
                "name",
                guild.nameNow(),
                "icon",
                null,
                "banner",
                null,
                "owner",
                false,
                "permissions",
                Long.toString(Permission.of(guild, world.bot)),
                "features",
                List.of());
    }

    private RestAnswer openDirect(Call call) {
        long id = Json.snowflake(call.body().get("recipient_id"));
        SimUser recipient =
                Optional.ofNullable(world.userById(id)).orElseThrow(() -> RestError.unknown(10_013, "User"));
        return RestAnswer.ok(world.direct(recipient).json());
    }

    private Map<String, Object> gatewayBot() {
        Map<String, Object> answer = Json.object("url", world.gateway.url());
        answer.putAll(world.gatewayLimits.json());
        return answer;
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
                "bot",
                world.bot.json(),
                "owner",
                Json.object("id", Json.id(world.bot.id()), "username", "owner", "discriminator", "0", "avatar", null));
    }
}
