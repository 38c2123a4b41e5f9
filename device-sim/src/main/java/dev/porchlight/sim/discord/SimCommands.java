package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people do in one channel with the bot's commands. Any thread may call.
 *
 * <p>Every method throws IllegalArgumentException when a Discord client would not have let them: no such command, a
 * required option missing, no such choice.
 */
public final class SimCommands {
    private static final int USER = 2;
    private static final int MESSAGE = 3;

    private final SimChannel channel;
    private final World world;

    SimCommands(SimChannel channel) {
        this.channel = channel;
        this.world = channel.world();
    }

    /**
     * A slash command is sent: INTERACTION_CREATE.
     *
     * @param command its name, with group and subcommand after spaces: {@code "kv set"}
     * @param namesAndValues options: name, value, name, value; users, channels, roles and uploads as they are
     */
    public SimInteraction slash(SimUser user, String command, Object... namesAndValues) {
        return slash(user, command, Json.object(namesAndValues), null, SimInteraction.COMMAND);
    }

    /** An option is being typed: INTERACTION_CREATE for autocomplete. */
    public SimInteraction complete(
            SimUser user, String command, String option, Object typed, Object... otherNamesAndValues) {
        Map<String, Object> values = Json.object(otherNamesAndValues);
        values.put(option, typed);
        return slash(user, command, values, option, SimInteraction.AUTOCOMPLETE);
    }

    private SimInteraction slash(
            SimUser user, String command, Map<String, Object> values, String focused, int interactionType) {
        List<String> path = List.of(command.split(" ", -1));
        return world.act(() -> {
            Map<String, Object> found = find(CommandRules.SLASH, path.getFirst());
            Map<String, Object> data =
                    new CommandCall(channel, found, values, focused).data(path.subList(1, path.size()));
            return world.interactions.start(interactionType, channel, user, data, null, "/" + command);
        });
    }

    /** A user's context menu: INTERACTION_CREATE. */
    public SimInteraction onUser(SimUser user, String command, SimUser target) {
        return context(USER, user, command, target);
    }

    /** A message's context menu: INTERACTION_CREATE. */
    public SimInteraction onMessage(SimUser user, String command, SimMessage target) {
        return context(MESSAGE, user, command, target);
    }

    private SimInteraction context(int type, SimUser user, String command, Object target) {
        return world.act(() -> {
            Map<String, Object> data = CommandCall.head(find(type, command));
            Resolved resolved = new Resolved(channel);
            data.put("target_id", resolved.wire(target));
            resolved.addTo(data);
            return world.interactions.start(SimInteraction.COMMAND, channel, user, data, null, command);
        });
    }

    /**
     * Whether Discord offers the slash command to that user here: there is one, and they have its
     * {@code default_member_permissions}.
     */
    public boolean offers(SimUser user, String command) {
        return world.ask(() -> world.appCommands
                .offered(channel.guild(), CommandRules.SLASH, command)
                .filter(found -> allows(found, user))
                .isPresent());
    }

    private boolean allows(Map<String, Object> command, SimUser user) {
        Object needed = command.get("default_member_permissions");
        if (needed == null || channel.guild() == null) {
            return true;
        }
        long has = Permission.of(channel.guild(), user, channel);
        long bits = Json.snowflake(needed);
        return has == Permission.ALL || (bits != 0 && (has & bits) == bits);
    }

    private Map<String, Object> find(int type, String name) {
        return world.appCommands
                .offered(channel.guild(), type, name)
                .orElseThrow(
                        () -> new IllegalArgumentException("the bot has no command " + name + "; " + registered()));
    }

    private String registered() {
        Stream<Map<String, Object>> ofGuild = channel.guild() == null
                ? Stream.of()
                : world.appCommands.json(channel.guild().id()).stream();
        String names = Stream.concat(world.appCommands.json(0).stream(), ofGuild)
                .map(command -> String.valueOf(command.get("name")))
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "it has registered none yet" : "it has registered " + names;
    }
}
