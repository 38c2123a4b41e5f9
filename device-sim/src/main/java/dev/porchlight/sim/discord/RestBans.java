package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is banned from a guild. */
final class RestBans {
    private static final int MOST = 1_000;
    private static final int MOST_AT_ONCE = 200;

    private RestBans() {}

    static void add(Routes routes) {
        routes.get("guilds/{guild}/bans", RestBans::list)
                .get("guilds/{guild}/bans/{user}", RestBans::get)
                .put("guilds/{guild}/bans/{user}", RestBans::ban)
                .delete("guilds/{guild}/bans/{user}", RestBans::unban)
                .post("guilds/{guild}/bulk-ban", RestBans::banMany);
    }

    private static RestAnswer list(Call call) {
        call.needs(Permission.BAN_MEMBERS);
        int limit = call.query("limit", MOST, 1, MOST);
        return RestAnswer.ok(call.guild().bans().json(call.queryId("before"), call.queryId("after"), limit));
    }

    private static RestAnswer get(Call call) {
        call.needs(Permission.BAN_MEMBERS);
        return RestAnswer.ok(
                call.guild().bans().of(call.id("user")).orElseThrow(() -> RestError.unknown(10_026, "Ban")));
    }

    private static RestAnswer ban(Call call) {
        call.needs(Permission.BAN_MEMBERS);
        call.guild().bans().add(call.user(), call.auditLogReason());
        return RestAnswer.noContent();
    }

    private static RestAnswer unban(Call call) {
        call.needs(Permission.BAN_MEMBERS);
        if (!call.guild().bans().remove(call.id("user"))) {
            throw RestError.unknown(10_026, "Ban");
        }
        return RestAnswer.noContent();
    }

    private static RestAnswer banMany(Call call) {
        call.needs(Permission.BAN_MEMBERS);
        call.needs(Permission.MANAGE_GUILD);
        Map<String, Object> body = call.body();
        List<?> ids = body.get("user_ids") instanceof List<?> list ? list : List.of();
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw RestError.badLength("user_ids", 1, MOST_AT_ONCE);
        }
        List<String> banned = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Object id : ids) {
            SimUser user = call.world().userById(Json.snowflake(id));
            if (user == null || call.guild().bans().of(user.id()).isPresent()) {
                failed.add(String.valueOf(id));
            } else {
                call.guild().bans().add(user, call.auditLogReason());
                banned.add(Json.id(user.id()));
            }
        }
        if (banned.isEmpty()) {
            throw new RestError(400, 500_000, "Failed to ban users");
        }
        return RestAnswer.ok(Json.object("banned_users", banned, "failed_users", failed));
    }
}
