package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Application commands, global and of one guild. */
final class RestCommands {
    private RestCommands() {}

    static void add(Routes routes) {
        for (String commands : List.of("applications/{app}/commands", "applications/{app}/guilds/{guild}/commands")) {
            routes.get(commands, RestCommands::list)
                    .post(commands, RestCommands::create)
                    .put(commands, RestCommands::overwrite)
                    .get(commands + "/{command}", RestCommands::get)
                    .patch(commands + "/{command}", RestCommands::edit)
                    .delete(commands + "/{command}", RestCommands::delete);
        }
        String permissions = "applications/{app}/guilds/{guild}/commands/{command}/permissions";
        routes.get("applications/{app}/guilds/{guild}/commands/permissions", call -> {
                    place(call);
                    return RestAnswer.ok(List.of());
                })
                .get(permissions, call -> {
                    place(call);
                    throw RestError.unknown(10_066, "application command permissions");
                })
                .put(permissions, call -> {
                    throw new RestError(403, 20_001, "Bots cannot use this endpoint");
                });
    }

    /**
     * The guild's id, or 0 for global.
     *
     * @throws RestError when it is another's application, or no guild of the bot, or one that it was invited to without
     *     the scope for commands
     */
    private static long place(Call call) {
        if (call.id("app") != call.world().bot.id()) {
            throw new RestError(403, 20_012, "You are not authorized to perform this action on this application");
        }
        if (!call.has("guild")) {
            return 0;
        }
        return call.world()
                .guildById(call.id("guild"))
                .filter(SimGuild::takesCommands)
                .orElseThrow(RestError::missingAccess)
                .id();
    }

    private static RestAnswer list(Call call) {
        boolean whole = call.queryFlag("with_localizations");
        return RestAnswer.ok(call.world().appCommands.json(place(call)).stream()
                .map(command -> whole ? command : withoutLocalizations(command))
                .toList());
    }

    private static Map<String, Object> withoutLocalizations(Map<String, Object> command) {
        Map<String, Object> shown = new LinkedHashMap<>(command);
        shown.keySet().removeAll(List.of("name_localizations", "description_localizations"));
        if (command.containsKey("options")) {
            shown.put(
                    "options",
                    Json.asObjects(command.get("options")).stream()
                            .map(RestCommands::withoutLocalizations)
                            .toList());
        }
        return shown;
    }

    private static RestAnswer create(Call call) {
        Map<String, Object> body = call.body();
        long place = place(call);
        boolean there = call.world()
                .appCommands
                .named(place, CommandRules.type(body), body.get("name"))
                .isPresent();
        Map<String, Object> command = call.world().appCommands.put(place, body);
        return there ? RestAnswer.ok(command) : RestAnswer.created(command);
    }

    private static RestAnswer overwrite(Call call) {
        return RestAnswer.ok(call.world().appCommands.overwrite(place(call), call.bodies()));
    }

    private static RestAnswer get(Call call) {
        return RestAnswer.ok(
                call.world().appCommands.byId(place(call), call.id("command")).orElseThrow(RestCommands::unknown));
    }

    private static RestAnswer edit(Call call) {
        return RestAnswer.ok(call.world()
                .appCommands
                .edit(place(call), call.id("command"), call.body())
                .orElseThrow(RestCommands::unknown));
    }

    private static RestAnswer delete(Call call) {
        if (!call.world().appCommands.delete(place(call), call.id("command"))) {
            throw unknown();
        }
        return RestAnswer.noContent();
    }

    private static RestError unknown() {
        return RestError.unknown(10_063, "application command");
    }
}
