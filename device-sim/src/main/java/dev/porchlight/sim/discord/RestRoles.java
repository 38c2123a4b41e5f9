package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.Map;

/** A guild's roles. */
final class RestRoles {
    private RestRoles() {}

    static void add(Routes routes) {
        routes.get(
                        "guilds/{guild}/roles",
                        call -> RestAnswer.ok(call.guild().roles().json()))
                .get(
                        "guilds/{guild}/roles/{role}",
                        call -> RestAnswer.ok(call.role().json()))
                .post("guilds/{guild}/roles", RestRoles::create)
                .patch("guilds/{guild}/roles", RestRoles::move)
                .patch("guilds/{guild}/roles/{role}", RestRoles::modify)
                .delete("guilds/{guild}/roles/{role}", RestRoles::delete);
    }

    private static RestAnswer create(Call call) {
        call.needs(Permission.MANAGE_ROLES);
        return RestAnswer.ok(call.guild().roles().create(call.body()).json());
    }

    private static RestAnswer move(Call call) {
        call.needs(Permission.MANAGE_ROLES);
        Map<SimRole, Integer> wanted = new LinkedHashMap<>();
        for (Map<String, Object> move : call.bodies()) {
            SimRole role = call.guild()
                    .roles()
                    .of(Json.snowflake(move.get("id")))
                    .orElseThrow(() -> RestError.unknown(10_011, "Role"));
            if (move.get("position") instanceof Number position) {
                wanted.put(role, position.intValue());
            }
        }
        call.guild().roles().move(wanted);
        return RestAnswer.ok(call.guild().roles().json());
    }

    private static RestAnswer modify(Call call) {
        call.needs(Permission.MANAGE_ROLES);
        call.guild().roles().update(call.role(), call.body());
        return RestAnswer.ok(call.role().json());
    }

    private static RestAnswer delete(Call call) {
        call.needs(Permission.MANAGE_ROLES);
        if (call.role().equals(call.guild().everyone())) {
            throw new RestError(400, 50_028, "Invalid Role");
        }
        call.guild().roles().delete(call.role());
        return RestAnswer.noContent();
    }
}
