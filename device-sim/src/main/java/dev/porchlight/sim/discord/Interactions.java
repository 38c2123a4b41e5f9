package dev.porchlight.sim.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The interactions there have been. Guarded by the world's lock, every method is called under it.
 *
 * <p>Invariant: at most {@link #KEPT} are remembered, the newest.
 */
final class Interactions {
    private static final int KEPT = 1_000;
    private static final int STRING_SELECT = 3;
    private static final int ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024;

    private final World world;
    private final Duration deadline;
    private final Map<String, SimInteraction> byToken = new LinkedHashMap<>();

    Interactions(World world, Options options) {
        this.world = world;
        this.deadline = options.interactionDeadline();
    }

    /**
     * INTERACTION_CREATE, which needs no intent.
     *
     * @param source the message it began at; null for a command
     * @param name what the message that answers says of it; empty for none
     */
    SimInteraction start(
            int type, SimChannel channel, SimUser user, Map<String, Object> data, SimMessage source, String name) {
        String token = "sim-interaction-" + UUID.randomUUID();
        SimInteraction interaction = new SimInteraction(
                channel, user, new SimInteraction.Origin(world.snowflakes.next(), token, type, name, source), deadline);
        byToken.put(token, interaction);
        if (byToken.size() > KEPT) {
            byToken.remove(byToken.keySet().iterator().next());
        }
        world.gateway.tell(
                channel.guild(), session -> true, "INTERACTION_CREATE", () -> json(interaction, channel, user, data));
        return interaction;
    }

    /** A button is pressed, or something chosen in a menu. */
    SimInteraction component(SimMessage message, SimUser user, String customId, List<String> values) {
        List<Map<String, Object>> all = new ArrayList<>();
        flatten(message.json().get("components"), all);
        Map<String, Object> component = all.stream()
                .filter(one -> customId.equals(one.get("custom_id")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no component " + customId + " among "
                        + all.stream().map(one -> one.get("custom_id")).toList()));
        if (Boolean.TRUE.equals(component.get("disabled"))) {
            throw new IllegalArgumentException(customId + " is disabled");
        }
        int type = ((Number) component.get("type")).intValue();
        Map<String, Object> data = Json.object("custom_id", customId, "component_type", type);
        if (component.containsKey("id")) {
            data.put("id", component.get("id"));
        }
        if (type >= STRING_SELECT) {
            Resolved resolved = new Resolved(message.channel());
            data.put("values", type == STRING_SELECT ? options(component, values) : find(resolved, values));
            resolved.addTo(data);
        }
        return start(SimInteraction.COMPONENT, message.channel(), user, data, message, "");
    }

    private static List<String> options(Map<String, Object> menu, List<String> values) {
        List<Object> offered = Json.asObjects(menu.get("options")).stream()
                .map(option -> option.get("value"))
                .toList();
        if (!offered.containsAll(values)) {
            throw new IllegalArgumentException(menu.get("custom_id") + " offers " + offered + ", not " + values);
        }
        return values;
    }

    private static List<Object> find(Resolved resolved, List<String> ids) {
        return ids.stream().map(resolved::find).toList();
    }

    private static void flatten(Object components, List<Map<String, Object>> into) {
        for (Map<String, Object> component : Json.asObjects(components)) {
            into.add(component);
            flatten(component.get("components"), into);
            if (component.get("accessory") instanceof Map<?, ?> accessory) {
                flatten(List.of(accessory), into);
            }
        }
    }

    private Map<String, Object> json(
            SimInteraction interaction, SimChannel channel, SimUser user, Map<String, Object> data) {
        SimGuild guild = channel.guild();
        Map<String, Object> place = channel.json();
        Map<String, Object> json = Json.object(
                "id",
                Json.id(interaction.id()),
                "application_id",
                Json.id(world.bot.id()),
                "type",
                interaction.type(),
                "token",
                interaction.token(),
                "version",
                1,
                "data",
                data,
                "channel_id",
                Json.id(channel.id()),
                "channel",
                place,
                "locale",
                "en-US");
        if (guild == null) {
            json.putAll(Json.object("user", user.json(), "app_permissions", Long.toString(Permission.EVERYONE)));
        } else {
            String permissions = Long.toString(Permission.of(guild, user, channel));
            Map<String, Object> member = guild.people().json(guild.people().require(user));
            member.put("permissions", permissions);
            place.put("permissions", permissions);
            json.putAll(Json.object(
                    "guild_id",
                    Json.id(guild.id()),
                    "guild",
                    Json.object("id", Json.id(guild.id()), "locale", "en-US", "features", List.of()),
                    "guild_locale",
                    "en-US",
                    "member",
                    member,
                    "app_permissions",
                    Long.toString(Permission.of(guild, world.bot, channel))));
        }
        interaction.source().ifPresent(message -> json.put("message", message.event()));
        json.putAll(Json.object(
                "entitlements",
                List.of(),
                "authorizing_integration_owners",
                owners(channel),
                "context",
                guild == null ? 1 : 0,
                "attachment_size_limit",
                ATTACHMENT_LIMIT_BYTES));
        return json;
    }

    static Map<String, Object> owners(SimChannel channel) {
        return Json.object(
                "0", channel.guild() == null ? "0" : Json.id(channel.guild().id()));
    }

    Optional<SimInteraction> byToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }
}
