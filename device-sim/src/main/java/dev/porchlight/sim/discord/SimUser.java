package dev.porchlight.sim.discord;

import java.util.Map;

/**
 * A person or a bot.
 *
 * @param id snowflake, as {@code user_id} says on the wire
 */
public record SimUser(long id, String name, boolean bot) {

    Map<String, Object> json() {
        return Json.object(
                "id",
                Json.id(id),
                "username",
                name,
                "discriminator",
                "0",
                "global_name",
                null,
                "avatar",
                null,
                "bot",
                bot,
                "public_flags",
                0);
    }
}
