package dev.porchlight.sim.discord;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bot's application commands, global ones and those of single guilds. Guarded by the world's lock, every method is
 * called under it. A guild's id of 0 stands for global.
 */
final class Commands {
    private static final List<String> WRITABLE = List.of(
            "name",
            "name_localizations",
            "description",
            "description_localizations",
            "options",
            "default_member_permissions",
            "dm_permission",
            "contexts",
            "integration_types",
            "nsfw",
            "handler");

    private final World world;
    private final Map<Long, Map<Long, Map<String, Object>>> byGuild = new HashMap<>();

    Commands(World world) {
        this.world = world;
    }

    /** The command of that name and type, changed; or a new one. */
    Map<String, Object> put(long guildId, Map<String, Object> body) {
        CommandRules.check(body, "");
        return write(guildId, body);
    }

    /** Exactly these; what had the same name and type before keeps its id. */
    List<Map<String, Object>> overwrite(long guildId, List<Map<String, Object>> bodies) {
        CommandRules.checkAll(bodies);
        List<Map<String, Object>> written =
                bodies.stream().map(body -> write(guildId, body)).toList();
        of(guildId).values().retainAll(written);
        return written;
    }

    Optional<Map<String, Object>> edit(long guildId, long id, Map<String, Object> body) {
        Map<String, Object> command = of(guildId).get(id);
        if (command == null) {
            return Optional.empty();
        }
        Map<String, Object> edited = new LinkedHashMap<>(command);
        Json.merge(edited, body, WRITABLE);
        CommandRules.check(edited, "");
        edited.put("version", Json.id(world.snowflakes.next()));
        of(guildId).put(id, edited);
        return Optional.of(edited);
    }

    boolean delete(long guildId, long id) {
        return of(guildId).remove(id) != null;
    }

    Optional<Map<String, Object>> byId(long guildId, long id) {
        return Optional.ofNullable(of(guildId).get(id));
    }

    Optional<Map<String, Object>> named(long guildId, int type, Object name) {
        return of(guildId).values().stream()
                .filter(command -> CommandRules.type(command) == type
                        && command.get("name").equals(name))
                .findFirst();
    }

    /** What somebody in that place finds under the name: the guild's own before a global one. */
    Optional<Map<String, Object>> offered(SimGuild guild, int type, String name) {
        if (guild != null && !guild.takesCommands()) {
            return Optional.empty();
        }
        Optional<Map<String, Object>> own = guild == null ? Optional.empty() : named(guild.id(), type, name);
        return own.or(() -> named(0, type, name).filter(command -> isFor(guild, command)));
    }

    /** A global command may say where it can be used: 0 in guilds, 1 in direct messages with the bot. */
    private static boolean isFor(SimGuild guild, Map<String, Object> command) {
        String here = guild == null ? "1" : "0"; // as text, which is how JDA sends it
        return !(command.get("contexts") instanceof List<?> contexts)
                || contexts.stream().anyMatch(context -> String.valueOf(context).equals(here));
    }

    List<Map<String, Object>> json(long guildId) {
        return List.copyOf(of(guildId).values());
    }

    private Map<String, Object> write(long guildId, Map<String, Object> body) {
        int type = CommandRules.type(body);
        long id = named(guildId, type, body.get("name"))
                .map(old -> Json.snowflake(old.get("id")))
                .orElseGet(world.snowflakes::next);
        Map<String, Object> command = Json.object(
                "id",
                Json.id(id),
                "application_id",
                Json.id(world.bot.id()),
                "version",
                Json.id(world.snowflakes.next()),
                "type",
                type,
                "name",
                null,
                "name_localizations",
                null,
                "description",
                "",
                "description_localizations",
                null,
                "default_member_permissions",
                null,
                "integration_types",
                List.of(0),
                "contexts",
                null,
                "nsfw",
                false);
        if (guildId != 0) {
            command.put("guild_id", Json.id(guildId));
        }
        Json.merge(command, body, WRITABLE);
        of(guildId).put(id, command);
        return command;
    }

    private Map<Long, Map<String, Object>> of(long guildId) {
        return byGuild.computeIfAbsent(guildId, id -> new LinkedHashMap<>());
    }
}
