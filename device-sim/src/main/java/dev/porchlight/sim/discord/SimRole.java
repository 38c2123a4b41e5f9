package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/** A guild's role. Any thread may call; its fields are guarded by the world's lock. */
public final class SimRole {
    private static final List<String> WRITABLE = List.of(
            "name", "permissions", "color", "colors", "hoist", "icon", "unicode_emoji", "mentionable", "position");

    private final SimGuild guild;
    private final long id;
    private final Map<String, Object> json;

    SimRole(SimGuild guild, long id, String name, long permissions) {
        this.guild = guild;
        this.id = id;
        this.json = Json.object(
                "id",
                Json.id(id),
                "name",
                name,
                "permissions",
                Long.toString(permissions),
                "position",
                id == guild.id() ? 0 : 1,
                "color",
                0,
                "colors",
                colors(0),
                "hoist",
                false,
                "managed",
                false,
                "mentionable",
                false,
                "icon",
                null,
                "unicode_emoji",
                null,
                "flags",
                0);
    }

    public long id() {
        return id;
    }

    public String name() {
        return guild.world().ask(() -> (String) json.get("name"));
    }

    /** GUILD_ROLE_UPDATE. */
    public void rename(String name) {
        set("name", name);
    }

    /** Permission bits as Discord counts them. GUILD_ROLE_UPDATE. */
    public void setPermissions(long bits) {
        set("permissions", Long.toString(bits));
    }

    /** 0xRRGGBB. GUILD_ROLE_UPDATE. */
    public void setColor(int rgb) {
        set("color", rgb);
    }

    /** Any field of the role object. GUILD_ROLE_UPDATE. */
    public void set(String field, Object value) {
        guild.world().change(() -> guild.roles().update(this, Json.object(field, value)));
    }

    /** Everybody loses it: GUILD_ROLE_DELETE, then a GUILD_MEMBER_UPDATE for each who had it. */
    public void delete() {
        guild.world().change(() -> guild.roles().delete(this));
    }

    /** Takes what may be written from a request; null means the default, as with Discord. */
    void merge(Map<String, Object> body) {
        Json.merge(json, body, WRITABLE);
        if (body.get("color") instanceof Number color) {
            json.put("colors", colors(color.intValue()));
        } else if (body.get("colors") instanceof Map<?, ?> colors && colors.get("primary_color") instanceof Number n) {
            json.put("color", n);
        }
        if (json.get("permissions") == null) {
            json.put("permissions", "0");
        }
    }

    void managedBy(SimUser bot) {
        json.put("managed", true);
        json.put("tags", Json.object("bot_id", Json.id(bot.id())));
    }

    void moveTo(int position) {
        json.put("position", position);
    }

    int position() {
        return ((Number) json.get("position")).intValue();
    }

    long permissions() {
        return Json.snowflake(json.get("permissions"));
    }

    Map<String, Object> json() {
        return Json.asObject(json);
    }

    private static Map<String, Object> colors(int rgb) {
        return Json.object("primary_color", rgb, "secondary_color", null, "tertiary_color", null);
    }

    @Override
    public String toString() {
        return name();
    }
}
