package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One REST request on its way through a handler: what its path and body name, found, or refused as Discord refuses it.
 * Used under the world's lock.
 */
final class Call {
    private final World world;
    private final Map<String, String> parameters;
    private final Map<String, String> query;
    private final RestBody body;
    private final String auditLogReason;

    Call(World world, Map<String, String> parameters, Map<String, String> query, RestBody body, String auditLogReason) {
        this.world = world;
        this.parameters = parameters;
        this.query = query;
        this.body = body;
        this.auditLogReason = auditLogReason;
    }

    World world() {
        return world;
    }

    String text(String parameter) {
        return parameters.get(parameter);
    }

    boolean has(String parameter) {
        return parameters.containsKey(parameter);
    }

    /** The path's id. */
    long id(String parameter) {
        String text = parameters.get(parameter);
        if (text.matches("\\d{1,19}")) {
            return Long.parseUnsignedLong(text);
        }
        throw RestError.field(parameter + "_id", "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not snowflake.");
    }

    SimGuild guild() {
        return world.guildById(id("guild")).orElseThrow(() -> RestError.unknown(10_004, "Guild"));
    }

    /** A channel, thread or direct messages that the bot may see. */
    SimChannel channel() {
        SimChannel channel = world.channelById(id("channel")).orElseThrow(() -> RestError.unknown(10_003, "Channel"));
        boolean seen = channel.guild() == null
                || (Permission.VIEW_CHANNEL.in(Permission.of(channel.guild(), world.bot, channel))
                        && (channel.thread().isEmpty()
                                || channel.guild().threads().isVisible(channel)));
        if (!seen) {
            throw RestError.missingAccess();
        }
        return channel;
    }

    SimMessage message() {
        return channel().chat().of(id("message")).orElseThrow(() -> RestError.unknown(10_008, "Message"));
    }

    /** {@code @me} is the bot. */
    SimUser user() {
        if ("@me".equals(parameters.getOrDefault("user", "@me"))) {
            return world.bot;
        }
        return Optional.ofNullable(world.userById(id("user"))).orElseThrow(() -> RestError.unknown(10_013, "User"));
    }

    Member member() {
        return guild().people().of(user()).orElseThrow(() -> RestError.unknown(10_007, "Member"));
    }

    SimRole role() {
        return guild().roles().of(id("role")).orElseThrow(() -> RestError.unknown(10_011, "Role"));
    }

    /** @throws RestError when the bot may not do that in the whole guild */
    void needs(Permission permission) {
        if (!permission.in(Permission.of(guild(), world.bot))) {
            throw RestError.missingPermissions();
        }
    }

    /** @throws RestError when the bot may not do that in the channel; in direct messages it may do everything */
    void needs(Permission permission, SimChannel channel) {
        if (channel.guild() != null && !permission.in(Permission.of(channel.guild(), world.bot, channel))) {
            throw RestError.missingPermissions();
        }
    }

    /**
     * A number of the query.
     *
     * @throws RestError when it is outside of these bounds
     */
    int query(String name, int normally, int min, int max) {
        String text = query.get(name);
        if (text == null) {
            return normally;
        }
        if (!text.matches("\\d{1,9}")) {
            throw RestError.field(name, "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not int.");
        }
        int value = Integer.parseInt(text);
        if (value < min) {
            throw RestError.field(name, "NUMBER_TYPE_MIN", "int value should be greater than or equal to " + min + ".");
        }
        if (value > max) {
            throw RestError.field(name, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + max + ".");
        }
        return value;
    }

    /** An id of the query; 0 when it is not there. */
    long queryId(String name) {
        return Json.snowflake(query.get(name));
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    boolean queryFlag(String name) {
        return query(name)
                .filter(text -> text.equalsIgnoreCase("true") || text.equals("1"))
                .isPresent();
    }

    /**
     * The body as an object.
     *
     * @throws RestError when it is another JSON value
     */
    Map<String, Object> body() {
        if (!(body.json() instanceof Map)) {
            throw RestError.field("_root", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        }
        return Json.asObject(body.json());
    }

    /**
     * The body as an array of objects.
     *
     * @throws RestError when it is another JSON value
     */
    List<Map<String, Object>> bodies() {
        if (!(body.json() instanceof List)) {
            throw RestError.field("_root", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        }
        return Json.asObjects(body.json());
    }

    List<SimUpload> files() {
        return body.files();
    }

    /** Null for none. */
    String auditLogReason() {
        return auditLogReason.isEmpty() ? null : auditLogReason;
    }
}
