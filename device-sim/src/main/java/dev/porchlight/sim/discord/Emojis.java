package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guild's own emojis, without their pictures. Guarded by the world's lock, every method is called under it. */
final class Emojis {
    private final SimGuild guild;
    private final Map<Long, Map<String, Object>> emojis = new LinkedHashMap<>();

    Emojis(SimGuild guild) {
        this.guild = guild;
    }

    /** GUILD_EMOJIS_UPDATE. */
    Map<String, Object> create(String name, SimUser creator) {
        long id = guild.world().snowflakes.next();
        Map<String, Object> emoji = Json.object(
                "id",
                Json.id(id),
                "name",
                name,
                "roles",
                List.of(),
                "user",
                creator.json(),
                "require_colons",
                true,
                "managed",
                false,
                "animated",
                false,
                "available",
                true);
        emojis.put(id, emoji);
        changed();
        return emoji;
    }

    Map<String, Object> update(long id, Map<String, Object> body) {
        Map<String, Object> emoji = emojis.get(id);
        Json.merge(emoji, body, List.of("name", "roles"));
        changed();
        return emoji;
    }

    void delete(long id) {
        if (emojis.remove(id) != null) {
            changed();
        }
    }

    private void changed() {
        guild.world()
                .gateway
                .dispatch(
                        guild,
                        Intent.GUILD_EXPRESSIONS,
                        "GUILD_EMOJIS_UPDATE",
                        Json.object("guild_id", Json.id(guild.id()), "emojis", json()));
    }

    Optional<Map<String, Object>> of(long id) {
        return Optional.ofNullable(emojis.get(id));
    }

    List<Map<String, Object>> json() {
        return List.copyOf(emojis.values());
    }
}
