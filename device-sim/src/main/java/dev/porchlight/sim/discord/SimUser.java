package dev.porchlight.sim.discord;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A person or a bot: who they are, and what they are doing, in all their guilds at once.
 *
 * <p>Any thread may call; identity and presence are guarded by the world's lock. What changes is dispatched for every
 * guild they are a member of, what stays the same is not.
 */
public final class SimUser {
    private final World world;
    private final long id;
    private final String name;
    private final boolean bot;
    /** What differs from a fresh account, by its key in the user object. Replaced, never changed. */
    private Map<String, Object> identity = Map.of();

    private Presence presence = Presence.OFFLINE;

    SimUser(World world, long id, String name, boolean bot) {
        this.world = world;
        this.id = id;
        this.name = name;
        this.bot = bot;
    }

    /** Snowflake, as {@code user_id} says on the wire. */
    public long id() {
        return id;
    }

    /** The name the script gave: also the username, until {@link #setUsername}. */
    public String name() {
        return name;
    }

    public boolean bot() {
        return bot;
    }

    public void setUsername(String username) {
        setIdentity("username", username);
    }

    /** The display name; null for none. */
    public void setGlobalName(String globalName) {
        setIdentity("global_name", globalName);
    }

    /** The avatar's hash, {@code a_…} for an animated one; null for none. */
    public void setAvatar(String hash) {
        setIdentity("avatar", hash);
    }

    public void setPublicFlags(int flags) {
        setIdentity("public_flags", flags);
    }

    /** The guild tag beside the name. */
    public void setPrimaryGuild(long guildId, String tag, String badge) {
        setIdentity(
                "primary_guild",
                Json.object(
                        "identity_guild_id", Json.id(guildId), "identity_enabled", true, "tag", tag, "badge", badge));
    }

    public void setAvatarDecoration(String asset, long skuId) {
        setIdentity("avatar_decoration_data", Json.object("asset", asset, "sku_id", Json.id(skuId)));
    }

    /**
     * Any field of the user object: {@code collectibles}, {@code display_name_styles}, … GUILD_MEMBER_UPDATE and
     * PRESENCE_UPDATE with the whole user; for the bot itself USER_UPDATE.
     *
     * @param value anything that can be written as JSON; null is sent as null
     */
    public void setIdentity(String field, Object value) {
        world.change(() -> {
            if (identity.containsKey(field) && Objects.equals(identity.get(field), value)) {
                return;
            }
            Map<String, Object> changed = new LinkedHashMap<>(identity);
            changed.put(field, value);
            identity = changed;
            if (equals(world.bot)) {
                world.gateway.tellAll("USER_UPDATE", world.self());
            }
            world.guildsOf(this).forEach(guild -> guild.people().identityChanged(this));
        });
    }

    /** Online there, on the desktop when no platform is named; activities stay. PRESENCE_UPDATE. */
    public void goOnline(SimPlatform... platforms) {
        go(SimStatus.ONLINE, platforms);
    }

    public void goIdle(SimPlatform... platforms) {
        go(SimStatus.IDLE, platforms);
    }

    public void goDnd(SimPlatform... platforms) {
        go(SimStatus.DND, platforms);
    }

    /** Offline everywhere, and doing nothing. PRESENCE_UPDATE. */
    public void goOffline() {
        world.change(() -> setPresence(Presence.OFFLINE));
    }

    /**
     * A status for each platform.
     *
     * @param overall what Discord makes of them
     * @param platforms none of them offline
     */
    public void setStatus(SimStatus overall, Map<SimPlatform, SimStatus> platforms) {
        world.change(() -> setPresence(
                overall == SimStatus.OFFLINE
                        ? Presence.OFFLINE
                        : new Presence(overall, Map.copyOf(platforms), presence.activities())));
    }

    /** From now on does exactly this, nothing when none is named; who was offline comes online on the desktop. */
    public void does(SimActivity... activities) {
        List<Map<String, Object>> all =
                Arrays.stream(activities).map(SimActivity::json).toList();
        world.change(() -> {
            boolean online = presence.isOnline();
            setPresence(new Presence(
                    online ? presence.status() : SimStatus.ONLINE,
                    online ? presence.clients() : Map.of(SimPlatform.DESKTOP, SimStatus.ONLINE),
                    all));
        });
    }

    private void go(SimStatus status, SimPlatform... platforms) {
        Map<SimPlatform, SimStatus> clients = new EnumMap<>(SimPlatform.class);
        for (SimPlatform platform : platforms.length == 0 ? new SimPlatform[] {SimPlatform.DESKTOP} : platforms) {
            clients.put(platform, status);
        }
        setStatus(status, clients);
    }

    /** Under the world's lock. */
    void setPresence(Presence now) {
        if (!presence.equals(now)) {
            presence = now;
            world.guildsOf(this).forEach(guild -> guild.people().presenceChanged(this));
        }
    }

    Presence presence() {
        return presence;
    }

    World world() {
        return world;
    }

    Map<String, Object> json() {
        Map<String, Object> json = Json.object(
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
                "avatar_decoration_data",
                null,
                "collectibles",
                null,
                "primary_guild",
                null,
                "bot",
                bot,
                "public_flags",
                0);
        json.putAll(identity);
        return json;
    }

    @Override
    public String toString() {
        return name;
    }
}
